package org.continuum.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A period that must have run its course. Absences, once they add up to enough, extend it by all of themselves.
 *
 * @param until its ordinary last day
 * @param absences what extends it; null for nothing
 * @param calendar the school days in which extensions run; null for calendar days
 */
public record Served(
        Moment until, @Nullable Absences absences, @Nullable String calendar) implements Expression {

    /** More absence than a working life holds is a mistake in the records. */
    private static final BigDecimal MOST_DAYS = BigDecimal.valueOf(20_000);

    /** Absent days, which count only when together they reach {@code onlyFrom}. */
    public record Absences(Selection of, Path days, BigDecimal onlyFrom) {}

    @Override
    public Finding look(Scope scope) {
        Optional<LocalDate> ordinaryEnd = until.day(scope);
        if (ordinaryEnd.isEmpty()) {
            return Finding.indeterminate(List.of("the records do not tell " + until), List.of());
        }
        List<Fact> counted = List.of();
        List<Finding.Rejected> rejected = List.of();
        long extension = 0;
        if (absences != null) {
            Selection.Selected selected = absences.of().select(scope);
            counted = selected.counted();
            rejected = selected.rejected();
            BigDecimal absent = BigDecimal.ZERO;
            for (Fact fact : counted) {
                absent = absent.add(fact.get(absences.days(), scope)
                        .flatMap(Value::asNumber)
                        .orElse(BigDecimal.ZERO));
            }
            if (absent.compareTo(MOST_DAYS) > 0) {
                return Finding.indeterminate(List.of(absent.toPlainString() + " days of absence"), rejected);
            }
            extension = absent.compareTo(absences.onlyFrom()) >= 0
                    ? absent.setScale(0, RoundingMode.CEILING).longValue()
                    : 0;
        }
        Optional<LocalDate> end = later(ordinaryEnd.get(), extension, scope);
        if (end.isEmpty()) {
            return Finding.indeterminate(
                    List.of("the calendar " + calendar + " ends before the extended period does"), rejected);
        }
        List<String> seen = List.of("runs to " + end.get()
                + (extension == 0 ? "" : ", extended by " + extension + " days from " + ordinaryEnd.get()));
        if (!scope.asOf().isBefore(end.get())) {
            return Finding.of(Status.MET, Marks.ids(counted), rejected, seen);
        }
        long left = between(scope.asOf(), end.get(), scope);
        return Finding.shortOf(
                Status.INSUFFICIENT,
                Marks.ids(counted),
                rejected,
                seen,
                List.of(new Finding.Shortfall(
                        calendar == null ? "days" : calendar + " days", BigDecimal.valueOf(left), null, List.of())),
                false);
    }

    private Optional<LocalDate> later(LocalDate day, long extension, Scope scope) {
        return calendar == null ? Optional.of(day.plusDays(extension)) : scope.calendarAfter(calendar, day, extension);
    }

    private long between(LocalDate from, LocalDate to, Scope scope) {
        return calendar == null ? ChronoUnit.DAYS.between(from, to) : scope.calendarBetween(calendar, from, to);
    }
}
