package org.continuum.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Time spent: the length of the spans that the records state, overlapping time counted once.
 *
 * @param from where a record states its first day
 * @param to where it states its last day; a span without one runs on to the as-of date
 * @param clip the part of each span that counts; null for all of it
 */
public record Duration(
        Selection of, Path from, Path to, @Nullable Window clip, Unit unit, Amount atLeast) implements Expression {

    /** Calendar units. A month is a thirtieth per leftover day, a year a twelfth per month. */
    public enum Unit {
        DAYS,
        WEEKS,
        MONTHS,
        YEARS
    }

    private record Span(LocalDate from, LocalDate to) {}

    @Override
    public Finding examine(Scope scope) {
        Selection.Selected selected = of.select(scope);
        List<Finding.Rejected> rejected = new ArrayList<>(selected.rejected());
        Optional<Window.Span> window = clip == null ? Optional.empty() : clip.span(scope);
        Amount.Told asked = atLeast.tell(null, scope);
        if (asked.number() == null
                || clip != null && window.isEmpty()
                || !selected.unknown().isEmpty()) {
            List<String> why = new ArrayList<>(selected.unknown());
            why.add(asked.number() == null ? asked.source() : "the records do not tell the window");
            return Finding.indeterminate(why, rejected);
        }
        List<Span> spans = new ArrayList<>();
        List<String> used = new ArrayList<>();
        for (Fact fact : selected.counted()) {
            Optional<Span> span = span(fact, window, scope);
            if (span.isPresent()) {
                spans.add(span.get());
                used.add(fact.id());
            } else {
                rejected.add(new Finding.Rejected(fact.id(), "states no time that counts"));
            }
        }
        BigDecimal served = measure(merge(spans));
        List<String> seen =
                List.of(served.toPlainString() + " of " + asked.number().toPlainString() + " " + words());
        if (served.compareTo(asked.number()) >= 0) {
            return Finding.of(Status.MET, used, rejected, seen);
        }
        return Finding.of(used.isEmpty() ? Status.UNMET : Status.INSUFFICIENT, used, rejected, seen)
                .lacking(List.of(new Finding.Shortfall(
                        of.words(scope) + " " + words(), asked.number().subtract(served), asked.number(), List.of())))
                .canBeCompleted();
    }

    private String words() {
        return unit.name().toLowerCase(java.util.Locale.ROOT);
    }

    private Optional<Span> span(Fact fact, Optional<Window.Span> window, Scope scope) {
        Optional<LocalDate> start = fact.get(from, scope).flatMap(Value::asDay);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        LocalDate first = start.get();
        LocalDate last = fact.get(to, scope).flatMap(Value::asDay).orElse(scope.asOf());
        if (last.isAfter(scope.asOf())) {
            last = scope.asOf();
        }
        if (window.isPresent()) {
            first = first.isBefore(window.get().from()) ? window.get().from() : first;
            last = last.isAfter(window.get().to()) ? window.get().to() : last;
        }
        return first.isAfter(last) ? Optional.empty() : Optional.of(new Span(first, last));
    }

    private static List<Span> merge(List<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparing(Span::from).thenComparing(Span::to));
        List<Span> merged = new ArrayList<>();
        for (Span span : sorted) {
            Span before = merged.isEmpty() ? null : merged.getLast();
            if (before != null && !span.from().isAfter(before.to().plusDays(1))) {
                merged.removeLast();
                merged.add(new Span(before.from(), span.to().isAfter(before.to()) ? span.to() : before.to()));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }

    private BigDecimal measure(List<Span> spans) {
        long days = 0;
        long months = 0;
        long leftover = 0;
        for (Span span : spans) {
            LocalDate end = span.to().plusDays(1);
            days += ChronoUnit.DAYS.between(span.from(), end);
            Period period = Period.between(span.from(), end);
            months += period.toTotalMonths();
            leftover += period.getDays();
        }
        BigDecimal inMonths = BigDecimal.valueOf(months).add(divide(leftover, 30));
        return switch (unit) {
            case DAYS -> BigDecimal.valueOf(days);
            case WEEKS -> divide(days, 7);
            case MONTHS -> inMonths;
            case YEARS ->
                inMonths.divide(BigDecimal.valueOf(12), 4, RoundingMode.DOWN).stripTrailingZeros();
        };
    }

    private static BigDecimal divide(long a, long b) {
        return BigDecimal.valueOf(a)
                .divide(BigDecimal.valueOf(b), 4, RoundingMode.DOWN)
                .stripTrailingZeros();
    }
}
