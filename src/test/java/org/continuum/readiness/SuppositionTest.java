package org.continuum.readiness;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.continuum.access.Role;
import org.continuum.contract.StoredRows;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several licenses at once, and what would be if. */
@QuarkusTest
class SuppositionTest {
    private static final String EXAM = """
            - id: exam
              title: The examination
              citation: {label: Sec. 1, mark: synthetic}
              waivable: true
              rule:
                latest: {kind: exam-result, where: {test: X}, must: {score: {atLeast: 50}}}
            """;
    private static final String DEGREE = """
            - id: degree
              title: A degree
              citation: {label: Sec. 2, mark: synthetic}
              rule:
                exists: {kind: qualification, where: {level: bachelor}}
            """;

    private Setting setting;

    @BeforeEach
    void open() {
        setting = Setting.fresh();
    }

    private static ValidatableResponse ask(Setting setting, String role, Map<String, Object> question) {
        UUID organization = role.startsWith("board") ? setting.authority() : setting.provider();
        return Setting.as(organization, role)
                .body(question)
                .post("/people/{id}/readiness", setting.person())
                .then();
    }

    private static Map<String, Object> question(List<String> types, String asOf, Object... supposed) {
        Map<String, Object> question = new HashMap<>(Map.of("licenseTypes", types, "asOf", asOf));
        if (supposed.length > 0) {
            question.put("suppose", List.of(supposed));
        }
        return question;
    }

    /** As a tree of plain values, which REST Assured can write inside another. */
    private Map<String, Object> exam(String on, int score) {
        return Map.of("person", setting.person(), "kind", "exam-result", "occurredOn", on, "test", "X", "score", score);
    }

    @Test
    void readyForOneLicenseAndNotForTheOther() {
        String intern = setting.publishRules(DEGREE);
        String probationary = setting.publishRules(DEGREE + EXAM);
        setting.post("/evidence", setting.evidence("qualification", "2024-03-01", "level", "bachelor"), "2024-03-05");

        ask(setting, Role.BOARD_ANALYST, question(List.of(intern, probationary), "2024-05-01"))
                .statusCode(200)
                .body("person", equalTo(setting.person().toString()))
                .body("answers.licenseType", contains(intern, probationary))
                .body("answers.outcome", contains("ready", "not_ready"))
                .body("answers[0].personSeq", equalTo(answer(intern).extract().<Integer>path("personSeq")))
                .body("answers[0].supposed", nullValue());
        String letter = Setting.as(setting.authority(), Role.BOARD_ANALYST)
                .accept("text/plain")
                .body(question(List.of(intern, probationary), "2024-05-01"))
                .post("/people/{id}/readiness", setting.person())
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .body(containsString(intern + ": READY"))
                .body(containsString(probationary + ": NOT READY"))
                .extract()
                .asString();
        assertFalse(letter.contains("SUPPOS"));
    }

    private ValidatableResponse answer(String type) {
        return setting.ask(type, "asOf", "2024-05-01");
    }

    @Test
    void whatWouldTakeTooMuchToFindIsRefused() {
        String words = IntStream.range(0, 400).mapToObj(i -> "w" + i).collect(Collectors.joining(", "));
        String exists = String.join(
                ", ",
                Collections.nCopies(
                        48,
                        "{exists: {kind: exam-result, where: {test: [$e, %s]}}}".formatted("x, ".repeat(100) + "y")));
        String type = setting.publishRules("sets: {s: [" + words + "]}\n", """
                - id: all
                  title: Far too many
                  citation: {label: Sec. 1, mark: synthetic}
                  rule: {forEach: {in: s, as: e, rule: {allOf: [%s]}}}
                """.formatted(exists));
        String other = setting.publishRules(DEGREE);
        ask(setting, Role.PROGRAM_SUBMITTER, question(List.of(other, type), "2024-06-30"))
                .statusCode(200);
        Object[] exams = Collections.nCopies(50, exam("2024-06-15", 60)).toArray();
        ask(setting, Role.PROGRAM_SUBMITTER, question(List.of(other, type), "2024-06-30", exams))
                .statusCode(422)
                .body("errors.pointer", contains("/licenseTypes/1"))
                .body("errors[0].detail", containsString("records and values to look at"));
    }

    @Test
    void ifTheExaminationWerePassedByJune() throws SQLException {
        String type = setting.publishRules(DEGREE + EXAM);
        setting.post("/evidence", setting.evidence("qualification", "2024-03-01", "level", "bachelor"), "2024-03-05");
        String failed = setting.post("/evidence", evidence("2024-04-01", 40), "2024-04-05")
                .toString();
        Map<String, Long> before = StoredRows.count();

        // far ahead of today: what is supposed may lie in the future, up to the day asked about
        ask(setting, Role.PROGRAM_SUBMITTER, question(List.of(type), "2150-06-30", exam("2150-06-15", 60)))
                .statusCode(200)
                .body("answers[0].outcome", equalTo("ready"))
                .body("answers[0].supposed", hasSize(1))
                .body("answers[0].supposed[0].kind", equalTo("exam-result"))
                .body("answers[0].supposed[0].occurredOn", equalTo("2150-06-15"))
                .body("answers[0].requirements[0].evidenceUsed[0].supposed", nullValue())
                .body("answers[0].requirements[1].evidenceUsed[0].supposed", equalTo(true))
                .body("answers[0].requirements[1].evidenceUsed[0].id", notNullValue())
                .body("answers[0].requirements[1].evidenceRejected.id", hasItem(failed))
                .body("answers[0].inputs", hasSize(2));
        ask(
                        setting,
                        Role.PROGRAM_SUBMITTER,
                        question(List.of(type), "2150-06-30", exam("2150-06-15", 60), exam("2150-06-20", 30)))
                .body("answers[0].outcome", equalTo("not_ready"))
                .body("answers[0].requirements[1].evidenceRejected.supposed", hasItem(true));
        String letter = Setting.as(setting.provider(), Role.PROGRAM_SUBMITTER)
                .accept("text/plain")
                .body(question(List.of(type), "2150-06-30", exam("2150-06-15", 60)))
                .post("/people/{id}/readiness", setting.person())
                .asString()
                .replaceAll("\\s+", " ");
        assertTrue(letter.contains("THIS IS A SUPPOSITION"), letter);
        assertTrue(letter.contains("there were: exam-result of 2150-06-15"), letter);
        assertTrue(letter.contains("— SUPPOSED, not on the record"), letter);

        assertEquals(before, StoredRows.count(), "rows of all tables, the trail's too");
        setting.ask(type, "asOf", "2150-06-30").body("outcome", equalTo("not_ready"));
    }

    private ObjectNode evidence(String on, int score) {
        return setting.evidence("exam-result", on, "test", "X", "score", score);
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        String type = setting.publishRules(EXAM);
        Map<String, Object> question = question(List.of(type), "2024-06-30", exam("2024-06-15", 60));
        question.put("evidenceKnownAsOf", "2150-01-01");
        String first = ask(setting, Role.BOARD_ANALYST, question).extract().asString();
        assertEquals(first, ask(setting, Role.BOARD_ANALYST, question).extract().asString());
    }

    @Test
    void aSuppositionIsNeverFrozen() {
        String type = setting.publishRules(EXAM);
        setting.board()
                .body(Map.of("licenseType", type, "suppose", List.of(exam("2024-06-15", 60))))
                .post("/people/{id}/determinations", setting.person())
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/suppose"));
    }

    @Test
    void whatIsSupposedIsHeldToAllThatEvidenceIsHeldTo() {
        String type = setting.publishRules(EXAM);
        Map<String, Object> noKind = Map.of("person", setting.person(), "occurredOn", "2024-06-01");
        Map<String, Object> text = Map.of(
                "person",
                setting.person(),
                "kind",
                "exam-result",
                "occurredOn",
                "2024-06-01",
                "test",
                "X",
                "score",
                "A");
        ask(setting, Role.PROGRAM_SUBMITTER, question(List.of(type), "2024-06-30", text, noKind))
                .statusCode(400)
                .body("errors.pointer", hasItem("/suppose/0/score"))
                .body("errors.pointer", hasItem("/suppose/1/kind"));
        Map<String, Object> noRole = new HashMap<>(exam("2024-06-01", 60));
        noRole.put("requiredSignatures", List.of("No Role"));
        ask(setting, Role.PROGRAM_SUBMITTER, question(List.of(type), "2024-06-30", exam("2024-06-01", 60), noRole))
                .statusCode(400)
                .body("errors.pointer", contains("/suppose/1/requiredSignatures/0"));

        Map<String, Object> waiver = Map.of(
                "person",
                setting.person(),
                "kind",
                "decision",
                "occurredOn",
                "2024-06-01",
                "act",
                "waive",
                "result",
                "granted",
                "requirement",
                "exam");
        Map<String, Object> anothers = new HashMap<>(exam("2024-06-01", 60));
        anothers.put("person", UUID.randomUUID());
        Map<String, Object> correction = new HashMap<>(exam("2024-06-01", 60));
        correction.put("supersedes", UUID.randomUUID());
        ask(
                        setting,
                        Role.PROGRAM_SUBMITTER,
                        question(
                                List.of(type, "no-such-license", type),
                                "2024-06-30",
                                exam("2024-07-01", 60),
                                waiver,
                                anothers,
                                correction))
                .statusCode(422)
                .body(
                        "errors.pointer",
                        contains(
                                "/licenseTypes/1",
                                "/licenseTypes/2",
                                "/suppose/0/occurredOn",
                                "/suppose/1/act",
                                "/suppose/2/person",
                                "/suppose/3/reason",
                                "/suppose/3/supersedes"));
        ask(setting, Role.BOARD_DECIDER, question(List.of(type), "2024-06-30", waiver))
                .statusCode(200)
                .body("answers[0].requirements[0].status", equalTo("waived"));
    }

    @Test
    void oneOfTwoCorrectionsOfTheSameRecordIsOneTooMany() {
        String type = setting.publishRules(EXAM);
        UUID failed = setting.post("/evidence", evidence("2024-04-01", 40), "2024-04-05");
        Map<String, Object> corrected = new HashMap<>(exam("2024-04-01", 60));
        corrected.put("supersedes", failed);
        corrected.put("reason", "misread");

        ask(setting, Role.PROGRAM_SUBMITTER, question(List.of(type), "2024-06-30", corrected))
                .statusCode(200)
                .body("answers[0].outcome", equalTo("ready"))
                .body("answers[0].requirements[0].evidenceUsed.id", not(hasItem(failed.toString())));
        ask(setting, Role.PROGRAM_SUBMITTER, question(List.of(type), "2024-06-30", corrected, corrected))
                .statusCode(422)
                .body("errors.pointer", contains("/suppose/1/supersedes"));
    }

    /** Supposed and sent alike: under the id under which what it replaces stands, and under no other. */
    @Test
    void aCorrectionOfWhatStandsUnderAnAbsorbedIdIsSupposedAsItWouldBeSent() {
        String type = setting.publishRules(EXAM);
        UUID absorbed = Registry.person(setting.provider());
        Map<String, Object> failed = new HashMap<>(exam("2024-04-01", 40));
        failed.put("person", absorbed);
        Map<String, Object> corrected = new HashMap<>(exam("2024-04-01", 60));
        corrected.put("supersedes", send(failed).statusCode(201).extract().path("id"));
        corrected.put("reason", "misread");
        Registry.merge(setting.provider(), setting.person(), absorbed);

        ask(setting, Role.PROGRAM_SUBMITTER, question(List.of(type), "2026-06-30", corrected))
                .statusCode(422)
                .body("errors.pointer", contains("/suppose/0/supersedes"));
        send(corrected).statusCode(422).body("errors.pointer", contains("/supersedes"));
        corrected.put("person", absorbed);
        ask(setting, Role.PROGRAM_SUBMITTER, question(List.of(type), "2026-06-30", corrected))
                .statusCode(200)
                .body("answers[0].outcome", equalTo("ready"))
                .body("answers[0].requirements[0].evidenceUsed.supposed", contains(true));
        setting.ask(type, "asOf", "2026-06-30").body("outcome", equalTo("not_ready"));
        send(corrected).statusCode(201);
        setting.ask(type, "asOf", "2026-06-30").body("outcome", equalTo("ready"));
    }

    private ValidatableResponse send(Map<String, Object> evidence) {
        return Setting.as(setting.provider(), Role.PROGRAM_SUBMITTER)
                .body(evidence)
                .post("/evidence")
                .then();
    }
}
