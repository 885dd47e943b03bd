package org.continuum.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a stored projection says what the received bytes say. It may write numbers otherwise, ids in lower case and text
 * in normal form C; it may leave out what is empty, and add the one default there is.
 */
final class Projection {
    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Projection() {}

    /** JSON pointers to what differs. */
    static List<String> differences(JsonNode received, JsonNode stored) {
        List<String> found = new ArrayList<>();
        compare("", received, stored, found);
        return found;
    }

    private static void compare(String at, JsonNode received, JsonNode stored, List<String> found) {
        if (received.isObject() && stored.isObject()) {
            received.forEachEntry((name, value) -> {
                if (stored.has(name) || !isEmpty(value)) {
                    compare(at + "/" + name, value, stored.path(name), found);
                }
            });
            stored.forEachEntry((name, value) -> {
                boolean byDefault =
                        at.isEmpty() && name.equals("purpose") && value.asText().equals("licensure");
                if (!received.has(name) && !byDefault) {
                    found.add(at + "/" + name);
                }
            });
        } else if (received.isArray() && stored.isArray() && received.size() == stored.size()) {
            for (int i = 0; i < received.size(); i++) {
                compare(at + "/" + i, received.get(i), stored.get(i), found);
            }
        } else if (!isSame(received, stored)) {
            found.add(at);
        }
    }

    private static boolean isSame(JsonNode received, JsonNode stored) {
        if (received.isNumber() && stored.isNumber()) {
            return received.decimalValue().compareTo(stored.decimalValue()) == 0;
        }
        if (received.isTextual() && stored.isTextual()) {
            String text = received.textValue();
            return (ID.matcher(text).matches()
                            ? text.toLowerCase(Locale.ROOT)
                            : Normalizer.normalize(text, Normalizer.Form.NFC))
                    .equals(stored.textValue());
        }
        return received.equals(stored);
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.textValue().isEmpty();
    }
}
