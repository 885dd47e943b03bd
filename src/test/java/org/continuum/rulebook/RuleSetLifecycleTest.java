package org.continuum.rulebook;

import static io.restassured.RestAssured.given;
import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.continuum.http.Limits;
import org.continuum.readiness.Setting;
import org.junit.jupiter.api.Test;

/** A rule set's way: drafted, checked, published by one organization alone, superseded or withdrawn, added to locally. */
@QuarkusTest
class RuleSetLifecycleTest {
    private static final String YAML = "application/yaml";
    private static final String RULES = """
            id: %1$s
            version: "%2$s"
            title: Hours
            authority: A test
            standing: synthetic
            licenseTypes: [%1$s]
            enacted: %3$s
            effective: {from: %4$s}
            zone: America/New_York
            given:
              floor: {value: %5$s, local: raise, citation: {label: "Sec. 1(a)", mark: synthetic}}
            requirements:
              - id: hours
                title: Enough hours
                citation: {label: "Sec. 1", mark: synthetic}
                rule:
                  sum: {kind: clinical-experience, of: hours, atLeast: {given: floor}}
            """;
    private static final String LAYER = """
            id: local-%1$s
            version: "%2$s"
            title: Hours, as the North program asks them
            authority: North program
            standing: synthetic
            extends: {ruleSet: %1$s}
            enacted: 2020-01-01
            effective: {from: 2020-01-01}
            given:
              floor: {value: %3$s, citation: {label: Handbook 7, mark: synthetic}}
            requirements:
              - id: portfolio
                title: A portfolio
                citation: {label: Handbook 8, mark: synthetic}
                rule: {exists: {kind: artifact}}
            """;

    private static String id() {
        return "way-" + UUID.randomUUID();
    }

    private static byte[] rules(String id, String version, String enacted, String from, int hours) {
        return RULES.formatted(id, version, enacted, from, hours).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] rules(String id, String version, int hours) {
        return rules(id, version, "2020-01-01", "2020-01-01", hours);
    }

    private static RequestSpecification author(UUID organization) {
        return given().auth().oauth2(Tokens.of(organization, Role.RULE_AUTHOR));
    }

    private static Response publish(UUID organization, byte[] document) {
        return author(organization).contentType(YAML).body(document).post("/rule-sets");
    }

    private static Response withdraw(UUID organization, String id, String version, String enacted, String from) {
        return author(organization)
                .contentType("application/json")
                .body(Map.of("reason", "enacted in error", "enacted", enacted, "effectiveFrom", from))
                .post("/rule-sets/{id}/versions/{version}/withdrawal", id, version);
    }

    @Test
    void whatIsLargerThanAnyReaderWouldTakeIsNotEvenReceived() {
        byte[] large = new byte[Limits.BODY_BYTES + 1];
        Arrays.fill(large, (byte) ' ');
        UUID organization = UUID.randomUUID();
        String draft = "/rule-set-drafts/" + draft(organization, "id: x".getBytes(StandardCharsets.UTF_8));
        Supplier<RequestSpecification> sent =
                () -> author(organization).contentType(YAML).body(large);
        List.of(
                        sent.get().post("/rule-sets"),
                        sent.get().post("/rule-sets/check"),
                        sent.get().contentType("Application/YAML;charset=utf-8").post("/rule-sets/check"),
                        sent.get().post("/rule-set-drafts"),
                        sent.get().header("If-Match", "*").put(draft))
                .forEach(answer -> answer.then()
                        .statusCode(413)
                        .body("detail", startsWith("A request body may have up to 256 KiB")));
    }

    private static String draft(UUID organization, byte[] document) {
        return author(organization)
                .contentType(YAML)
                .body(document)
                .post("/rule-set-drafts")
                .then()
                .statusCode(201)
                .header("Location", containsString("/rule-set-drafts/"))
                .extract()
                .path("id");
    }

    private static String state(String id, String version, String asOf) {
        return author(UUID.randomUUID())
                .queryParam("asOf", asOf)
                .get("/rule-sets/{id}/versions/{version}", id, version)
                .then()
                .statusCode(200)
                .extract()
                .path("state");
    }

    @Test
    void aDraftIsKeptMistakesAndAllUntilItIsPublished() {
        UUID board = UUID.randomUUID();
        String id = id();
        String text = new String(rules(id, "1", 100), StandardCharsets.UTF_8);
        byte[] wrong = ("# überall\r\n" + text.replace("zone: America/New_York", "zone: Mars") + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
        String draft = draft(board, wrong);

        Response read = author(board).get("/rule-set-drafts/{id}", draft);
        assertEquals(200, read.statusCode());
        org.junit.jupiter.api.Assertions.assertArrayEquals(wrong, read.asByteArray());
        assertEquals("\"1\"", read.header("ETag"));
        author(board)
                .get("/rule-set-drafts/{id}/check", draft)
                .then()
                .statusCode(200)
                .body("stage", equalTo("draft"))
                .body("publishable", equalTo(false))
                .body("mistakes", hasSize(1))
                .body("mistakes[0].pointer", equalTo("/zone"))
                .body("mistakes[0].detail", containsString("Line 10:"));
        author(board)
                .header("If-Match", "\"1\"")
                .post("/rule-set-drafts/{id}/publication", draft)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/zone"));

        String red = text + """
                cases:
                  - {name: nothing is enough, evidence: [], questions: [{asOf: 2024-01-01, outcome: ready}]}
                """;
        change(board, draft, "\"1\"", red).then().statusCode(204).header("ETag", "\"2\"");
        change(board, draft, "\"1\"", text).then().statusCode(412);
        change(board, draft, null, text).then().statusCode(428);
        author(board)
                .get("/rule-set-drafts/{id}/check", draft)
                .then()
                .body("stage", equalTo("validated"))
                .body("red", hasSize(1));
        author(board)
                .header("If-Match", "\"2\"")
                .post("/rule-set-drafts/{id}/publication", draft)
                .then()
                .statusCode(422);

        change(board, draft, "\"2\"", text).then().statusCode(204);
        author(board)
                .get("/rule-set-drafts/{id}/check", draft)
                .then()
                .body("stage", equalTo("self_tested"))
                .body("publishable", equalTo(true));
        author(board)
                .get("/rule-set-drafts")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].ruleSet", equalTo(id));
        for (int again = 0; again < 2; again++) {
            author(board)
                    .header("If-Match", "\"3\"")
                    .header("Idempotency-Key", "publish-" + draft)
                    .post("/rule-set-drafts/{id}/publication", draft)
                    .then()
                    .statusCode(201)
                    .header("Location", containsString("/rule-sets/" + id + "/versions/1"));
        }
        author(board).get("/rule-set-drafts/{id}", draft).then().statusCode(404);
        assertEquals(
                text,
                author(board)
                        .get("/rule-sets/{id}/versions/1/document", id)
                        .then()
                        .extract()
                        .asString());
    }

    private static Response change(UUID organization, String draft, String ifMatch, String text) {
        RequestSpecification request =
                author(organization).contentType(YAML).body(text.getBytes(StandardCharsets.UTF_8));
        return (ifMatch == null ? request : request.header("If-Match", ifMatch)).put("/rule-set-drafts/{id}", draft);
    }

    @Test
    void aDraftIsForTheRuleAuthorsOfItsOrganizationOnly() {
        UUID board = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        String draft = draft(board, "still: thinking".getBytes(StandardCharsets.UTF_8));

        author(other).get("/rule-set-drafts/{id}", draft).then().statusCode(404);
        author(other).get("/rule-set-drafts/{id}/check", draft).then().statusCode(404);
        author(other).get("/rule-set-drafts").then().body("items", hasSize(0));
        change(other, draft, "\"1\"", "mine: now").then().statusCode(404);
        author(other)
                .header("If-Match", "\"1\"")
                .delete("/rule-set-drafts/{id}", draft)
                .then()
                .statusCode(404);
        Setting.as(board, Role.BOARD_ANALYST)
                .get("/rule-set-drafts/{id}", draft)
                .then()
                .statusCode(403);

        assertTrue(seen(board, draft), "its own organization follows it");
        assertFalse(seen(other, draft), "nobody else learns that it is there");

        author(board).delete("/rule-set-drafts/{id}", draft).then().statusCode(428);
        author(board)
                .header("If-Match", "\"1\"")
                .delete("/rule-set-drafts/{id}", draft)
                .then()
                .statusCode(204);
        author(board).get("/rule-set-drafts/{id}", draft).then().statusCode(404);
    }

    /** Whether the feed tells of it. What is published afterwards shows that the feed has come so far. */
    private static boolean seen(UUID organization, String subject) {
        String marker =
                publish(organization, rules(id(), "1", 1)).then().extract().path("id");
        List<String> told = new java.util.ArrayList<>();
        long[] after = {0};
        await().until(() -> {
            Response events = Setting.as(organization, Role.BOARD_ANALYST)
                    .queryParam("after", after[0])
                    .queryParam("limit", 200)
                    .get("/events");
            told.addAll(events.jsonPath().getList("items.subject", String.class));
            after[0] = events.jsonPath().getLong("next");
            return told.contains(marker);
        });
        return told.contains(subject);
    }

    @Test
    void onlyWhoPublishedARuleSetPublishesItsNextVersionOrAnotherAboutItsLicenseType() {
        UUID board = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        String id = id();
        publish(board, rules(id, "1", 100)).then().statusCode(201);

        publish(other, rules(id, "2", 1))
                .then()
                .statusCode(409)
                .body("errors.pointer", equalTo(List.of("/id", "/licenseTypes/0")));
        String about = new String(rules(id, "1", 1), StandardCharsets.UTF_8).replace("id: " + id, "id: x" + id);
        publish(other, about.getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(409)
                .body("errors.pointer", equalTo(List.of("/licenseTypes/0")));
        withdraw(other, id, "1", "2024-01-01", "2024-01-01").then().statusCode(404);
        publish(board, rules(id, "2", 120)).then().statusCode(201);
    }

    @Test
    void aWithdrawnVersionIsNotTheLawFromItsDayOnUnlessTheQuestionDoesNotKnowIt() {
        Setting setting = Setting.fresh();
        UUID board = setting.authority();
        String id = id();
        publish(board, rules(id, "1", "2020-01-01", "2020-01-01", 100)).then().statusCode(201);
        publish(board, rules(id, "2", "2024-01-01", "2024-01-01", 50)).then().statusCode(201);
        setting.post("/evidence", hours(setting, 60), "2024-02-01");
        String frozen = setting.board()
                .body(Map.of("licenseType", id, "asOf", "2024-03-01", "rulesKnownAsOf", "2024-03-01"))
                .post("/people/{id}/determinations", setting.person())
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        withdraw(board, id, "2", "2023-12-31", "2019-01-01")
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/enacted", "/effectiveFrom")));
        withdraw(board, id, "2", "2024-06-01", "2024-02-01").then().statusCode(201);
        withdraw(board, id, "2", "2024-06-01", "2024-02-01").then().statusCode(409);

        ask(setting, id, Map.of("asOf", "2024-03-01"))
                .body("outcome", equalTo("not_ready"))
                .body("rules.version", equalTo("1"))
                .body(
                        "rules.why",
                        containsString("version 2 of " + id
                                + " was withdrawn on 2024-06-01 for the days from 2024-02-01 (enacted in error)"));
        ask(setting, id, Map.of("asOf", "2024-03-01", "rulesKnownAsOf", "2024-05-31"))
                .body("outcome", equalTo("ready"))
                .body("rules.version", equalTo("2"))
                .body("rules.why", not(containsString("withdrawn")));
        ask(setting, id, Map.of("asOf", "2024-01-31")).body("rules.version", equalTo("2"));
        setting.board()
                .get("/people/{id}/determinations/{frozen}/recomputation", setting.person(), frozen)
                .then()
                .body("same", equalTo(true));

        assertEquals("superseded", state(id, "1", "2024-01-31"));
        assertEquals("published", state(id, "1", "2024-02-01"));
        assertEquals("published", state(id, "2", "2024-01-31"));
        assertEquals("withdrawn", state(id, "2", "2024-02-01"));
        assertEquals("published", state(id, "1", "2023-12-31"));
        author(board)
                .get("/rule-sets/{id}/versions/2", id)
                .then()
                .body("state", equalTo("withdrawn"))
                .body("withdrawal.reason", equalTo("enacted in error"));
    }

    @Test
    void whereAllIsWithdrawnTheQuestionIsRefusedWithTheReason() {
        Setting setting = Setting.fresh();
        String id = id();
        publish(setting.authority(), rules(id, "1", 100)).then().statusCode(201);
        withdraw(setting.authority(), id, "1", "2024-06-01", "2020-01-01")
                .then()
                .statusCode(201);
        ask(setting, id, Map.of("asOf", "2024-03-01"))
                .statusCode(422)
                .body("errors[0].detail", containsString("withdrawn on 2024-06-01"));
    }

    @Test
    void aLayerAnswersUnderItsOwnNameAndChangesNobodyElsesAnswer() {
        Setting setting = Setting.fresh();
        UUID program = setting.provider();
        String id = id();
        publish(setting.authority(), rules(id, "1", 50)).then().statusCode(201);
        layer(program, id, "1", 40)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/given/floor/value"))
                .body("errors[0].detail", containsString("loosens the floor's 50"));
        layer(program, id, "1", 80).then().statusCode(201);
        setting.post("/evidence", hours(setting, 60), "2024-02-01");

        ask(setting, id, Map.of("asOf", "2024-03-01"))
                .body("outcome", equalTo("ready"))
                .body("requirements", hasSize(1))
                .body("rules.floor", nullValue());
        Map<String, String> layered = Map.of("asOf", "2024-03-01", "layer", "local-" + id);
        ask(setting, id, layered)
                .body("outcome", equalTo("not_ready"))
                .body("requirements.ruleSet", equalTo(List.of(id, "local-" + id)))
                .body("requirements[0].shortfalls[0].amount", equalTo("20"))
                .body("rules.ruleSet", equalTo("local-" + id))
                .body("rules.floor.ruleSet", equalTo(id))
                .body("rules.floor.digest", notNullValue())
                .body("rules.why", containsString("it lies on version 1 of " + id))
                .body("rules.parameters[0].value", equalTo("80"))
                .body("rules.parameters[0].floorValue", equalTo("50"))
                .body("rules.parameters[0].ruleSet", equalTo("local-" + id))
                .body("rules.parameters[0].citation.label", equalTo("Handbook 7"))
                .body("rules.parameters[0].requirements", equalTo(List.of("hours")));
        ask(setting, id, Map.of("layer", "local-unheard-of"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("#query/layer"));
        assertTrue(setting.board()
                .accept("text/plain")
                .queryParam("licenseType", id)
                .queryParam("layer", "local-" + id)
                .get("/people/{id}/readiness", setting.person())
                .asString()
                .replaceAll("\\s+", " ")
                .contains("floor is 80 by local-" + id + " [Handbook 7]; 50 by " + id));

        String frozen = setting.board()
                .body(new HashMap<>(Map.of("licenseType", id, "layer", "local-" + id, "asOf", "2024-03-01")))
                .post("/people/{id}/determinations", setting.person())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        // the state raises its floor above the layer's number for later days: then the state's counts
        publish(setting.authority(), rules(id, "2", "2099-01-01", "2024-06-01", 90))
                .then()
                .statusCode(201);
        ask(setting, id, Map.of("asOf", "2024-07-01", "layer", "local-" + id, "rulesKnownAsOf", "2099-01-01"))
                .body("rules.floor.version", equalTo("2"))
                .body("rules.parameters[0].value", equalTo("90"))
                .body("rules.parameters[0].ruleSet", equalTo(id));
        setting.board()
                .get("/people/{id}/determinations/{frozen}/recomputation", setting.person(), frozen)
                .then()
                .body("same", equalTo(true));
        author(program)
                .get("/rule-sets/{id}/versions/1", "local-" + id)
                .then()
                .body("layerOn.ruleSet", equalTo(id))
                .body("layerOn.testedOn", equalTo("1"));
    }

    @Test
    void whatAVersionChangesIsSaidInWords() {
        UUID board = UUID.randomUUID();
        String id = id();
        publish(board, rules(id, "1", 100)).then().statusCode(201);
        publish(board, rules(id, "2", "2021-01-01", "2020-01-01", 120)).then().statusCode(201);
        author(board)
                .queryParam("since", "1")
                .get("/rule-sets/{id}/versions/2/changes", id)
                .then()
                .statusCode(200)
                .body("changes", hasSize(2))
                .body("changes[0].words", equalTo("The rule set, made law: 2021-01-01 instead of 2020-01-01."))
                .body("changes[1].words", equalTo("Given value floor: 120 instead of 100."))
                .body("changes[1].after", equalTo("/given/floor/value"));
        author(board)
                .accept("text/plain")
                .queryParam("since", "1")
                .get("/rule-sets/{id}/versions/2/changes", id)
                .then()
                .statusCode(200)
                .body(containsString("- Given value floor: 120 instead of 100."));
        author(board).get("/rule-sets/{id}/versions/2/changes", id).then().body("since", equalTo("1"));
        author(board)
                .get("/rule-sets/{id}/versions/1/changes", id)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("#query/since"));
        author(board)
                .queryParam("since", "9")
                .get("/rule-sets/{id}/versions/2/changes", id)
                .then()
                .statusCode(404);
    }

    private static Response layer(UUID organization, String id, String version, int hours) {
        return publish(organization, LAYER.formatted(id, version, hours).getBytes(StandardCharsets.UTF_8));
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode hours(Setting setting, int hours) {
        return new com.fasterxml.jackson.databind.ObjectMapper()
                .createObjectNode()
                .put("person", setting.person().toString())
                .put("kind", "clinical-experience")
                .put("occurredOn", "2024-01-15")
                .put("hours", hours);
    }

    private static ValidatableResponse ask(Setting setting, String licenseType, Map<String, String> parameters) {
        return setting.board()
                .queryParam("licenseType", licenseType)
                .queryParams(parameters)
                .get("/people/{id}/readiness", setting.person())
                .then();
    }
}
