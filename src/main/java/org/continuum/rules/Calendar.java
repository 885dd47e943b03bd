package org.continuum.rules;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    private boolean isSchoolDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !daysOff.contains(day)
                && terms.stream().anyMatch(term -> !day.isBefore(term.from()) && !day.isAfter(term.to()));
    }

    /** The nth school day after the day; empty when the calendar ends before. */
    Optional<LocalDate> after(LocalDate day, long n) {
        if (n == 0) {
            return Optional.of(day);
        }
        long left = n;
        LocalDate end = terms.isEmpty() ? day : terms.getLast().to();
        for (LocalDate next = day.plusDays(1); !next.isAfter(end); next = next.plusDays(1)) {
            if (isSchoolDay(next) && --left == 0) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /** School days after {@code from}, up to and with {@code to}. */
    long between(LocalDate from, LocalDate to) {
        long days = 0;
        for (LocalDate next = from.plusDays(1); !next.isAfter(to); next = next.plusDays(1)) {
            if (isSchoolDay(next)) {
                days++;
            }
        }
        return days;
    }
}
