package org.continuum.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a rule-set document. What is wrong there is noted, and reading goes on with a harmless stand-in, so that
 * an author sees every mistake at once.
 */
record Place(JsonNode node, String pointer, Mistakes mistakes) {

    static final LocalDate NO_DAY = LocalDate.EPOCH;
    private static final int MOST_YEARS = 200;
    private static final int MOST_DIGITS = 40;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,79}");
    private static final String A_NAME = "Begin with a letter; then letters, digits, dots, dashes, _.";

    void wrong(String detail, String fix) {
        mistakes.add(pointer, detail, fix);
    }

    boolean isMissing() {
        return node.isMissingNode();
    }

    Place at(String name) {
        JsonNode child = node.isObject() && node.has(name) ? node.get(name) : MissingNode.getInstance();
        return new Place(child, pointer + "/" + name.replace("~", "~0").replace("/", "~1"), mistakes);
    }

    /** Notes unless this is an object with none but these names. */
    Place object(String... allowed) {
        if (!node.isObject()) {
            wrong("A group of fields is needed here, not " + kind() + ".", "Write name: value pairs.");
            return this;
        }
        Set<String> known = new TreeSet<>(List.of(allowed));
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!known.contains(field.getKey())) {
                at(field.getKey())
                        .wrong(
                                "'" + field.getKey() + "' is not known here.",
                                "Use one of: " + String.join(", ", known) + ".");
            }
        }
        return this;
    }

    /** Notes if this is an object that says nothing, or more than anybody reads. */
    Place some(int atMost) {
        if (node.isObject() && (node.isEmpty() || node.size() > atMost)) {
            wrong(
                    node.isEmpty() ? "Nothing is said here." : "More than " + atMost + " fields.",
                    node.isEmpty() ? "Say it, or leave the field out." : "Say it with fewer.");
        }
        return this;
    }

    /** The items, with their places; none and a mistake if this is no list. */
    List<Place> items(int atLeast, int atMost) {
        if (!node.isArray()) {
            wrong("A list is needed here, not " + kind() + ".", "Write its items with dashes or in brackets.");
            return List.of();
        }
        if (node.size() < atLeast || node.size() > atMost) {
            wrong(node.size() + " items where " + atLeast + " to " + atMost + " are allowed.", "Change their number.");
        }
        List<Place> items = new ArrayList<>();
        for (int i = 0; i < Math.min(node.size(), atMost); i++) {
            items.add(new Place(node.get(i), pointer + "/" + i, mistakes));
        }
        return items;
    }

    /** The fields of an open group, in document order. */
    Map<String, Place> fields() {
        if (isMissing()) {
            return Map.of();
        }
        if (!node.isObject()) {
            wrong("A group of fields is needed here, not " + kind() + ".", "Write name: value pairs.");
            return Map.of();
        }
        Map<String, Place> fields = new LinkedHashMap<>();
        node.properties().forEach(field -> fields.put(field.getKey(), at(field.getKey())));
        return fields;
    }

    <T> List<T> list(String name, int atLeast, int atMost, Function<Place, T> read) {
        Place place = at(name);
        if (place.isMissing()) {
            if (atLeast > 0) {
                place.wrong("This is needed.", "Add it.");
            }
            return List.of();
        }
        return place.items(atLeast, atMost).stream().map(read).toList();
    }

    <T> @Nullable T optional(String name, Function<Place, T> read) {
        Place place = at(name);
        return place.isMissing() ? null : read.apply(place);
    }

    <T> T needed(String name, Function<Place, T> read) {
        Place place = at(name);
        if (place.isMissing()) {
            place.wrong("This is needed.", "Add it.");
        }
        return read.apply(place);
    }

    String text() {
        if (isMissing()) {
            return "";
        }
        if (node.isTextual() && node.textValue().isBlank()) {
            wrong("Text is needed here; this is empty.", "Write it, or leave the field out.");
            return "";
        }
        if (!node.isTextual()) {
            wrong("Text is needed here, not " + kind() + ".", "Put it in quotes if it looks like a number or a date.");
            return "";
        }
        if (node.textValue().length() > 2000) {
            wrong("Longer than 2,000 characters.", "Shorten it.");
        }
        return node.textValue();
    }

    /** What names a part of the document or a license type. */
    String name() {
        return matching(NAME, A_NAME);
    }

    /** The fields of an open group whose names are the document's own, so that a path can hold them. */
    Map<String, Place> named() {
        Map<String, Place> fields = fields();
        fields.forEach((name, place) -> {
            if (!NAME.matcher(name).matches()) {
                place.wrong("'" + name + "' is no name.", A_NAME);
            }
        });
        return fields;
    }

    /** Text of a form; empty where it is missing. */
    String matching(Pattern form, String fix) {
        String text = text();
        if (!text.isEmpty() && !form.matcher(text).matches()) {
            wrong("'" + text + "' is no name.", fix);
        }
        return text;
    }

    String text(String name) {
        return needed(name, Place::text);
    }

    String textOr(String name, String absent) {
        String text = optional(name, Place::text);
        return text == null ? absent : text;
    }

    LocalDate date() {
        if (isMissing()) {
            return NO_DAY;
        }
        return day().orElseGet(() -> {
            wrong("A date of the calendar is needed here: '" + node.asText() + "' is none.", "Write it as YYYY-MM-DD.");
            return NO_DAY;
        });
    }

    Optional<LocalDate> day() {
        try {
            return node.isTextual() && node.textValue().length() == 10
                    ? Optional.of(LocalDate.parse(node.textValue()))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    Period period() {
        if (isMissing()) {
            return Period.ZERO;
        }
        try {
            Period period = Period.parse(node.asText());
            if (Math.abs(period.toTotalMonths()) > 12 * MOST_YEARS || Math.abs(period.getDays()) > 366 * MOST_YEARS) {
                wrong("Longer than " + MOST_YEARS + " years.", "Shorten it.");
                return Period.ZERO;
            }
            return period;
        } catch (DateTimeException | ArithmeticException e) {
            wrong("'" + node.asText() + "' is no period.", "Write it as P1Y, P18M or P30D.");
            return Period.ZERO;
        }
    }

    BigDecimal number() {
        if (!isPlainNumber()) {
            if (!isMissing()) {
                wrong("A number is needed here, not " + kind() + ".", "Write a plain number.");
            }
            return BigDecimal.ONE;
        }
        return node.decimalValue();
    }

    /** A number that is not below zero. */
    BigDecimal amount() {
        BigDecimal number = number();
        if (number.signum() < 0) {
            wrong("Less than nothing is asked for.", "Write 0 or more.");
        }
        return number;
    }

    /** A number that can be written out in a line: an exponent hides any number of digits. */
    boolean isPlainNumber() {
        return node.isNumber()
                && !node.isFloat()
                && !(node.isDouble() && !Double.isFinite(node.doubleValue()))
                && node.decimalValue().precision() <= MOST_DIGITS
                && Math.abs(node.decimalValue().scale()) <= MOST_DIGITS;
    }

    /** Notes every number below that cannot be written out in a line. */
    void plainNumbers() {
        if (node.isNumber() && !isPlainNumber()) {
            wrong("A number of more than " + MOST_DIGITS + " digits.", "Write a plain number.");
        } else if (node.isObject()) {
            fields().values().forEach(Place::plainNumbers);
        } else if (node.isArray()) {
            items(0, Integer.MAX_VALUE).forEach(Place::plainNumbers);
        }
    }

    int integer(int least, int most) {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            if (!isMissing()) {
                wrong("A whole number from " + least + " to " + most + " is needed here.", "Correct it.");
            }
            return least;
        }
        return node.intValue();
    }

    boolean flag() {
        if (!node.isBoolean()) {
            wrong("true or false is needed here, not " + kind() + ".", "Write one of them.");
        }
        return node.booleanValue();
    }

    /** One of an enum's words. */
    <E extends Enum<E>> E word(Class<E> type, Function<E, String> word) {
        E[] all = type.getEnumConstants();
        for (E each : all) {
            if (word.apply(each).equals(node.asText())) {
                return each;
            }
        }
        if (!isMissing()) {
            wrong(
                    "'" + node.asText() + "' is not one of the words allowed here.",
                    "Use one of: "
                            + String.join(
                                    ", ", java.util.Arrays.stream(all).map(word).toList()) + ".");
        }
        return all[0];
    }

    String kind() {
        return switch (node.getNodeType()) {
            case OBJECT -> "a group of fields";
            case ARRAY -> "a list";
            case STRING -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            default -> "nothing";
        };
    }
}
