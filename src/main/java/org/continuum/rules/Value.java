package org.continuum.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value on a record or in a rule set. Numbers compare by value: 3 equals 3.0. */
public sealed interface Value {

    record Text(String text) implements Value {
        @Override
        public String toString() {
            return text;
        }
    }

    record Number(BigDecimal number) implements Value {
        public Number {
            number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        }

        @Override
        public String toString() {
            return number.toPlainString();
        }
    }

    record Flag(boolean flag) implements Value {
        @Override
        public String toString() {
            return flag ? "true" : "false";
        }
    }

    record Many(List<Value> values) implements Value {
        public Many {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return values.stream().map(Value::toString).collect(Collectors.joining(", "));
        }
    }

    record Fields(Map<String, Value> fields) implements Value {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String toString() {
            return fields.toString();
        }
    }

    static Value of(String text) {
        return new Text(text);
    }

    static Value of(long number) {
        return new Number(BigDecimal.valueOf(number));
    }

    static Value of(BigDecimal number) {
        return new Number(number);
    }

    static Value of(boolean flag) {
        return new Flag(flag);
    }

    /** Dates travel as ISO text, as they do in JSON. */
    static Value of(LocalDate day) {
        return new Text(day.toString());
    }

    /** The number, if this is one. */
    default Optional<BigDecimal> asNumber() {
        return this instanceof Number number ? Optional.of(number.number()) : Optional.empty();
    }

    /** The date, if this is the text of one. */
    default Optional<LocalDate> asDay() {
        return this instanceof Text text ? day(text.text()) : Optional.empty();
    }

    /** Most text is no date and many ask, so none is told by an exception. */
    private static Optional<LocalDate> day(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return Optional.empty();
        }
        int digits = 0;
        for (int i = 0; i < 10; i++) {
            char c = text.charAt(i);
            if (i != 4 && i != 7) {
                if (c < '0' || c > '9') {
                    return Optional.empty();
                }
                digits = digits * 10 + c - '0';
            }
        }
        int month = digits / 100 % 100;
        int day = digits % 100;
        boolean exists = month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(digits / 10_000, month).lengthOfMonth();
        return exists ? Optional.of(LocalDate.of(digits / 10_000, month, day)) : Optional.empty();
    }

    /**
     * The value at the path below this one; empty where nothing is stated. A step {@code *} goes into every field of a
     * group, or every item of a list, and gives the list of what is found there.
     */
    default Optional<Value> at(List<String> path) {
        return Optional.ofNullable(stated(path));
    }

    /** As {@link #at}; null where nothing is stated. */
    default @Nullable Value stated(List<String> path) {
        Value here = this;
        for (int i = 0; i < path.size(); i++) {
            String step = path.get(i);
            if (step.equals("*")) {
                return here.everyAt(path.subList(i + 1, path.size()));
            }
            Value next = here instanceof Fields fields ? fields.fields().get(step) : null;
            if (next == null) {
                return null;
            }
            here = next;
        }
        return here;
    }

    private @Nullable Value everyAt(List<String> rest) {
        List<Value> found = new ArrayList<>();
        for (Value value : each()) {
            Value stated = value.stated(rest);
            if (stated != null) {
                found.add(stated);
            }
        }
        return found.isEmpty() ? null : new Many(found);
    }

    /** The single values: of a list its items, of a group what its fields state, else the value itself. */
    default Collection<Value> each() {
        return switch (this) {
            case Many many -> many.values();
            case Fields fields -> fields.fields().values();
            case Text text -> List.of(text);
            case Number number -> List.of(number);
            case Flag flag -> List.of(flag);
        };
    }
}
