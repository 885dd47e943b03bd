package org.continuum.readiness;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.continuum.people.Registry;
import org.junit.jupiter.api.Test;

/** Asking, freezing and asking again; the rules here are made up to show one thing each. */
@QuarkusTest
class ReadinessTest {
    private static final String HOURS = """
            id: %1$s
            version: "%2$s"
            title: Hours
            authority: A test
            standing: synthetic
            licenseTypes: [%1$s]
            enacted: %3$s
            effective: {from: %4$s}
            zone: America/New_York
            requirements:
              - id: hours
                title: Enough hours
                citation: {label: "Sec. 1", mark: synthetic}
                waivable: true
                rule:
                  sum: {kind: clinical-experience, of: hours, atLeast: %5$s}
            """;

    private static String publishHours(Setting setting) {
        String id = "hours-" + UUID.randomUUID();
        publish(setting, HOURS.formatted(id, "1", "2020-01-01", "2020-01-01", "100"));
        return id;
    }

    private static void publish(Setting setting, String document) {
        setting.publish(document.getBytes(StandardCharsets.UTF_8)).then().statusCode(201);
    }

    private static ObjectNode hours(Setting setting, int hours, String occurredOn) {
        return new ObjectMapper()
                .createObjectNode()
                .put("person", setting.person().toString())
                .put("kind", "clinical-experience")
                .put("occurredOn", occurredOn)
                .put("hours", hours);
    }

    private static ValidatableResponse ask(Setting setting, String licenseType, Map<String, String> dates) {
        return setting.board()
                .queryParam("licenseType", licenseType)
                .queryParams(dates)
                .get("/people/{id}/readiness", setting.person())
                .then();
    }

    @Test
    void whatWasRecordedLaterIsIgnoredAndSoIsWhatHappenedLater() {
        Setting setting = Setting.fresh();
        String type = publishHours(setting);
        setting.post("/evidence", hours(setting, 60, "2024-03-01"), "2024-03-02");
        setting.post("/evidence", hours(setting, 40, "2024-03-01"), "2024-05-02");

        ask(setting, type, Map.of("asOf", "2024-03-01", "evidenceKnownAsOf", "2024-03-02"))
                .body("outcome", equalTo("not_ready"))
                .body("requirements[0].status", equalTo("insufficient"))
                .body("requirements[0].shortfalls[0].amount", equalTo("40"));
        ask(setting, type, Map.of("asOf", "2024-03-01", "evidenceKnownAsOf", "2024-05-02"))
                .body("outcome", equalTo("ready"));
        ask(setting, type, Map.of("asOf", "2024-02-29")).body("requirements[0].status", equalTo("unmet"));
    }

    @Test
    void aDayOfKnowledgeEndsWhereTheRulesAreMade() {
        Setting setting = Setting.fresh();
        String type = publishHours(setting);
        // 17:00 UTC is noon in New York, whose day ends at 04:00 or 05:00 UTC of the next
        setting.post("/evidence", hours(setting, 100, "2024-03-01"), "2024-03-01");

        ask(setting, type, Map.of("asOf", "2024-03-01", "evidenceKnownAsOf", "2024-03-01"))
                .body("evidenceKnownAsOf", equalTo("2024-03-02T04:59:59.999999Z"))
                .body("outcome", equalTo("ready"));
        ask(setting, type, Map.of("asOf", "2024-03-01", "evidenceKnownAsOf", "2024-03-01T16:59:59Z"))
                .body("outcome", equalTo("not_ready"));
    }

    @Test
    void aRuleThatReachesBackAppliesOnlyOnceItIsKnown() {
        Setting setting = Setting.fresh();
        String type = publishHours(setting);
        publish(setting, HOURS.formatted(type, "2", "2024-06-01", "2024-01-01", "80"));
        setting.post("/evidence", hours(setting, 90, "2024-02-01"), "2024-02-01");

        ask(setting, type, Map.of("asOf", "2024-03-01"))
                .body("outcome", equalTo("ready"))
                .body("rules.version", equalTo("2"))
                .body("rules.why", containsString("enacted last, on 2024-06-01"));
        ask(setting, type, Map.of("asOf", "2024-03-01", "rulesKnownAsOf", "2024-05-31"))
                .body("outcome", equalTo("not_ready"))
                .body("rules.version", equalTo("1"));
        ask(setting, type, Map.of("asOf", "2023-12-31")).body("rules.version", equalTo("1"));
    }

    @Test
    void theLetterTellsEveryRequirementAndWhatWouldChangeIt() {
        Setting setting = Setting.fresh();
        String type = publishHours(setting);
        UUID id = setting.post("/evidence", hours(setting, 60, "2024-03-01"), "2024-03-02");

        setting.board()
                .accept("text/plain")
                .queryParam("licenseType", type)
                .get("/people/{id}/readiness", setting.person())
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .body(containsString("NOT READY"))
                .body(containsString("Enough hours"))
                .body(containsString("[Sec. 1]"))
                .body(containsString("60 of 100"))
                .body(containsString(id.toString()))
                .body(containsString("40 more"));
    }

    @Test
    void aFrozenAnswerStaysAndTheSameQuestionGivesTheSameBytes() {
        Setting setting = Setting.fresh();
        String type = publishHours(setting);
        UUID counted = setting.post("/evidence", hours(setting, 100, "2024-03-01"), "2024-03-02");
        String determination = setting.board()
                .body(Map.of("licenseType", type, "asOf", "2024-03-05", "evidenceKnownAsOf", "2024-03-05"))
                .post("/people/{id}/determinations", setting.person())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Setting.as(setting.provider(), Role.PROGRAM_SUBMITTER)
                .body(Map.of("reason", "posted for the wrong candidate", "issuerWithdrew", false))
                .post("/people/{id}/evidence/{evidence}/retraction", setting.person(), counted)
                .then()
                .statusCode(201);

        ask(setting, type, Map.of("asOf", "2024-03-05")).body("outcome", equalTo("not_ready"));
        setting.board()
                .get("/people/{id}/determinations/{determination}", setting.person(), determination)
                .then()
                .statusCode(200)
                .body("answer.outcome", equalTo("ready"))
                .body("answer.requirements[0].evidenceUsed.id", hasItem(counted.toString()));
        setting.board()
                .get("/people/{id}/determinations/{determination}/recomputation", setting.person(), determination)
                .then()
                .statusCode(200)
                .body("same", equalTo(true))
                .body("differences", hasSize(0));
    }

    @Test
    void aRecomputationNamesWhatALaterRetroactiveRuleChanges() {
        Setting setting = Setting.fresh();
        String type = publishHours(setting);
        setting.post("/evidence", hours(setting, 90, "2024-03-01"), "2024-03-02");
        String determination = setting.board()
                .body(Map.of("licenseType", type, "asOf", "2024-03-05"))
                .post("/people/{id}/determinations", setting.person())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        publish(setting, HOURS.formatted(type, "2", "2024-01-01", "2024-01-01", "80"));

        setting.board()
                .get("/people/{id}/determinations/{determination}/recomputation", setting.person(), determination)
                .then()
                .statusCode(200)
                .body("same", equalTo(false))
                .body("differences", hasItem("/outcome"))
                .body("differences", hasItem("/rules/version"));
    }

    @Test
    void onlyTheAuthorityWaives() {
        Setting setting = Setting.fresh();
        String type = publishHours(setting);
        Map<String, Object> waiver = Map.of(
                "person", setting.person(),
                "kind", "decision",
                "occurredOn", "2024-03-01",
                "act", "waive",
                "result", "granted",
                "requirement", "hours");
        Setting.as(setting.provider(), Role.PROGRAM_SUBMITTER)
                .body(waiver)
                .post("/evidence")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/act"));
        ask(setting, type, Map.of("asOf", "2024-03-05")).body("requirements[0].status", equalTo("unmet"));

        String id = Setting.as(setting.authority(), Role.BOARD_DECIDER)
                .body(waiver)
                .post("/evidence")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        ask(setting, type, Map.of("asOf", "2024-03-05"))
                .body("outcome", equalTo("ready"))
                .body("requirements[0].status", equalTo("waived"))
                .body("requirements[0].evidenceUsed.id", hasItem(id));
    }

    /** It may read her record, since she is employed there, and decides what it will: here it changes nothing. */
    @Test
    void whatAnAuthorityOfAnotherJurisdictionDecidesDoesNotCount() {
        Setting setting = Setting.fresh();
        String type = publishHours(setting);
        UUID counted = setting.post("/evidence", hours(setting, 100, "2024-03-01"), "2024-03-01");
        UUID elsewhere = Registry.organization("licensing-authority", "US-YY");
        UUID neighbor = Registry.organization("licensing-authority", "US-ZZ");
        Registry.employ(Registry.organization("employer", "US-YY"), setting.person());
        String dates = "2024-03-05";
        decide(elsewhere, decision(setting, "void", counted));
        decide(elsewhere, decision(setting, "hold", counted));
        ask(setting, type, Map.of("asOf", dates))
                .body("requirements[0].status", equalTo("met"))
                .body("inputs", hasSize(3));
        setting.retract(counted, false, "2024-03-03");
        ObjectNode waiver =
                setting.evidence("decision", "2024-03-02", "act", "waive", "result", "granted", "requirement", "hours");
        decide(elsewhere, waiver);
        ask(setting, type, Map.of("asOf", dates)).body("requirements[0].status", equalTo("unmet"));
        decide(neighbor, waiver);
        ask(setting, type, Map.of("asOf", dates)).body("requirements[0].status", equalTo("waived"));
    }

    /** A program may determine what was shown; what the authority holds, the authority releases. */
    @Test
    void onlyTheAuthorityEndsAHold() {
        Setting setting = Setting.fresh();
        String type = publishHours(setting);
        UUID counted = setting.post("/evidence", hours(setting, 100, "2024-03-01"), "2024-03-01");
        UUID hold = setting.decided(decision(setting, "hold", counted), "2024-03-02");
        setting.post("/evidence", decision(setting, "determine", hold), "2024-03-03");
        ask(setting, type, Map.of("asOf", "2024-03-05")).body("requirements[0].status", equalTo("disputed"));

        Setting.as(setting.provider(), Role.PROGRAM_SUBMITTER)
                .body(decision(setting, "release", hold).toString())
                .post("/evidence")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/act"));
        setting.decided(decision(setting, "release", hold), "2024-03-04");
        ask(setting, type, Map.of("asOf", "2024-03-05")).body("requirements[0].status", equalTo("met"));

        setting.decided(decision(setting, "void", counted), "2024-03-05");
        setting.post("/evidence", decision(setting, "determine", counted), "2024-03-05");
        ask(setting, type, Map.of("asOf", "2024-03-05")).body("requirements[0].status", equalTo("revoked"));
    }

    private static ObjectNode decision(Setting setting, String act, UUID on) {
        return setting.evidence(
                "decision",
                "2024-03-02",
                "act",
                act,
                "result",
                "so ordered",
                "attributes",
                Map.of("on", on.toString()));
    }

    private static void decide(UUID authority, ObjectNode decision) {
        Setting.as(authority, Role.BOARD_DECIDER)
                .body(decision.toString())
                .post("/evidence")
                .then()
                .statusCode(201);
    }

    @Test
    void whoHasNothingToDoWithThePersonLearnsNothing() {
        Setting setting = Setting.fresh();
        String type = publishHours(setting);
        UUID stranger = UUID.randomUUID();
        String foreign = answerTo(stranger, type, setting.person().toString());
        String unknown = answerTo(stranger, type, UUID.randomUUID().toString());
        String malformed = answerTo(stranger, type, "nobody");

        assertEquals(foreign, unknown);
        assertEquals(foreign, malformed);
        assertNotEquals("", foreign);
    }

    private static String answerTo(UUID organization, String type, String person) {
        return given().auth()
                .oauth2(Tokens.of(organization, Role.BOARD_ANALYST))
                .header("Correlation-Id", "same")
                .queryParam("licenseType", type)
                .get("/people/{id}/readiness", person)
                .then()
                .statusCode(404)
                .extract()
                .asString()
                .replace(person, "ID");
    }

    @Test
    void questionsThatCannotBeAnsweredSayWhy() {
        Setting setting = Setting.fresh();
        String type = publishHours(setting);
        ask(setting, "no-such-license", Map.of())
                .statusCode(422)
                .body("errors[0].pointer", equalTo("#query/licenseType"));
        ask(setting, type, Map.of("asOf", "2019-01-01"))
                .statusCode(422)
                .body("errors[0].detail", containsString("in force"));
        ask(setting, type, Map.of("asOf", "yesterday", "evidenceKnownAsOf", "2024-02-31", "later", "1"))
                .statusCode(400)
                .body("errors.pointer", hasItem("#query/asOf"))
                .body("errors.pointer", hasItem("#query/later"));
        ask(setting, type, Map.of("evidenceKnownAsOf", "2024-02-31"))
                .statusCode(400)
                .body("errors.pointer", hasItem("#query/evidenceKnownAsOf"));
    }

    @Test
    void aRuleSetWithMistakesGetsThemAllAndOneWithARedCaseIsNotPublished() {
        Setting setting = Setting.fresh();
        String id = "wrong-" + UUID.randomUUID();
        String wrong = HOURS.formatted(id, "1", "2020-13-01", "2020-01-01", "many")
                .replace("zone: America/New_York", "zone: Mars");
        setting.publish(wrong.getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/enacted"))
                .body("errors.pointer", hasItem("/zone"))
                .body("errors.detail", hasItem(containsString("Line 7:")));

        String red = HOURS.formatted(id, "1", "2020-01-01", "2020-01-01", "100") + """
                cases:
                  - name: nothing is enough
                    evidence: []
                    questions:
                      - asOf: 2024-01-01
                        outcome: ready
                """;
        setting.publish(red.getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(422)
                .body("errors[0].detail", containsString("outcome is not_ready, not ready"));
        given().auth()
                .oauth2(Tokens.of(setting.authority(), Role.RULE_AUTHOR))
                .contentType("application/yaml")
                .body(red.getBytes(StandardCharsets.UTF_8))
                .post("/rule-sets/check")
                .then()
                .statusCode(200)
                .body("publishable", equalTo(false))
                .body("red", hasSize(1));
        given().auth()
                .oauth2(Tokens.of(setting.authority(), Role.RULE_AUTHOR))
                .get("/rule-sets/{id}/versions/1", id)
                .then()
                .statusCode(404);
    }

    @Test
    void aPublishedVersionStaysAndIsReadBackAsItWasWritten() {
        Setting setting = Setting.fresh();
        String id = "kept-" + UUID.randomUUID();
        String document = HOURS.formatted(id, "1", "2020-01-01", "2020-01-01", "100");
        publish(setting, document);
        String other = HOURS.formatted(id, "1", "2020-01-01", "2020-01-01", "90");
        setting.publish(other.getBytes(StandardCharsets.UTF_8)).then().statusCode(409);

        String read = setting.board()
                .get("/rule-sets/{id}/versions/1/document", id)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertEquals(document, read);
        setting.board()
                .get("/license-types")
                .then()
                .statusCode(200)
                .body("licenseTypes", hasItem(id))
                .body("licenseTypes", not(hasItem(nullValue())));
        assertEquals(
                List.of(id),
                setting.board().get("/rule-sets/{id}/versions/1", id).path("licenseTypes"));
    }
}
