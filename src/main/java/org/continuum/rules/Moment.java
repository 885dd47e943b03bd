package org.continuum.rules;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A date named by a rule: a calendar date, or one that is given ({@code application}, {@code asOf}), moved by a period,
 * then by school days, and then, where the rule says so, on to the next such day of the year ({@code 06-30}).
 *
 * @param on the calendar date; null when {@code given} names it
 * @param given the name of the given date; null when {@code on} states it
 * @param plus what is added, possibly negative
 * @param schoolDays how many school days are added, and of which calendar; null for none
 * @param upTo the day of the year it runs on to; null when it stays where it is
 */
public record Moment(
        @Nullable LocalDate on,
        @Nullable Path given,
        Period plus,
        @Nullable SchoolDays schoolDays,
        @Nullable MonthDay upTo) {

    /** So many days of a calendar. */
    public record SchoolDays(int days, String calendar) {}

    public Moment {
        if ((on == null) == (given == null)) {
            throw new IllegalArgumentException("a moment is either a date or a given one");
        }
    }

    public static Moment on(LocalDate day) {
        return new Moment(day, null, Period.ZERO, null, null);
    }

    public static Moment given(String name) {
        return new Moment(null, Path.of(name), Period.ZERO, null, null);
    }

    /** The date; empty when the records do not tell it. */
    Optional<LocalDate> day(Scope scope) {
        Optional<LocalDate> base = on != null ? Optional.of(on) : scope.givenDay(Objects.requireNonNull(given));
        if (!moved()) {
            return base;
        }
        return base.map(day -> day.plus(plus))
                .flatMap(day -> schoolDays == null
                        ? Optional.of(day)
                        : scope.calendarAfter(schoolDays.calendar(), day, schoolDays.days()))
                .map(this::runOn);
    }

    private boolean moved() {
        return !plus.isZero() || schoolDays != null || upTo != null;
    }

    private LocalDate runOn(LocalDate day) {
        if (upTo == null) {
            return day;
        }
        LocalDate thisYear = upTo.atYear(day.getYear());
        return thisYear.isBefore(day) ? upTo.atYear(day.getYear() + 1) : thisYear;
    }

    /** How a reader would name it. */
    @Override
    public String toString() {
        String base = on != null ? on.toString() : String.valueOf(given);
        String moved = plus.isZero() ? base : base + (plus.isNegative() ? " less " + plus.negated() : " plus " + plus);
        if (schoolDays != null) {
            moved += " plus " + schoolDays.days() + " " + schoolDays.calendar() + " days";
        }
        return upTo == null
                ? moved
                : moved + " up to the next " + upTo.toString().substring(2);
    }
}
