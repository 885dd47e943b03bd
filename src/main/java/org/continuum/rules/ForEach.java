package org.continuum.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rule must hold for every element; inside it {@code $as} stands for the element. The worst element decides; where
 * some elements are covered and the others merely have nothing yet, coverage is insufficient rather than unmet.
 */
public record ForEach(Over over, String as, Expression rule) implements Expression {

    /** Bounds the cost; no set, list or row of years in any law is longer. */
    public static final int MOST_ELEMENTS = 500;

    /** What it runs over. */
    public sealed interface Over {
        /** A set of the rule set, by name. */
        record Listed(String set) implements Over {}

        /** A list that the records give. */
        record OfGiven(Path given) implements Over {}

        /** Every year from a date up to another; the element has {@code from} and {@code to}. */
        record Years(Moment from, Moment to) implements Over {}
    }

    @Override
    public Finding look(Scope scope) {
        Optional<List<Value>> elements = elements(scope);
        if (elements.isEmpty()) {
            return Finding.indeterminate(List.of("the records do not tell over what to go"), List.of());
        }
        if (elements.get().size() > MOST_ELEMENTS) {
            return Finding.indeterminate(List.of("more than " + MOST_ELEMENTS + " elements to go over"), List.of());
        }
        List<Finding> parts = new ArrayList<>();
        for (Value element : elements.get()) {
            parts.add(rule.examine(scope.with(as, element)).named(label(element), Basis.DIRECT));
        }
        return combine(parts);
    }

    private static String label(Value element) {
        return element instanceof Value.Fields fields
                ? fields.fields().get("from") + " to " + fields.fields().get("to")
                : element.toString();
    }

    private Optional<List<Value>> elements(Scope scope) {
        return switch (over) {
            case Over.Listed listed -> Optional.of(scope.ruleSet().set(listed.set()));
            case Over.OfGiven of ->
                scope.given(of.given()).map(value -> value instanceof Value.Many many ? many.values() : List.of(value));
            case Over.Years years ->
                years.from().day(scope).flatMap(first -> years.to().day(scope).map(last -> years(first, last)));
        };
    }

    private static List<Value> years(LocalDate first, LocalDate last) {
        List<Value> years = new ArrayList<>();
        for (LocalDate start = first;
                !start.isAfter(last) && years.size() <= MOST_ELEMENTS;
                start = start.plusYears(1)) {
            LocalDate end = start.plusYears(1).minusDays(1);
            Map<String, Value> year = new LinkedHashMap<>();
            year.put("from", Value.of(start));
            year.put("to", Value.of(end.isAfter(last) ? last : end));
            years.add(new Value.Fields(year));
        }
        return years;
    }

    @Override
    public Finding recombine(Finding found, List<Finding> parts) {
        return combine(parts);
    }

    private static Finding combine(List<Finding> parts) {
        boolean someCount =
                parts.stream().anyMatch(part -> part.status().satisfied() || part.status() == Status.INSUFFICIENT);
        boolean coverage = someCount && parts.stream().anyMatch(ForEach::uncovered);
        if (!coverage || parts.stream().anyMatch(part -> part.status() == Status.UNMET && !uncovered(part))) {
            return AllOf.combine(parts);
        }
        Status status = parts.stream()
                .map(part -> uncovered(part) ? Status.INSUFFICIENT : part.status())
                .filter(each -> each != Status.NOT_APPLICABLE)
                .reduce(Status::worse)
                .orElseThrow();
        List<String> missing = parts.stream()
                .filter(part -> uncovered(part) || part.status() == Status.INSUFFICIENT)
                .map(Finding::label)
                .toList();
        List<Finding.Rejected> failing = parts.stream()
                .filter(ForEach::uncovered)
                .flatMap(part -> part.asRejected("does not cover " + part.label()).stream())
                .toList();
        return AllOf.gather(parts, status, AllOf.combine(parts).basis(), false)
                .rejecting(failing)
                .lacking(List.of(new Finding.Shortfall(
                        "elements", BigDecimal.valueOf(missing.size()), BigDecimal.valueOf(parts.size()), missing)));
    }

    /** Nothing adverse governs it: it merely has nothing yet. */
    private static boolean uncovered(Finding part) {
        return part.status() == Status.UNMET && part.completable();
    }
}
