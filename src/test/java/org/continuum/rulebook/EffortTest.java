package org.continuum.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.continuum.rules.Effort;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A document of a few lines can ask for more than any machine has. It is read, and it gets no answer. */
class EffortTest {
    private static final String RULES = """
            id: bomb
            version: "1"
            title: Bomb
            authority: Example
            standing: synthetic
            licenseTypes: [license]
            enacted: 2000-01-01
            effective: {from: 2000-01-01}
            zone: UTC
            """;

    private static String document(String data, String rule, String record, int records) {
        return RULES + data + """
                requirements:
                  - id: r
                    title: R
                    citation: {label: example, mark: synthetic}
                    rule: %s
                cases:
                  - name: many
                    evidence: [%s]
                    questions: [{asOf: 2024-01-01, outcome: ready}]
                """.formatted(rule, times(records, record));
    }

    private static String times(int n, String text) {
        return IntStream.range(0, n)
                .mapToObj(i -> text.replace("#", Integer.toString(i)))
                .collect(Collectors.joining(", "));
    }

    private static String years() {
        return IntStream.range(2000, 2100)
                .mapToObj(year -> year + "-01-01/" + year + "-12-31")
                .collect(Collectors.joining(", "));
    }

    private static final String OBSERVATION = "{id: E#, kind: observation, occurredOn: 2020-01-01, x: q, y: 1}";
    private static final String UNSIGNED =
            "{id: E#, kind: observation, occurredOn: 2020-01-01, x: q, requiredSignatures: [assessor]}";

    static List<Named<String>> bombs() {
        String words = "sets: {s: [" + times(400, "w#") + "]}\n";
        String each = "{forEach: {in: s, as: e, rule: {allOf: [%s]}}}"
                .formatted(times(20, "{exists: {kind: observation, where: {x: $e}}}"));
        String table = "tables: {t: {keys: {k: x}, rows: [" + times(5_000, "{k: w#, mark: 1}") + "]}}\n";
        String marks = "{every: {kind: observation, must: {y: {atLeast: {table: t, column: mark}}}}}";
        String school = "calendars: {c: {terms: [" + years() + "]}}\n";
        String days = "{every: {kind: observation, must: {occurredOn: {onOrAfter: {given: asOf, schoolDays: 4000,"
                + " calendar: c}}}}}";
        String list = "{every: {kind: observation, must: {x: {contains: [" + times(400, "w#") + "]}}}}";
        String bar = "{bar: {on: {every: {kind: observation, must: {x: q}}}}}";
        String longList = "{id: E#, kind: observation, occurredOn: 2020-01-01, x: [" + "w, ".repeat(400) + "w]}";
        String longText = OBSERVATION.replace("x: q", "x: " + "q".repeat(60_000));
        return List.of(
                Named.of("elements and records", document(words, each, OBSERVATION, 300)),
                Named.of("elements and ways of finishing", document(words, each, UNSIGNED, 20)),
                Named.of("rows of a table", document(table, "{allOf: [" + times(190, marks) + "]}", OBSERVATION, 120)),
                Named.of(
                        "days of a calendar",
                        document(school, "{allOf: [" + times(100, days) + "]}", OBSERVATION, 100)),
                Named.of("lists in lists", document("", "{allOf: [" + times(100, list) + "]}", longList, 10)),
                Named.of(
                        "words that are kept",
                        document(words, each.replace("where: {x: $e}", "must: {x: p}"), longText, 1)),
                Named.of("what opened bars", document("", "{allOf: [" + times(200, bar) + "]}", OBSERVATION, 400)));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void getsNoAnswer(String document) {
        assertEquals(List.of(), Documents.mistakes(document));
        RuleSetDocument read = Documents.read(document);
        List<SelfTest.Red> reds = SelfTest.run(read.ruleSet(), read.cases());
        assertEquals(1, reds.size(), reds::toString);
        assertTrue(reds.getFirst().what().contains("more than " + Effort.OF_A_REQUEST), reds::toString);
    }

    /** Who is reached is made out once: each of forty requirements asks twice for the one before it. */
    @Test
    void whatIsAskedAgainIsNotExaminedAgain() {
        String chain = IntStream.range(0, 40)
                .mapToObj(i -> """
                          - id: r%d
                            title: R
                            citation: {label: example, mark: synthetic}
                            %srule: {exists: {kind: observation}}
                        """.formatted(
                                i,
                                i == 0
                                        ? ""
                                        : "appliesWhen: {allOf: [{requirement: r%d}, {requirement: r%d}]}\n    "
                                                .formatted(i - 1, i - 1)))
                .collect(Collectors.joining());
        RuleSetDocument read = Documents.read(RULES + "requirements:\n" + chain + """
                cases:
                  - name: one
                    evidence: [{id: E, kind: observation, occurredOn: 2020-01-01}]
                    questions: [{asOf: 2024-01-01, outcome: ready}]
                """);
        assertEquals(List.of(), SelfTest.run(read.ruleSet(), read.cases()));
    }
}
