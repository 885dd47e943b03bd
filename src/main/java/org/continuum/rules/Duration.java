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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Time spent: the length of the spans that the records state, overlapping time counted once.
 *
 * @param from where a record states its first day
 * @param to where it states its last day; a span without one runs on to the as-of date
 * @param clip the part of each span that counts; null for all of it
 * @param less records whose spans do not count, such as leave; null for none. Adding one may lower the status
 * @param calendar where {@code unit} is days, the school days that count; null for every day
 */
public record Duration(
        Selection of,
        Path from,
        Path to,
        @Nullable Window clip,
        @Nullable Selection less,
        Unit unit,
        @Nullable String calendar,
        Amount atLeast)
        implements Expression {

    /** Calendar units. A month is a thirtieth per leftover day, a year a twelfth per month. */
    public enum Unit {
        DAYS,
        WEEKS,
        MONTHS,
        YEARS
    }

    private record Span(LocalDate from, LocalDate to) {
        Stream<Span> without(Span pause) {
            if (pause.from().isAfter(to) || pause.to().isBefore(from)) {
                return Stream.of(this);
            }
            return Stream.of(
                            new Span(from, pause.from().minusDays(1)),
                            new Span(pause.to().plusDays(1), to))
                    .filter(span -> !span.from().isAfter(span.to()));
        }
    }

    @Override
    public Finding look(Scope scope) {
        Selection.Selected selected = of.select(scope);
        List<Finding.Rejected> rejected = new ArrayList<>(selected.rejected());
        Optional<Window.Span> window = clip == null ? Optional.empty() : clip.span(scope);
        Amount.Told asked = atLeast.tell(null, scope);
        if (asked.number() == null || clip != null && window.isEmpty()) {
            return Finding.indeterminate(
                    List.of(asked.number() == null ? asked.source() : "the records do not tell the window"), rejected);
        }
        BigDecimal least = asked.number();
        List<Fact> settled = selected.counted().stream()
                .filter(fact -> !Marks.contested(fact, scope))
                .toList();
        List<Fact> used = new ArrayList<>(settled.size());
        for (Fact fact : settled) {
            if (span(fact, window, scope).isPresent()) {
                used.add(fact);
            } else {
                rejected.add(new Finding.Rejected(fact.id(), "states no time that counts"));
            }
        }
        BigDecimal served = served(settled, window, scope);
        List<String> seen = List.of(served.toPlainString() + " of " + least.toPlainString() + " " + words());
        if (served.compareTo(least) >= 0) {
            return Finding.of(Status.MET, Marks.ids(used), rejected, seen);
        }
        if (!selected.unknown().isEmpty()) {
            return Finding.indeterminate(selected.unknown(), rejected);
        }
        if (served(selected.counted(), window, scope).compareTo(least) >= 0) {
            List<Fact> contested = selected.counted().stream()
                    .filter(fact -> Marks.contested(fact, scope))
                    .toList();
            return Finding.of(Status.DISPUTED, Marks.withContests(contested, scope), rejected, seen);
        }
        if (used.isEmpty()) {
            boolean lookBack = window.isPresent() && window.get().lookBack();
            List<Fact> lapsed = lookBack ? settled : selected.lapsed();
            if (served(lapsed, Optional.empty(), scope).compareTo(least) >= 0) {
                return Finding.of(Status.EXPIRED, Marks.ids(lapsed), rejected, seen);
            }
            if (served(selected.withdrawn(), window, scope).compareTo(least) >= 0) {
                return Finding.of(Status.REVOKED, Marks.withActs(selected.withdrawn(), scope), rejected, seen);
            }
        }
        boolean open = of.open(scope)
                && window.map(span -> span.lookBack() || !scope.asOf().isAfter(span.to()))
                        .orElse(true);
        return Finding.shortOf(
                used.isEmpty() || !open ? Status.UNMET : Status.INSUFFICIENT,
                Marks.ids(used),
                rejected,
                seen,
                List.of(new Finding.Shortfall(
                        of.words(scope) + " " + words(), least.subtract(served), least, List.of())),
                open);
    }

    private BigDecimal served(List<Fact> facts, Optional<Window.Span> window, Scope scope) {
        List<Span> spans = merge(spans(facts, window, scope));
        if (less != null) {
            for (Span pause : merge(spans(less.select(scope).counted(), Optional.empty(), scope))) {
                scope.spend(spans.size());
                spans = spans.stream().flatMap(span -> span.without(pause)).toList();
            }
        }
        return measure(spans, scope);
    }

    private List<Span> spans(List<Fact> facts, Optional<Window.Span> window, Scope scope) {
        return facts.stream()
                .map(fact -> span(fact, window, scope))
                .flatMap(Optional::stream)
                .toList();
    }

    private String words() {
        return calendar != null ? calendar + " days" : unit.name().toLowerCase(java.util.Locale.ROOT);
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

    private BigDecimal measure(List<Span> spans, Scope scope) {
        if (calendar != null) {
            return BigDecimal.valueOf(spans.stream()
                    .mapToLong(
                            span -> scope.calendarBetween(calendar, span.from().minusDays(1), span.to()))
                    .sum());
        }
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
