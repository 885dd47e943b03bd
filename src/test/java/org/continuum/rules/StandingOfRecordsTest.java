package org.continuum.rules;

import static org.continuum.rules.People.fact;
import static org.continuum.rules.People.find;
import static org.continuum.rules.People.question;
import static org.continuum.rules.People.rules;
import static org.continuum.rules.People.signed;
import static org.continuum.rules.People.superseding;
import static org.continuum.rules.People.unsigned;
import static org.continuum.rules.People.withdrawn;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of a person's records count: corrected, withdrawn, unsigned, contested, not yet known. */
class StandingOfRecordsTest {
    private static final LocalDate MAY = LocalDate.of(2024, 5, 1);
    private static final LocalDate TODAY = People.TODAY;

    private static final Selection EXAM = new Selection(List.of("exam-result"), List.of(), null);
    private static final List<org.continuum.rules.Test> PASSES = List.of(new org.continuum.rules.Test(
            Path.of("score"), new Condition.Range(new Amount.Fixed(BigDecimal.TEN), null, null, null)));
    private static final Expression PASSED = new Exists(EXAM, PASSES, null);
    private static final Expression LATEST_PASSED = new Governing(Governing.By.LATEST, null, EXAM, PASSES, null);

    private static Fact exam(String id, int day, int score) {
        return fact(id, "exam-result", MAY.plusDays(day), "score", score);
    }

    @Test
    void aCorrectionReplacesWhatItCorrects() {
        Finding found = find(PASSED, List.of(exam("A", 0, 12), superseding(exam("B", 1, 8), "A")), TODAY);
        assertEquals(Status.UNMET, found.status());
        assertEquals(List.of("B"), found.used());
        assertEquals("superseded by B", found.rejected().getFirst().reason());
    }

    @Test
    void anUnsignedCorrectionReplacesNothing() {
        List<Fact> records = List.of(exam("A", 0, 12), unsigned(superseding(exam("B", 1, 8), "A")));
        assertEquals(List.of("A"), find(PASSED, records, TODAY).used());
        assertEquals(Status.MET, find(PASSED, records, TODAY).status());
    }

    @Test
    void aFinalCorrectionOfAnUnsignedCorrectionReplacesBoth() {
        List<Fact> line = List.of(
                exam("A", 0, 12), unsigned(superseding(exam("B", 1, 11), "A")), superseding(exam("C", 2, 8), "B"));
        Finding found = find(PASSED, line, TODAY);
        assertEquals(Status.UNMET, found.status());
        assertEquals(List.of("C"), found.used());
    }

    @Test
    void aFinalCorrectionOfAWithdrawnCorrectionReplacesTheOriginal() {
        List<Fact> line = List.of(
                exam("A", 0, 12),
                withdrawn(superseding(exam("B", 1, 11), "A"), MAY.plusDays(3), false),
                superseding(exam("C", 2, 8), "B"));
        assertEquals(List.of("C"), find(PASSED, line, TODAY).used());
        assertEquals(Status.UNMET, find(PASSED, line, TODAY).status());
    }

    @Test
    void aCorrectionThatHappenedEarlierThanWhatItCorrectsReplacesItAllTheSame() {
        List<Fact> line =
                List.of(exam("A", 2, 12), superseding(exam("B", 1, 11), "A"), superseding(exam("C", 0, 8), "B"));
        assertEquals(List.of("C"), find(PASSED, line, TODAY).used());
    }

    @Test
    void aWithdrawnCorrectionLetsTheOriginalStandAgain() {
        List<Fact> line =
                List.of(exam("A", 0, 12), withdrawn(superseding(exam("B", 1, 8), "A"), MAY.plusDays(5), false));
        assertEquals(Status.UNMET, find(PASSED, line, MAY.plusDays(4)).status());
        assertEquals(Status.MET, find(PASSED, line, MAY.plusDays(5)).status());
    }

    @Test
    void recordsThatCorrectEachOtherInACircleDoNotHangTheAnswer() {
        List<Fact> circle = List.of(superseding(exam("A", 0, 12), "B"), superseding(exam("B", 1, 12), "A"));
        assertEquals(Status.UNMET, find(PASSED, circle, TODAY).status());
    }

    @Test
    void whatItsIssuerWithdrewIsRevokedAndWhatItsSubmitterTookBackNeverWas() {
        assertEquals(
                Status.REVOKED,
                find(PASSED, List.of(withdrawn(exam("A", 0, 12), MAY.plusDays(9), true)), TODAY)
                        .status());
        assertEquals(
                Status.UNMET,
                find(PASSED, List.of(withdrawn(exam("A", 0, 12), MAY.plusDays(9), false)), TODAY)
                        .status());
        assertEquals(
                Status.UNMET,
                find(PASSED, List.of(withdrawn(exam("A", 0, 8), MAY.plusDays(9), true)), TODAY)
                        .status(),
                "what never would have satisfied is not revoked");
        assertEquals(
                Status.MET,
                find(PASSED, List.of(withdrawn(exam("A", 0, 12), MAY.plusDays(9), true), exam("B", 1, 11)), TODAY)
                        .status());
    }

    @Test
    void aVoidingDecisionWithdrawsAndAHoldContestsUntilItIsDecided() {
        Fact exam = exam("A", 0, 12);
        Fact hold = fact("H", "decision", MAY.plusDays(3), "act", "hold", "on", "A");
        Fact ends = fact("E", "decision", MAY.plusDays(6), "act", "release", "on", "H");
        Fact voids = fact("V", "decision", MAY.plusDays(9), "act", "void", "on", "A");
        List<Fact> all = List.of(exam, hold, ends, voids);
        assertEquals(Status.MET, find(PASSED, all, MAY.plusDays(2)).status());
        assertEquals(Status.DISPUTED, find(PASSED, all, MAY.plusDays(3)).status());
        assertEquals(List.of("A", "H"), find(PASSED, all, MAY.plusDays(3)).used());
        assertEquals(Status.MET, find(PASSED, all, MAY.plusDays(6)).status());
        assertEquals(Status.REVOKED, find(PASSED, all, MAY.plusDays(9)).status());
        assertEquals(
                Status.MET,
                find(PASSED, List.of(exam, unsigned(voids)), TODAY).status(),
                "a decision that is not signed has no effect");
    }

    /** Anybody with standing determines; what an authority has held or voided, or is asked on appeal, is not anybody's. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            act: hold, on: A | determine | disputed
            act: hold, on: A | release   | met
            act: void, on: A | determine | revoked
            against: A       | determine | disputed
            against: A       | decide    | met
            """)
    void whatIsMerelyDeterminedEndsNoHoldNoAppealAndNothingThatIsVoid(String contest, String act, String status) {
        String kind = contest.startsWith("against") ? "appeal" : "decision";
        Fact contests =
                fact("H", kind, MAY.plusDays(3), (Object[]) contest.strip().split(": |, "));
        Fact decides = fact("E", "decision", MAY.plusDays(6), "act", act, "result", "in order", "on", "H");
        assertEquals(
                status,
                find(PASSED, List.of(exam("A", 0, 12), contests, decides), TODAY)
                        .status()
                        .word());
    }

    @Test
    void whatWasVoidedIsToldWithTheDecisionThatVoidedIt() {
        Fact exam = exam("A", 0, 12);
        Fact voids = fact("V", "decision", MAY.plusDays(9), "act", "void", "on", "A");
        assertEquals(
                List.of("A", "V"), find(PASSED, List.of(exam, voids), TODAY).used());
        assertEquals(
                List.of("A"),
                find(PASSED, List.of(withdrawn(exam, MAY.plusDays(9), true)), TODAY)
                        .used());
    }

    /** The check was asked for on May 1; earlier in April one had come back clear. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            clear          | exists | met                  | NOW
            pending        | exists | pending_verification | NOW
            hold           | exists | disputed             | NOW
            pending        | latest | pending_verification | NOW
            hold           | latest | disputed             | NOW
            adverse        | latest | unmet                | NOW
            clear, pending | latest | met                  | OLD
            clear, hold    | latest | disputed             | NOW
            clear, hold    | exists | met                  | OLD
            adverse, pending | latest | pending_verification | NOW
            """)
    void aCheckThatHasNotComeBackLowersNothingAndOneThatIsHeldIsContested(
            String results, String operator, String status, String used) {
        Selection checks = new Selection(List.of("clearance-check"), List.of(), null);
        List<org.continuum.rules.Test> clear =
                List.of(new org.continuum.rules.Test(Path.of("result"), new Condition.Equal(Value.of("clear"))));
        Expression rule = operator.equals("exists")
                ? new Exists(checks, clear, null)
                : new Governing(Governing.By.LATEST, null, checks, clear, null);
        String[] each = results.split(", ");
        List<Fact> records = new ArrayList<>();
        if (each.length > 1) {
            records.add(fact("OLD", "clearance-check", MAY.minusDays(20), "result", each[0]));
        }
        records.add(fact("NOW", "clearance-check", MAY, "result", each[each.length - 1]));
        Finding found = find(rule, records, TODAY);
        assertEquals(status, found.status().word());
        assertEquals(List.of(used), found.used());
    }

    @Test
    void aDecisionOnTheHeldCheckEndsTheHoldAndADeterminationDoesNot() {
        Fact held = fact("NOW", "clearance-check", MAY, "result", "hold");
        Fact determined = fact("E", "decision", MAY.plusDays(2), "act", "determine", "on", "NOW");
        Fact decided = fact("D", "decision", MAY.plusDays(3), "act", "release", "on", "NOW");
        Expression rule = new Exists(
                new Selection(List.of("clearance-check"), List.of(), null),
                List.of(new org.continuum.rules.Test(Path.of("result"), new Condition.Equal(Value.of("clear")))),
                null);
        assertEquals(
                Status.DISPUTED, find(rule, List.of(held, determined), TODAY).status());
        assertEquals(Status.UNMET, find(rule, List.of(held, decided), TODAY).status());
    }

    @Test
    void anUnsignedRecordLiftsWhatIsNotMetAndNeverLowers() {
        Fact good = unsigned(exam("B", 5, 12));
        assertEquals(
                Status.PENDING_VERIFICATION,
                find(LATEST_PASSED, List.of(exam("A", 0, 8), good), TODAY).status());
        assertEquals(
                List.of("B"),
                find(LATEST_PASSED, List.of(exam("A", 0, 8), good), TODAY).used());
        Fact bad = unsigned(exam("C", 6, 8));
        assertEquals(
                Status.MET,
                find(LATEST_PASSED, List.of(exam("A", 0, 12), bad), TODAY).status());
        assertEquals(
                Status.PENDING_VERIFICATION,
                find(LATEST_PASSED, List.of(exam("A", 0, 8), good, bad), TODAY).status(),
                "another unsigned record does not take the lift away");
    }

    @Test
    void aSignatureCountsFromTheDayItWasGiven() {
        Fact exam = signed(exam("A", 0, 12), MAY.plusDays(7));
        assertEquals(
                Status.PENDING_VERIFICATION,
                find(PASSED, List.of(exam), MAY.plusDays(6)).status());
        assertEquals(Status.MET, find(PASSED, List.of(exam), MAY.plusDays(7)).status());
    }

    @Test
    void whatHappenedLaterOrWasRecordedLaterIsNotSeen() {
        Fact exam = exam("A", 10, 12);
        assertEquals(Status.UNMET, find(PASSED, List.of(exam), MAY.plusDays(9)).status());
        Question before = new Question(
                "license", TODAY, MAY.plusDays(9).atStartOfDay(ZoneOffset.UTC).toInstant(), LocalDate.MAX);
        Finding found = Assessment.of(rules(PASSED), List.of(exam), before, Effort.ofARequest())
                .items()
                .getFirst()
                .finding();
        assertEquals(Status.UNMET, found.status());
        assertEquals(List.of(), found.rejected(), "and it is not listed either");
    }

    @Test
    void aRuleEnactedLaterIsNotKnown() {
        Question before =
                new Question("license", TODAY, People.question(TODAY).evidenceKnownAsOf(), MAY.minusYears(40));
        assertEquals(
                null,
                Assessment.of(rules(PASSED), List.of(exam("A", 0, 12)), before, Effort.ofARequest())
                        .outcome(),
                "nothing applied then, and such a question is refused");
        assertEquals(
                Outcome.READY,
                Assessment.of(rules(PASSED), List.of(exam("A", 0, 12)), question(TODAY), Effort.ofARequest())
                        .outcome());
    }

    /** A program may correct its own record again and again before anybody signs it. */
    @Test
    void aLineOfAnyNumberOfCorrectionsIsGoneThrough() {
        int corrections = 20_000;
        List<Fact> line = new ArrayList<>(List.of(unsigned(exam("0", 0, 8))));
        for (int i = 1; i < corrections; i++) {
            line.add(superseding(unsigned(exam(Integer.toString(i), 0, 8)), Integer.toString(i - 1)));
        }
        line.add(superseding(exam("last", 0, 12), Integer.toString(corrections - 1)));
        Sight sight = Sight.of(line, question(TODAY), none -> false);
        assertEquals(new Sight.State.Superseded("last"), sight.state(line.getFirst()));
        assertEquals(List.of("last"), find(PASSED, line, TODAY).used());
    }
}
