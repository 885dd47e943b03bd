package org.continuum.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.continuum.http.Limits;
import org.continuum.http.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An analyst who makes mistakes is told all of them at once, each with its place and what to do. */
class RuleSetMistakesTest {

    private static final String HEADER = """
            id: example
            version: "1"
            title: Example
            authority: A board
            standing: synthetic
            licenseTypes: [license]
            enacted: 2020-01-01
            effective: {from: 2020-01-01}
            zone: UTC
            """;

    private static String withRule(String rule) {
        return HEADER + """
                requirements:
                  - id: R1
                    title: A requirement
                    citation: {label: example, mark: synthetic}
                    rule: %s
                """.formatted(rule);
    }

    /** The database takes no half characters, and records are kept in normal form C. */
    @ParameterizedTest
    @ValueSource(strings = {"a\\0b", "a\\u0000b", "a\\uD800b", "e\u0301"})
    void whatCannotBeKeptIsRefusedWithItsLine(String text) {
        String document = withRule("{exists: {kind: observation}}").replace("A requirement", "\"" + text + "\"");
        List<Violation> mistakes = Documents.mistakes(document);
        assertEquals(1, mistakes.size(), mistakes::toString);
        assertEquals("/requirements/0/title", mistakes.getFirst().pointer());
        assertTrue(mistakes.getFirst().detail().startsWith("Line 12: "), mistakes::toString);
        RuleSetDocument.read(document.getBytes(StandardCharsets.UTF_8)); // as it was published before that was asked
    }

    /** Line by line, one mistake each; the numbers are those of the lines. */
    static final String THIRTY = """
            id: 1 is no name
            version: 7
            titel: Example
            authority: ""
            standing: holy
            licenseTypes: [license, "no name"]
            enacted: 2020-02-30
            effective: {from: 2021-01-01, to: 2020-01-01}
            anchor: unheard-of
            zone: Mars/Olympus
            scales:
              s: [A, A]
            sets:
              t: []
            tables:
              u:
                keys: {form: form}
                rows:
                  - {form: a}
                  - {form: b, pass: 1}
                  - {form: b, pass: 2}
            calendars:
              c: {terms: [2020-12-01/2020-01-01]}
            given:
              asOf: {value: 1}
              g: {latest: {kind: exam}, earliest: {kind: exam-result}}
            definitions:
              unused: {use: unheard-of}
            requirements:
              - id: R1
                title: 5
                citation: {label: x, mark: gospel}
                licenseTypes: [another]
                waivable: perhaps
                party: nobody
                rule: {exists: {kind: exam}}
              - id: R1
                title: again
                citation: {label: x}
                rule: {forEach: {in: nowhere, as: e, rule: {exists: {kind: exam-result, where: {score: {atLeast: P}}}}}}
              - id: R2
                title: more
                citation: {label: x, mark: memory}
                rule: {allOf: [], anyOf: []}
              - id: R3
                title: more
                citation: {label: x, mark: memory}
                rule: {nOf: {n: 3, of: [{exists: {kind: exam-result, within: {last: P1Y}}}]}}
              - id: R4
                title: more
                citation: {label: x, mark: memory}
                rule: {count: {kind: exam-result, where: {a: {}, b: {onOrAfter: never}, c: {scale: none, atLeast: P}}}}
              - id: R5
                title: more
                citation: {label: x, mark: memory}
                rule: {sum: {kind: exam-result, of: score, parts: [{title: p, where: {a: 1}, share: 15}], atLeast: {table: u, column: none}}}
              - id: R6
                title: more
                citation: {label: x, mark: memory}
                rule: {bar: {on: {route: {of: R5, in: [a]}}, for: P0D, until: 2020-01-01}}
            cases:
              - name: case
                evidence: [{id: E, kind: exam, occurredOn: yesterday}]
                questions: [{asOf: 2020-01-01, outcome: splendid, requirements: {R9: {status: fine}}}]
            """;

    @Test
    void aSumNeedsABoundAndItsPartsATotal() {
        for (String rule : List.of(
                "{sum: {kind: employment, of: years}}",
                "{sum: {kind: employment, of: years, atMost: 5, parts: [{title: p, where: {a: 1}, share: 0.5}]}}")) {
            assertEquals(
                    List.of("/requirements/0/rule/sum"),
                    Documents.mistakes(withRule(rule)).stream()
                            .map(Violation::pointer)
                            .toList());
        }
        assertEquals(List.of(), Documents.mistakes(withRule("{sum: {kind: employment, of: years, atMost: 5}}")));
    }

    @Test
    void anAmountThatARecordStatesNeedsARecord() {
        String stated = "{field: fte, otherwise: 1}";
        assertEquals(
                List.of(),
                Documents.mistakes(withRule(
                        "{sum: {kind: employment, of: [{field: years, times: %s}], atLeast: 1}}".formatted(stated))));
        assertEquals(
                List.of("/requirements/0/rule/sum/atLeast"),
                Documents.mistakes(withRule("{sum: {kind: employment, of: years, atLeast: %s}}".formatted(stated)))
                        .stream()
                        .map(Violation::pointer)
                        .toList());
    }

    @Test
    void thirtyMistakesGetThirtyAnswersEachWithItsLine() {
        List<Violation> mistakes = Documents.mistakes(THIRTY);
        assertTrue(mistakes.size() >= 30, () -> mistakes.size() + "\n" + lines(mistakes));
        Set<String> places = new HashSet<>();
        for (Violation mistake : mistakes) {
            assertTrue(mistake.detail().matches("(?s)Line \\d+: .+"), mistake::toString);
            assertTrue(!mistake.fix().isBlank(), mistake::toString);
            assertTrue(mistake.pointer().isEmpty() || mistake.pointer().startsWith("/"), mistake::toString);
            places.add(mistake.pointer() + mistake.detail());
        }
        assertEquals(mistakes.size(), places.size(), "no mistake is told twice");
        assertTrue(places.size() >= 30);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            /id                                       | 1
            /version                                  | 2
            /titel                                    | 3
            /authority                                | 4
            /standing                                 | 5
            /licenseTypes/1                           | 6
            /enacted                                  | 7
            /effective                                | 8
            /anchor                                   | 9
            /zone                                     | 10
            /scales/s                                 | 12
            /sets/t                                   | 14
            /tables/u/rows/0                          | 19
            /tables/u/rows/2                          | 21
            /calendars/c/terms/0                      | 23
            /given/asOf                               | 25
            /given/g                                  | 26
            /definitions/unused                       | 28
            /requirements/0/title                     | 31
            /requirements/0/citation/mark             | 32
            /requirements/0/licenseTypes/0            | 33
            /requirements/0/waivable                  | 34
            /requirements/0/party                     | 35
            /requirements/0/rule/exists/kind          | 36
            /requirements/1/id                        | 37
            /requirements/1/citation/mark             | 39
            /requirements/1/rule/forEach/in           | 40
            /requirements/2/rule                      | 44
            /requirements/3/rule/nOf/n                | 48
            /requirements/3/rule/nOf/of/0/exists/within | 48
            /requirements/4/rule/count                | 52
            /requirements/4/rule/count/where/a        | 52
            /requirements/4/rule/count/where/b/onOrAfter | 52
            /requirements/5/rule/sum/parts/0/share    | 56
            /requirements/5/rule/sum/atLeast/column   | 56
            /requirements/6/rule/bar/for              | 60
            /requirements/6/rule/bar/until            | 60
            /cases/0/evidence/0/kind                  | 63
            /cases/0/evidence/0/occurredOn            | 63
            /cases/0/questions/0/outcome              | 64
            /cases/0/questions/0/requirements/R9      | 64
            """)
    void eachIsToldAtItsPlace(String pointer, int line) {
        List<Violation> mistakes = Documents.mistakes(THIRTY);
        assertTrue(
                mistakes.stream()
                        .anyMatch(mistake -> mistake.pointer().equals(pointer)
                                && mistake.detail().startsWith("Line " + line + ":")),
                () -> pointer + " is not among\n" + lines(mistakes));
    }

    @Test
    void aDefinitionThatUsesItselfIsRefusedWithThePath() {
        assertRefused(
                withRule("{use: a}") + "definitions:\n  a: {allOf: [{use: b}]}\n  b: {anyOf: [{use: a}]}\n",
                "uses itself");
    }

    @Test
    void requirementsThatAskForEachOtherAreRefusedWithThePath() {
        assertRefused(withRule("{requirement: R2}") + """
                  - id: R2
                    title: Another
                    citation: {label: example, mark: synthetic}
                    rule: {anyOf: [{id: a, requirement: R1}]}
                """, "requirement R1 → requirement R2 → requirement R1");
        assertRefused(withRule("{route: {of: R1, in: [a]}}"), "requirement R1 → requirement R1");
    }

    @Test
    void givenValuesThatWaitForEachOtherAreRefusedAlsoByWayOfATable() {
        assertRefused(
                withRule("{circumstance: {given: a, is: 1}}")
                        + "given:\n  a: {laterOf: [b, 2020-01-01]}\n  b: {earlierOf: [a, 2020-01-01]}\n",
                "given a → given b → given a");
        assertRefused(
                withRule("{circumstance: {given: a, is: 1}}")
                        + "given:\n  a: {table: t, column: c}\n"
                        + "tables:\n  t: {keys: {k: given/a}, rows: [{k: 1, c: 2}]}\n",
                "given a → table t → given a");
    }

    @Test
    void nestingTooDeepIsRefused() {
        assertRefused(
                withRule("{allOf: [".repeat(25) + "{exists: {kind: exam-result}}" + "]}".repeat(25)), "Nested deeper");
        assertRefused(withRule("[".repeat(200) + "]".repeat(200)), "nesting depth");
        assertRefused("[".repeat(1 << 17), "nesting depth");
    }

    @Test
    void aRuleThatIsShortToWriteAndLongToExamineIsRefused() {
        String each = "{exists: {kind: exam-result, where: {a: $a}}}";
        for (int i = 0; i < 4; i++) {
            each = "{forEach: {in: s, as: a, rule: %s}}".formatted(each);
        }
        StringBuilder set = new StringBuilder("sets:\n  s: [");
        for (int i = 0; i < 30; i++) {
            set.append(i).append(i < 29 ? ", " : "]\n");
        }
        assertRefused(withRule(each) + set, "parts to examine");
        StringBuilder tripling = new StringBuilder("definitions:\n  d0: {exists: {kind: exam-result}}\n");
        for (int i = 1; i <= 10; i++) {
            tripling.append("  d%d: {allOf: [{use: d%2$d}, {use: d%2$d}, {use: d%2$d}]}\n".formatted(i, i - 1));
        }
        assertRefused(withRule("{use: d10}") + tripling, "parts to examine");
    }

    /** What is told of a document has the contract's limits too, whatever stands in it. */
    @Test
    void aNameThatIsTooLongIsRefusedWhereItStands() {
        String fine = withRule("{exists: {kind: exam-result}}");
        for (String name : List.of("x".repeat(200_000), "~/".repeat(400), "x".repeat(257), "~".repeat(257))) {
            assertEquals(List.of(""), places(fine + "? \"" + name + "\"\n: 1\n"));
            assertEquals(
                    List.of("/requirements/0/rule"),
                    places(withRule("\n      exists: {kind: exam-result}\n      ? \"" + name + "\"\n      : {a: 1}")));
        }
        assertEquals(List.of("/" + "x".repeat(256)), places(fine + "x".repeat(256) + ": 1\n"));
    }

    @Test
    void noMistakeIsToldAtGreaterLengthThanTheContractAllows() {
        StringBuilder levels = new StringBuilder("scales:\n  s: [a0");
        for (int i = 1; i < 25_000; i++) {
            levels.append(", a").append(i);
        }
        String rule = "{exists: {kind: exam-result, where: {a: {scale: s, atLeast: b}}}}";
        String deep = "{allOf: [".repeat(10) + "{'" + "~/".repeat(128) + "': 1, exists: {kind: '" + "x".repeat(100_000)
                + "'}}" + "]}".repeat(10);
        for (String document : List.of(withRule(rule) + levels + "]\n", withRule(deep))) {
            List<Violation> mistakes = Documents.mistakes(document);
            assertTrue(!mistakes.isEmpty());
            for (Violation mistake : mistakes) {
                for (String told : List.of(mistake.pointer(), mistake.detail(), mistake.fix())) {
                    assertTrue(told.length() <= 65_536, () -> told.length() + ": " + told.substring(0, 200));
                }
            }
        }
    }

    private static List<String> places(String document) {
        return Documents.mistakes(document).stream().map(Violation::pointer).toList();
    }

    /** The check knows no larger document than a request may have: what it finds fine can be published. */
    @Test
    void aDocumentThatNoRequestCanHoldIsRefused() {
        String fine = withRule("{exists: {kind: exam-result}}");
        int left = Limits.BODY_BYTES - fine.length();
        assertEquals("", Documents.refusal(fine + "#".repeat(left)));
        assertRefused(fine + "#".repeat(left + 1), "256 KiB");
    }

    @Test
    void whatIsDefinedAndNeverUsedIsAMistake() {
        assertRefused(
                withRule("{exists: {kind: exam-result}}") + "scales: {s: [A, B]}\n", "Nothing refers to the scale 's'");
    }

    @Test
    void aliasesAndDoubledFieldsAreRefused() {
        assertRefused(withRule("{allOf: [&a {exists: {kind: exam-result}}, *a]}"), "alias");
        assertRefused(withRule("{exists: {kind: exam-result}}") + "id: again\n", "uplicate");
    }

    @Test
    void aNumberThatHidesItsSizeInAnExponentIsRefused() {
        assertRefused(withRule("{count: {kind: exam-result, atLeast: 1e999999999}}"), "number");
        assertRefused(withRule("{exists: {kind: exam-result}}") + """
                cases:
                  - name: case
                    evidence: [{id: E, kind: exam-result, occurredOn: 2020-01-01, score: 1e999999999}]
                    questions: [{asOf: 2020-01-01, outcome: ready}]
                """, "digits");
    }

    @Test
    void whatIsRightIsNotRefused() {
        assertEquals(List.of(), Documents.mistakes(withRule("{exists: {kind: exam-result}}")));
    }

    private static void assertRefused(String document, String because) {
        List<Violation> mistakes = Documents.mistakes(document);
        String told = mistakes.isEmpty() ? Documents.refusal(document) : lines(mistakes);
        assertTrue(told.contains(because), () -> because + " is not said in\n" + told);
    }

    private static String lines(List<Violation> mistakes) {
        return String.join("\n", mistakes.stream().map(Violation::toString).toList());
    }

    @Test
    void theTermsOfAnAppealAreReadAndTheirMistakesToldWithTheOthers() {
        String rules = withRule("{exists: {kind: exam-result}}");
        AppealTerms terms = Documents.read(rules + """
                appeal:
                  within: P30D
                  to: Office of Hearings
                  how: In writing.
                  citation: {label: Sec. 9, mark: synthetic}
                """).appeal();
        assertEquals(LocalDate.of(2024, 3, 1), terms.lastDay(LocalDate.of(2024, 1, 31)));
        assertEquals("Office of Hearings", terms.to());
        assertEquals(null, Documents.read(rules).appeal());

        Set<String> places = new HashSet<>();
        Documents.mistakes(rules + """
                appeal: {within: P0D, to: "", citation: {label: x, mark: gospel}, fax: 1}
                """).forEach(mistake -> places.add(mistake.pointer()));
        assertEquals(
                Set.of("/appeal/within", "/appeal/to", "/appeal/how", "/appeal/citation/mark", "/appeal/fax"), places);
    }
}
