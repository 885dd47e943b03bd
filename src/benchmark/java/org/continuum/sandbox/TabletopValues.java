package org.continuum.sandbox;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.continuum.rules.Fact;
import org.continuum.rules.Value;

/** What remains for a decision table once somebody has picked the values out of the records: comparing them. */
final class TabletopValues {
    private static final LocalDate NEW_MARK = LocalDate.of(2025, 9, 1);
    private final List<Fact> facts;

    private TabletopValues(List<Fact> facts) {
        this.facts = facts;
    }

    /** By the names of the inputs in {@code tabletop-values.dmn}. */
    static Map<String, Object> of(List<Fact> facts) {
        return new TabletopValues(facts).picked();
    }

    private Map<String, Object> picked() {
        Map<String, Object> values = new HashMap<>();
        values.put("level", last("qualification", "level", any -> true));
        values.put("average", greatest(of("qualification").map(fact -> number(fact, "average"))));
        for (String test : List.of("reading", "writing", "mathematics")) {
            values.put(test + " score", greatest(exams(test).map(fact -> number(fact, "score"))));
        }
        values.put(
                "content above mark",
                greatest(exams("content")
                        .map(fact -> number(fact, "score")
                                .subtract(BigDecimal.valueOf(fact.occurredOn().isBefore(NEW_MARK) ? 220 : 222)))));
        values.put("hours in all", added(any -> true));
        values.put("hours teaching", added(fact -> text(fact, "setting").equals("student-teaching")));
        values.put(
                "sites in all",
                of("clinical-experience")
                        .map(fact -> text(fact, "site"))
                        .distinct()
                        .count());
        values.put(
                "cleared on",
                latest(of("clearance-check")
                        .filter(fact -> text(fact, "check").equals("background")
                                && text(fact, "result").equals("clear"))));
        values.put("cleared since", TabletopPerson.TODAY.minusMonths(18));
        values.put(
                "recommended",
                of("recommendation").anyMatch(fact -> text(fact, "licenseType").equals("tabletop")));
        values.put(
                "ethics on",
                latest(of("learning-activity")
                        .filter(fact -> text(fact, "topic").equals("ethics"))));
        values.put("ethics since", TabletopPerson.TODAY.minusYears(3));
        values.put("observed", of("observation").count());
        values.put(
                "assessed",
                last(
                        "performance-assessment",
                        "level",
                        fact -> text(fact, "phase").equals("summative")));
        return values;
    }

    private Stream<Fact> of(String kind) {
        return facts.stream().filter(fact -> fact.kind().equals(kind));
    }

    private Stream<Fact> exams(String test) {
        return of("exam-result").filter(fact -> text(fact, "test").equals(test));
    }

    private String last(String kind, String field, Predicate<Fact> which) {
        return of(kind).filter(which).map(fact -> text(fact, field)).reduce("none", (before, after) -> after);
    }

    private BigDecimal added(Predicate<Fact> which) {
        return of("clinical-experience")
                .filter(which)
                .map(fact -> number(fact, "hours"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal greatest(Stream<BigDecimal> numbers) {
        return numbers.max(Comparator.naturalOrder()).orElse(BigDecimal.valueOf(-1));
    }

    private static LocalDate latest(Stream<Fact> facts) {
        return facts.map(Fact::occurredOn).max(Comparator.naturalOrder()).orElse(LocalDate.of(1900, 1, 1));
    }

    private static String text(Fact fact, String field) {
        return Objects.requireNonNull(fact.fields().fields().get(field)).toString();
    }

    private static BigDecimal number(Fact fact, String field) {
        Value value = fact.fields().fields().get(field);
        return Objects.requireNonNull(value).asNumber().orElseThrow();
    }
}
