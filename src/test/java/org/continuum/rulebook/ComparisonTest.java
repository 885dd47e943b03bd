package org.continuum.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.continuum.rulebook.RuleSetChanges.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changed between two versions is said in sentences that an analyst would sign, one for each difference. */
class ComparisonTest {
    private static final String EARLIER = """
            id: example
            version: "1"
            title: Example
            authority: A board
            standing: synthetic
            licenseTypes: [license]
            enacted: 2020-01-01
            effective: {from: 2020-01-01}
            zone: UTC
            scales: {levels: [low, high]}
            tables:
              cuts:
                keys: {form: form}
                rows:
                  - {form: A, cut: 40}
                  - {form: B, cut: 41}
            given: {application: {latest: {kind: application}, otherwise: asOf}}
            definitions:
              degree: {exists: {kind: qualification, where: {level: bachelor}}}
            requirements:
              - id: HOURS
                title: Hours
                citation: {label: Sec. 1, mark: synthetic}
                rule:
                  allOf:
                    - sum: {kind: clinical-experience, of: hours, atLeast: 300}
                    - sum: {kind: clinical-experience, where: {gradeBand: 1-2}, of: hours, atLeast: 100}
              - id: TEST
                title: A test
                citation: {label: Sec. 2, mark: synthetic}
                rule:
                  anyOf:
                    - {id: state, title: The state's test, exists: {kind: exam-result, where: {test: S}, must: {score: {atLeast: 12}}}}
                    - {id: form, title: A form, exists: {kind: exam-result, where: {test: F}, must: {score: {atLeast: {table: cuts, column: cut}}}}}
              - id: CHECK
                title: A check
                citation: {label: Sec. 3, mark: synthetic}
                waivable: true
                rule: {exists: {kind: clearance-check, within: {last: P18M, before: application}, must: {result: [clear, pending]}}}
              - id: DEGREE
                title: A degree, rated
                citation: {label: Sec. 4, mark: synthetic}
                rule: {allOf: [{use: degree}, {exists: {kind: observation, must: {rating: {scale: levels, atLeast: high}}}}]}
            cases:
              - name: nothing is there
                evidence: []
                questions: [{asOf: 2024-01-01, outcome: not_ready}]
            """;

    private static List<Change> changes(String later) {
        assertFalse(later.equals(EARLIER), "the replacement hit nothing");
        RuleSetDocument one = Documents.read(EARLIER);
        RuleSetDocument other = Documents.read(later.replace("version: \"1\"", "version: \"2\""));
        return RuleSetChanges.between(one, other).changes();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            atLeast: 300                     | atLeast: 320                      | Requirement HOURS, the sum of hours over clinical-experience: at least 320 instead of 300.
            atLeast: 100                     | atLeast: 80                       | Requirement HOURS, the sum of hours over clinical-experience (gradeBand 1-2): at least 80 instead of 100.
            atLeast: 12                      | atLeast: 15                       | Requirement TEST, 'The state's test', the test on score: at least 15 instead of 12.
            {score: {atLeast: 12}}           | {score: {atLeast: {greatest: [12, 15]}}} | Requirement TEST, 'The state's test', the test on score: at least the greatest of 12, 15 instead of 12.
            title: Hours                     | title: More hours                 | Requirement HOURS, title: More hours instead of Hours.
            label: Sec. 1                    | label: Sec. 1a                    | Requirement HOURS, the citation label: Sec. 1a instead of Sec. 1.
            P18M                             | P12M                              | Requirement CHECK, a clearance-check, the window the look-back: P12M instead of P18M.
            [clear, pending]                 | [clear]                           | Requirement CHECK, a clearance-check, the test on result: 'pending' removed.
            waivable: true                   | waivable: false                   | Requirement CHECK, waivable: false instead of true.
            level: bachelor                  | level: master                     | Definition degree, a qualification (level master), counting only where level: master instead of bachelor.
            {form: B, cut: 41}               | {form: B, cut: 43}                | Table cuts, row for form B, cut: 43 instead of 41.
            {form: B, cut: 41}               | {form: C, cut: 43}                | Table cuts, row for form C (form C cut 43) is added.
            [low, high]                      | [lowest, low, high]               | Scale levels: 'lowest' added.
            effective: {from: 2020-01-01}    | effective: {from: 2020-07-01}     | The rule set, the time in force: from 2020-07-01 instead of 2020-01-01.
            outcome: not_ready               | outcome: not_ready, requirements: {TEST: {status: unmet}} | Worked case 'nothing is there' is changed.
            {kind: observation, must         | {kind: [observation, artifact], must | Requirement DEGREE, an observation or artifact, the kind of evidence: observation or artifact instead of observation.
            """)
    void eachDifferenceIsSaidInASentence(String was, String is, String words) {
        List<String> told =
                changes(EARLIER.replace(was, is)).stream().map(Change::words).toList();
        assertTrue(told.contains(words), () -> words + "\nis not among\n" + String.join("\n", told));
    }

    @Test
    void theWholeOfASmallChangeIsOneSentenceWithBothPlaces() {
        Change change = changes(EARLIER.replace("atLeast: 12", "atLeast: 15")).getFirst();
        assertEquals("TEST", change.requirement());
        assertEquals("/requirements/1/rule/anyOf/0/exists/must/score/atLeast", change.before());
        assertEquals(change.before(), change.after());
        assertEquals(1, changes(EARLIER.replace("atLeast: 12", "atLeast: 15")).size());
    }

    @Test
    void whatWasAddedAndRemovedIsNamedWithItsCitation() {
        String added = EARLIER.replace("cases:", """
              - id: ETHICS
                title: Ethics
                citation: {label: Sec. 5, mark: synthetic}
                rule: {exists: {kind: learning-activity}}
            cases:""");
        Change change = changes(added).getFirst();
        assertEquals("Requirement ETHICS (Ethics; Sec. 5) is added.", change.words());
        assertEquals(null, change.before());
        assertEquals("/requirements/4", change.after());

        RuleSetChanges back = RuleSetChanges.between(Documents.read(added), Documents.read(EARLIER));
        assertEquals(
                "Requirement ETHICS (Ethics; Sec. 5) is removed.",
                back.changes().getFirst().words());
        assertEquals("/requirements/4", back.changes().getFirst().before());
        assertEquals(null, back.changes().getFirst().after());
        assertTrue(back.text().contains("\n- Requirement ETHICS (Ethics; Sec. 5) is removed.\n"), back::text);
    }

    @Test
    void anOptionAddedInFrontLeavesTheOthersAsTheyWere() {
        List<Change> changes = changes(EARLIER.replace("      anyOf:\n", """
                  anyOf:
                    - {id: new, title: A portfolio, exists: {kind: artifact}}
            """));
        assertEquals(
                List.of("Requirement TEST, 'A portfolio' is added."),
                changes.stream().map(Change::words).toList());
        assertEquals("/requirements/1/rule/anyOf/0", changes.getFirst().after());
    }

    @Test
    void whatIsOnlyMovedIsNoChange() {
        JsonNode tree = Documents.read(EARLIER).tree().deepCopy();
        var requirements = (com.fasterxml.jackson.databind.node.ArrayNode) tree.path("requirements");
        requirements.add(requirements.remove(0));
        RuleSetDocument moved = RuleSetDocument.read(tree.toString().getBytes(StandardCharsets.UTF_8));
        RuleSetChanges none = RuleSetChanges.between(Documents.read(EARLIER), moved);
        assertEquals(List.of(), none.changes());
        assertTrue(none.text().contains("Nothing that the rules say."));
    }

    /** Whatever is compared: each pointer leads somewhere, and nothing differs from itself. */
    @Test
    void everyPointerLeadsToItsPlace() {
        List<Path> all = Documents.all();
        for (int i = 1; i < all.size(); i++) {
            RuleSetDocument one = Documents.read(all.get(i - 1));
            RuleSetDocument other = Documents.read(all.get(i));
            assertEquals(List.of(), RuleSetChanges.between(one, one).changes());
            for (Change change : RuleSetChanges.between(one, other).changes()) {
                assertTrue(there(one.tree(), change.before()) && there(other.tree(), change.after()), change::toString);
            }
        }
    }

    private static boolean there(JsonNode tree, String pointer) {
        return pointer == null || !tree.at(pointer).isMissingNode();
    }
}
