package org.continuum.evidence;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.continuum.http.Problem;
import org.continuum.http.Violation;
import org.jspecify.annotations.Nullable;

/** The one open place of a submission: facts that some rule asks for and no kind has a field for. */
public final class Attributes {
    static final int MAX = 32;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][A-Za-z0-9-]{0,63}");
    private static final int MAX_TEXT = 1000;
    private static final int MAX_ITEMS = 200;

    private Attributes() {}

    /** Throws the problem "does not fit the contract" with everything that is wrong with them. */
    static void check(@Nullable Map<String, Object> attributes) {
        if (attributes == null) {
            return;
        }
        List<Violation> violations = new ArrayList<>();
        if (attributes.size() > MAX) {
            violations.add(new Violation("/attributes", "More than %d fields.".formatted(MAX), "Send fewer."));
        }
        attributes.forEach((name, value) -> {
            String pointer = "/attributes/" + name.replace("~", "~0").replace("/", "~1");
            misnamed(pointer, name).ifPresent(violations::add);
            check(pointer, value, violations);
        });
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
    }

    /** What is wrong with a name of one, if anything: free text is not kept as a name. */
    public static Optional<Violation> misnamed(String pointer, String name) {
        return NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(new Violation(
                        pointer, "Not a name.", "Begin with a letter, and use up to 64 letters, digits and hyphens."));
    }

    private static void check(String pointer, @Nullable Object value, List<Violation> violations) {
        switch (value) {
            case List<?> list
            when list.size() > MAX_ITEMS ->
                violations.add(new Violation(pointer, "More than %d items.".formatted(MAX_ITEMS), "Send fewer."));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    scalar(pointer + "/" + i, list.get(i), violations);
                }
            }
            case Map<?, ?> period -> period(pointer, period, violations);
            case null, default -> scalar(pointer, value, violations);
        }
    }

    private static void period(String pointer, Map<?, ?> period, List<Violation> violations) {
        LocalDate from = day(period.get("from"));
        LocalDate to = day(period.get("to"));
        if (from == null || to == null || !period.keySet().equals(Set.of("from", "to"))) {
            violations.add(new Violation(
                    pointer, "Not a period.", "Send {\"from\": day, \"to\": day}; no other object is known here."));
        } else if (to.isBefore(from)) {
            violations.add(new Violation(pointer + "/to", "Ends before it starts.", "Send a day on or after from."));
        }
    }

    private static void scalar(String pointer, @Nullable Object value, List<Violation> violations) {
        boolean fits = value instanceof Number
                || value instanceof Boolean
                || value instanceof String text && text.length() <= MAX_TEXT;
        if (!fits) {
            violations.add(new Violation(
                    pointer,
                    "Not a value that an attribute can have.",
                    "Send a number, a boolean, a text of up to %d characters, or an array of them."
                            .formatted(MAX_TEXT)));
        }
    }

    private static @Nullable LocalDate day(@Nullable Object said) {
        try {
            return said instanceof String text ? LocalDate.parse(text) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
