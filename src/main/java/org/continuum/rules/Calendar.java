package org.continuum.rules;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * School days: the weekdays of the terms, less the days off.
 *
 * @param terms in order, not overlapping
 */
public record Calendar(String name, List<Term> terms, Set<LocalDate> daysOff) {
    public record Term(LocalDate from, LocalDate to) {}

    public Calendar {
        terms = List.copyOf(terms);
        daysOff = Set.copyOf(daysOff);
    }

    /** The nth school day after the day; empty when the calendar ends before. */
    Optional<LocalDate> after(LocalDate day, long n) {
        return n == 0 ? Optional.of(day) : daysAfter(day).skip(n - 1).findFirst();
    }

    /** School days after {@code from}, up to and with {@code to}. */
    long between(LocalDate from, LocalDate to) {
        return daysAfter(from).takeWhile(day -> !day.isAfter(to)).count();
    }

    private Stream<LocalDate> daysAfter(LocalDate day) {
        return terms.stream()
                .filter(term -> term.to().isAfter(day))
                .flatMap(term -> (term.from().isAfter(day) ? term.from() : day.plusDays(1))
                        .datesUntil(term.to().plusDays(1)))
                .filter(each -> each.getDayOfWeek() != DayOfWeek.SATURDAY
                        && each.getDayOfWeek() != DayOfWeek.SUNDAY
                        && !daysOff.contains(each));
    }
}
