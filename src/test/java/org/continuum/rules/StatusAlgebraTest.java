package org.continuum.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How the statuses of parts make the status of the whole. {@code unmet} stands for a part that evidence has failed,
 * {@code nothing} for one that has nothing yet.
 */
class StatusAlgebraTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            met                                   | met
            met, waived                           | met
            met, exempt                           | met
            waived, waived                        | waived
            exempt                                | exempt
            met, not_applicable                   | met
            not_applicable, not_applicable        | not_applicable
            met, deferred                         | deferred
            deferred, pending_verification        | pending_verification
            pending_verification, awaiting_decision | awaiting_decision
            awaiting_decision, disputed           | disputed
            disputed, indeterminate               | indeterminate
            pending_verification, indeterminate   | indeterminate
            indeterminate, insufficient           | insufficient
            disputed, insufficient                | insufficient
            insufficient, expired                 | expired
            expired, unmet                        | unmet
            expired, nothing                      | unmet
            unmet, revoked                        | revoked
            revoked, barred                       | barred
            unmet, insufficient, met              | unmet
            met, met, barred, unmet               | barred
            """)
    void allOfTakesTheWorst(String parts, String whole) {
        assertEquals(whole, AllOf.combine(findings(parts)).status().word());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unmet, met                            | met
            barred, met                           | met
            barred, waived                        | waived
            exempt, unmet                         | exempt
            met, not_applicable                   | met
            unmet, not_applicable                 | unmet
            not_applicable, not_applicable        | not_applicable
            disputed, unmet                       | disputed
            awaiting_decision, insufficient       | awaiting_decision
            pending_verification, insufficient    | pending_verification
            indeterminate, insufficient           | indeterminate
            pending_verification, indeterminate   | pending_verification
            insufficient, expired                 | insufficient
            expired, revoked                      | expired
            revoked, unmet                        | revoked
            revoked, nothing                      | revoked
            unmet, nothing                        | unmet
            barred, unmet                         | barred
            barred, pending_verification          | barred
            """)
    void anyOfReportsTheNearestAndABarredOptionBarsUnlessAnotherIsSatisfied(String parts, String whole) {
        List<Finding> findings = findings(parts);
        assertEquals(whole, anyOf(findings).status().word());
        assertEquals(whole, anyOf(findings.reversed()).status().word(), "in whatever order the options stand");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | met, met, unmet                                | met
            2 | met, waived, barred                            | met
            2 | met, unmet, unmet                              | insufficient
            2 | unmet, insufficient, expired                   | unmet
            2 | met, pending_verification, unmet               | pending_verification
            2 | met, pending_verification, disputed            | pending_verification
            2 | pending_verification, disputed, unmet          | disputed
            2 | met, indeterminate, unmet                      | indeterminate
            2 | met, indeterminate, awaiting_decision          | awaiting_decision
            2 | indeterminate, unmet, unmet                    | unmet
            2 | met, barred, unmet                             | barred
            2 | not_applicable, not_applicable, not_applicable | not_applicable
            2 | met, not_applicable, not_applicable            | insufficient
            """)
    void nOfCountsTheSatisfied(int n, String parts, String whole) {
        List<Finding> findings = findings(parts);
        List<Expression> placeholders =
                findings.stream().map(part -> (Expression) new AllOf(List.of())).toList();
        assertEquals(
                whole,
                new NOf(n, placeholders)
                        .recombine(findings.getFirst(), findings)
                        .status()
                        .word());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            met, met                     | met          | 0
            met, nothing                 | insufficient | 1
            met, nothing, nothing        | insufficient | 2
            insufficient, nothing        | insufficient | 2
            nothing, nothing             | unmet        | 0
            met, unmet                   | unmet        | 0
            met, unmet, nothing          | unmet        | 0
            met, expired, nothing        | expired      | 1
            met, revoked, nothing        | revoked      | 1
            met, disputed, nothing       | insufficient | 1
            met, pending_verification    | pending_verification | 0
            not_applicable               | not_applicable | 0
            """)
    void forEachIsCoverageWhereNothingFails(String parts, String whole, int missing) {
        List<Finding> findings = findings(parts);
        Finding found = new ForEach(new ForEach.Over.Listed("set"), "element", new AllOf(List.of()))
                .recombine(findings.getFirst(), findings);
        assertEquals(whole, found.status().word());
        assertEquals(
                missing,
                found.shortfalls().stream()
                        .mapToInt(shortfall -> shortfall.amount().intValue())
                        .sum());
    }

    /** Two of three tests are passed, and the third was taken and failed: it is told why that one did not count. */
    @Test
    void whatWasReadAndFailedIsRejectedWhereTheRestIsCovered() {
        Selection exams = new Selection(
                List.of("exam-result"),
                List.of(new org.continuum.rules.Test(Path.of("subject"), new Condition.Equal(Value.of("$subject")))),
                null);
        Expression passed = new Exists(
                exams,
                List.of(new org.continuum.rules.Test(Path.of("passed"), new Condition.Equal(Value.of(true)))),
                null);
        Finding found = People.find(
                new ForEach(new ForEach.Over.Listed("subjects"), "subject", passed),
                List.of(
                        People.fact("A", "exam-result", People.TODAY, "subject", "math", "passed", true),
                        People.fact("B", "exam-result", People.TODAY, "subject", "reading", "passed", true),
                        People.fact("C", "exam-result", People.TODAY, "subject", "writing", "passed", false)),
                People.TODAY);
        assertEquals(Status.INSUFFICIENT, found.status());
        assertEquals(List.of("A", "B"), found.used());
        assertTrue(found.rejected().stream().anyMatch(item -> item.id().equals("C")), found.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            met, waived, exempt, not_applicable   | ready
            met, deferred                         | ready_with_conditions
            deferred, pending_verification        | pending
            awaiting_decision, met                | pending
            disputed, met                         | pending
            disputed, indeterminate               | indeterminate
            indeterminate, unmet                  | not_ready
            insufficient, pending_verification    | not_ready
            expired, deferred                     | not_ready
            revoked                               | not_ready
            barred, unmet, indeterminate          | barred
            """)
    void theOutcomeIsThatOfTheWorstRequirement(String statuses, String outcome) {
        assertEquals(
                outcome,
                Outcome.of(findings(statuses).stream().map(Finding::status).toList())
                        .orElseThrow()
                        .word());
    }

    @Test
    void whereNothingAppliesThereIsNothingToBeReadyFor() {
        assertEquals(Optional.empty(), Outcome.of(List.of(Status.NOT_APPLICABLE)));
        assertEquals(Optional.empty(), Outcome.of(List.of()));
    }

    @Test
    void everyPartKeepsItsOwnStatus() {
        List<Finding> parts = new ArrayList<>();
        EnumSet.allOf(Status.class).forEach(status -> parts.add(finding(status.word())));
        assertEquals(parts, AllOf.combine(parts).parts());
        assertEquals(parts, anyOf(parts).parts());
    }

    @Test
    void anOptionShortOfACompensatoryTotalIsUnmetAndEveryOtherShortfallStays() {
        Finding short1 = finding("insufficient");
        Clause compensatory =
                new Clause("", "together", Basis.COMPENSATORY, InForce.ALWAYS, null, new AllOf(List.of()));
        assertEquals(
                Status.UNMET,
                compensatory.recombine(anyOf(List.of(short1)), List.of(short1)).status());
        Clause direct = new Clause("", "hours", Basis.DIRECT, InForce.ALWAYS, null, new AllOf(List.of()));
        assertEquals(
                Status.INSUFFICIENT,
                direct.recombine(anyOf(List.of(short1)), List.of(short1)).status());
    }

    @Test
    void aWholeThatIsSatisfiedUsesOnlyWhatItsSatisfiedPartsUsed() {
        Finding whole = anyOf(findings("unmet, met"));
        assertEquals(List.of("met-1"), whole.used());
        assertTrue(whole.rejected().stream().anyMatch(item -> item.id().equals("unmet-0")));
    }

    private static Finding anyOf(List<Finding> parts) {
        return new AnyOf(List.of()).recombine(parts.getFirst(), parts);
    }

    private static List<Finding> findings(String words) {
        List<Finding> findings = new ArrayList<>();
        for (String word : Arrays.stream(words.split(",")).map(String::strip).toList()) {
            Finding finding = finding(word);
            findings.add(new Finding(
                    word,
                    finding.status(),
                    Basis.DIRECT,
                    List.of(word + "-" + findings.size()),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    finding.completable()));
        }
        return findings;
    }

    private static Finding finding(String word) {
        boolean nothing = word.equals("nothing");
        Status status = nothing ? Status.UNMET : Status.valueOf(word.toUpperCase(Locale.ROOT));
        return new Finding(word, status, Basis.DIRECT, List.of(), List.of(), List.of(), List.of(), List.of(), nothing);
    }
}
