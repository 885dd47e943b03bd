package org.continuum.readiness;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The notice of a determination, its clock, and the reviews that are asked for or open by themselves. */
@QuarkusTest
class ReviewTest {
    private static final String APPEAL = """
            appeal:
              within: P30D
              to: Office of Hearings, Made-up City
              how: In writing, naming the determination.
              citation: {label: Sec. 9, mark: synthetic}
            """;
    private static final String RULES = """
            - id: hours
              title: Enough hours
              citation: {label: Sec. 1, mark: synthetic}
              rule:
                sum: {kind: clinical-experience, of: hours, atLeast: 100}
            - id: exam
              title: The examination
              citation: {label: Sec. 2, mark: synthetic}
              remedy: Take the examination again
              rule:
                latest: {kind: exam-result, where: {test: X}, must: {passed: true}}
            - id: check
              title: A background check
              citation: {label: Sec. 3, mark: synthetic}
              rule:
                exists: {kind: clearance-check, where: {result: clear}}
            """;

    private Setting setting;

    @BeforeEach
    void open() {
        setting = Setting.fresh();
    }

    private UUID hours(int hours) {
        return setting.post(
                "/evidence", setting.evidence("clinical-experience", "2024-03-01", "hours", hours), "2024-03-02");
    }

    private UUID exam(boolean passed) {
        return setting.post(
                "/evidence",
                setting.evidence("exam-result", "2024-03-01", "test", "X", "passed", passed),
                "2024-03-02");
    }

    private RequestSpecification decider() {
        return given().auth()
                .oauth2(Tokens.named(setting.authority(), "d-17", "Dana Decider", Role.BOARD_DECIDER))
                .contentType(ContentType.JSON);
    }

    private ValidatableResponse issue(UUID determination, String at) {
        return setting.board()
                .header("Sandbox-Time", at)
                .post(setting.at(determination) + "/notice")
                .then();
    }

    private ValidatableResponse request(UUID determination, String at) {
        return Setting.as(setting.provider(), Role.PROGRAM_ADMINISTRATOR)
                .header("Sandbox-Time", at)
                .body(Map.of("grounds", "The observation of May was left out."))
                .post(setting.at(determination) + "/reviews")
                .then();
    }

    private ValidatableResponse decide(UUID determination, UUID review, Map<String, Object> decision) {
        return decider()
                .body(decision)
                .post(setting.at(determination) + "/reviews/" + review + "/decision")
                .then();
    }

    private ValidatableResponse reviews(UUID determination) {
        return setting.board()
                .get(setting.at(determination) + "/reviews")
                .then()
                .statusCode(200);
    }

    private static UUID id(ValidatableResponse recorded) {
        return UUID.fromString(recorded.statusCode(201).extract().path("id"));
    }

    @Test
    void theNoticeTellsEveryUnmetRequirementAndTheLastDayToAppeal() {
        String type = setting.publishRules(APPEAL, RULES);
        String counted = hours(60).toString();
        String failed = exam(false).toString();
        UUID determination = setting.freeze(type, "2024-05-01");
        setting.board()
                .accept("text/plain")
                .get(setting.at(determination) + "/notice")
                .then()
                .statusCode(200)
                .body(containsString("DRAFT"));
        setting.board()
                .get(setting.at(determination) + "/notice")
                .then()
                .statusCode(200)
                .body("issuedOn", nullValue())
                .body("appeal.lastDay", nullValue());

        // 2 a.m. UTC is the evening before where the rules are made; 30 days from there
        issue(determination, "2024-05-03T02:00:00Z").statusCode(201);
        issue(determination, "2024-05-20T02:00:00Z").statusCode(409);

        setting.board()
                .get(setting.at(determination) + "/notice")
                .then()
                .statusCode(200)
                .body("issuedOn", equalTo("2024-05-02"))
                .body("outcome", equalTo("not_ready"))
                .body("unmet.id", contains("hours", "exam", "check"))
                .body("unmet[0].evidenceUsed.id", contains(counted))
                .body("unmet[0].remedies", hasSize(1))
                .body("appeal.within", equalTo("P30D"))
                .body("appeal.to", equalTo("Office of Hearings, Made-up City"))
                .body("appeal.lastDay", equalTo("2024-06-01"))
                .body("appeal.zone", equalTo("America/New_York"))
                .body("appeal.citation.label", equalTo("Sec. 9"));
        String text = setting.board()
                .accept("text/plain")
                .get(setting.at(determination) + "/notice")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .extract()
                .asString()
                .replaceAll("\\s+", " ");
        for (String said : List.of(
                "Issued on 2024-05-02",
                "WHAT IS NOT MET: 3 of 3",
                "[Sec. 1]",
                "[Sec. 2]",
                "[Sec. 3]",
                counted,
                failed,
                "Short by 40",
                "Take the examination again",
                "Nothing on the record was used",
                "Office of Hearings, Made-up City",
                "Last day: 2024-06-01, to its end in America/New_York")) {
            assertEquals(true, text.contains(said), said + " in " + text);
        }
        assertFalse(text.contains("DRAFT"));
    }

    @Test
    void whereTheRulesSayNothingOfAppealsTheNoticeSaysSo() {
        UUID determination = setting.freeze(setting.publishRules(RULES), "2024-05-01");
        issue(determination, "2024-05-03T12:00:00Z").statusCode(201);
        setting.board()
                .get(setting.at(determination) + "/notice")
                .then()
                .body("appeal", nullValue())
                .body("issuedOn", equalTo("2024-05-03"));
        request(determination, "2149-05-03T12:00:00Z").statusCode(201);
    }

    @Test
    void aReviewIsAskedForUntilTheLastDayEndsWhereTheRulesAreMade() {
        UUID determination = setting.freeze(setting.publishRules(APPEAL, RULES), "2024-05-01");
        issue(determination, "2024-05-02T16:00:00Z").statusCode(201);

        request(determination, "2024-06-02T04:00:00Z")
                .statusCode(422)
                .body("errors[0].detail", containsString("ended with 2024-06-01"));
        UUID review = id(request(determination, "2024-06-02T03:59:59Z"));
        request(determination, "2024-06-02T03:59:59Z").statusCode(409);
        setting.board()
                .get(setting.at(determination) + "/reviews/" + review)
                .then()
                .statusCode(200)
                .body("state", equalTo("open"))
                .body("origin", equalTo("requested"))
                .body("grounds", equalTo("The observation of May was left out."))
                .body("organization", equalTo(setting.provider().toString()))
                .body("decision", nullValue());
    }

    @Test
    void aNamedPersonOfTheAuthorityDecides() {
        String type = setting.publishRules(APPEAL, RULES);
        UUID determination = setting.freeze(type, "2024-05-01");
        UUID review = id(request(determination, "2024-05-02T16:00:00Z"));
        hours(100);
        UUID replacement = setting.freeze(type, "2024-05-01");

        decide(determination, review, Map.of("outcome", "changed", "reasons", List.of(" ")))
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/reasons/0", "/determination"));
        decide(
                        determination,
                        review,
                        Map.of("outcome", "changed", "reasons", List.of("so"), "determination", determination))
                .statusCode(422)
                .body("errors.pointer", contains("/determination"));
        decide(
                        determination,
                        review,
                        Map.of("outcome", "upheld", "reasons", List.of("so"), "determination", replacement))
                .statusCode(422)
                .body("errors.pointer", contains("/determination"));
        Map<String, Object> changed =
                Map.of("outcome", "changed", "reasons", List.of("The hours are there."), "determination", replacement);
        given().auth()
                .oauth2(Tokens.named(setting.authority(), "machine", "machine", Role.BOARD_DECIDER))
                .contentType(ContentType.JSON)
                .body(changed)
                .post(setting.at(determination) + "/reviews/" + review + "/decision")
                .then()
                .statusCode(403);
        decide(determination, review, changed).statusCode(201);
        decide(determination, review, changed).statusCode(409);

        reviews(determination)
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("decided"))
                .body("items[0].decision.outcome", equalTo("changed"))
                .body("items[0].decision.determination", equalTo(replacement.toString()))
                .body("items[0].decision.decider.name", equalTo("Dana Decider"))
                .body("items[0].decision.reasons", contains("The hours are there."));
    }

    @Test
    void whoAskedNoLongerDoes() {
        UUID determination = setting.freeze(setting.publishRules(APPEAL, RULES), "2024-05-01");
        UUID review = id(request(determination, "2024-05-02T16:00:00Z"));
        decide(determination, review, Map.of("outcome", "withdrawn", "reasons", List.of("She wrote so.")))
                .statusCode(201);
        reviews(determination).body("items[0].decision.outcome", equalTo("withdrawn"));
        request(determination, "2024-05-04T16:00:00Z").statusCode(201);
    }

    @Test
    void aProgramSeesWhatItAskedForAndNobodyElseAnything() {
        UUID used = hours(100);
        UUID determination = setting.freeze(setting.publishRules(RULES), "2024-05-01");
        String asked = id(request(determination, "2024-05-02T16:00:00Z")).toString();
        setting.retract(used, false, "2024-05-03");
        reviews(determination).body("items", hasSize(2));
        String own = Setting.as(setting.provider(), Role.PROGRAM_SUBMITTER)
                .get(setting.at(determination) + "/reviews")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(asked))
                .extract()
                .asString();
        UUID stranger = UUID.randomUUID();
        Setting.as(stranger, Role.BOARD_DECIDER)
                .get(setting.at(determination) + "/reviews/" + asked)
                .then()
                .statusCode(404);
        Setting.as(setting.authority(), Role.BOARD_ANALYST)
                .get(setting.at(UUID.randomUUID()) + "/reviews")
                .then()
                .statusCode(404);
        assertEquals(true, own.contains("voided-input"), "it took the record back itself");
    }

    /** A correction, a retraction, a hold, a voiding: each on a record of its own that the answer used. */
    @Test
    void whatBecomesOfAUsedRecordOpensAReview() {
        UUID corrected = hours(30);
        UUID takenBack = hours(31);
        UUID held = hours(32);
        UUID voided = hours(33);
        UUID determination = setting.freeze(setting.publishRules(RULES), "2024-05-01");
        UUID unused = hours(5);

        ObjectNode correction = setting.evidence(
                "clinical-experience", "2024-03-01", "hours", 3, "supersedes", corrected, "reason", "typo");
        correction.putArray("requiredSignatures").add("registrar");
        UUID pending = setting.post("/evidence", correction, "2024-05-03");
        setting.retract(unused, true, "2024-05-03");
        reviews(determination).body("items", hasSize(0));

        setting.sign(
                pending,
                correction
                        .objectNode()
                        .put("role", "registrar")
                        .put("signer", "R")
                        .put("signedOn", "2024-05-03"),
                "2024-05-04");
        setting.retract(takenBack, true, "2024-05-04");
        for (Map.Entry<String, UUID> act : Map.of("hold", held, "void", voided).entrySet()) {
            setting.decided(
                    setting.evidence(
                            "decision",
                            "2024-05-04",
                            "act",
                            act.getKey(),
                            "result",
                            "so ordered",
                            "attributes",
                            Map.of("on", act.getValue().toString())),
                    "2024-05-04");
        }

        Map<String, String> causes = new HashMap<>();
        List<Map<String, Object>> items = reviews(determination)
                .body("items.origin", hasItem("voided-input"))
                .extract()
                .path("items");
        items.forEach(item -> causes.put((String) item.get("evidence"), (String) item.get("cause")));
        assertEquals(
                Map.of(
                        corrected.toString(), "superseded",
                        takenBack.toString(), "retracted",
                        held.toString(), "held",
                        voided.toString(), "voided"),
                causes);
        setting.board().get(setting.at(determination)).then().body("answer.requirements[0].status", equalTo("met"));
        setting.board().get(setting.at(determination) + "/recomputation").then().body("same", equalTo(true));
    }

    /** Neither what another jurisdiction decides nor what is decided for growth changes an answer under these rules. */
    @Test
    void whatChangesNothingUnderTheRulesOpensNoReview() {
        UUID elsewhere = Registry.organization("licensing-authority", "US-YY");
        UUID neighbor = Registry.organization("licensing-authority", "US-ZZ");
        Registry.employ(Registry.organization("employer", "US-YY"), setting.person());
        UUID used = hours(100);
        String type = setting.publishRules(RULES);
        UUID determination = setting.freeze(type, "2024-05-01");
        for (String act : List.of("hold", "void")) {
            decideOn(used, act, "licensure", elsewhere);
            decideOn(used, act, "growth", neighbor);
        }
        reviews(determination).body("items", hasSize(0));
        setting.ask(type, "asOf", "2024-05-05").body("requirements[0].status", equalTo("met"));

        decideOn(used, "hold", "licensure", neighbor);
        reviews(determination).body("items.cause", contains("held"));
        setting.ask(type, "asOf", "2024-05-05").body("requirements[0].status", equalTo("disputed"));
    }

    private void decideOn(UUID evidence, String act, String purpose, UUID authority) {
        Setting.as(authority, Role.BOARD_DECIDER)
                .header("Sandbox-Time", "2024-05-04T17:00:00Z")
                .body(setting.evidence(
                                "decision",
                                "2024-05-04",
                                "act",
                                act,
                                "purpose",
                                purpose,
                                "result",
                                "so ordered",
                                "attributes",
                                Map.of("on", evidence.toString()))
                        .toString())
                .post("/evidence")
                .then()
                .statusCode(201);
    }

    @Test
    void nobodyWithdrawsAReviewThatNobodyAskedForAndAReplacedDeterminationIsLeftAlone() {
        String type = setting.publishRules(RULES);
        UUID first = hours(60);
        UUID second = hours(61);
        UUID determination = setting.freeze(type, "2024-05-01");
        setting.retract(first, true, "2024-05-04");
        UUID replacement = setting.freeze(type, "2024-05-01");
        UUID review = UUID.fromString(reviews(determination).extract().path("items[0].id"));
        decide(determination, review, Map.of("outcome", "withdrawn", "reasons", List.of("so")))
                .statusCode(422)
                .body("errors.pointer", contains("/outcome"));
        decide(
                        determination,
                        review,
                        Map.of("outcome", "changed", "reasons", List.of("so"), "determination", replacement))
                .statusCode(201);

        setting.retract(second, true, "2024-05-05");
        reviews(determination).body("items", hasSize(1));
        reviews(replacement).body("items.evidence", contains(second.toString()));
    }
}
