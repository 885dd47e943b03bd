package org.continuum.rules;

import java.time.LocalDate;
import java.time.Period;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The span of dates in which a record counts; both ends are inside.
 *
 * @param from first day; null for no beginning (or when {@code last} gives it)
 * @param to last day; null for no end
 * @param last length of a look-back that ends at {@code to}; an otherwise good record before a look-back has lapsed,
 *     whereas one outside a fixed span was never in it
 */
public record Window(
        @Nullable Moment from,
        @Nullable Moment to,
        @Nullable Period last) {
    public Window {
        if (last != null && (from != null || to == null)) {
            throw new IllegalArgumentException("a look-back has a length and an end, and no other beginning");
        }
    }

    /** The span at the question's dates. */
    record Span(LocalDate from, LocalDate to, boolean lookBack) {
        boolean contains(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }

        /** Whether a record of that day once counted and no longer does. */
        boolean lapsed(LocalDate day) {
            return lookBack && day.isBefore(from);
        }

        @Override
        public String toString() {
            return (from.equals(LocalDate.MIN) ? "…" : from) + " to " + (to.equals(LocalDate.MAX) ? "…" : to);
        }
    }

    /** The span; empty when a date that places it is not known. */
    Optional<Span> span(Scope scope) {
        Optional<LocalDate> end = to == null ? Optional.of(LocalDate.MAX) : to.day(scope);
        if (last != null) {
            return end.map(day -> new Span(day.minus(last), day, true));
        }
        Optional<LocalDate> start = from == null ? Optional.of(LocalDate.MIN) : from.day(scope);
        return start.flatMap(first -> end.map(day -> new Span(first, day, false)));
    }

    /** The names of the dates that place it, for the reader who must supply one. */
    String anchors() {
        return Stream.of(from, to)
                .filter(Objects::nonNull)
                .map(Moment::toString)
                .collect(Collectors.joining(" and "));
    }
}
