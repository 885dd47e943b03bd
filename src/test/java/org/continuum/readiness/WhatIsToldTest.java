package org.continuum.readiness;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.herself;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an answer tells somebody of records that she may not read: that they are there, and no more. */
@QuarkusTest
class WhatIsToldTest {
    private static final String DAY = "2024-03-01";

    private static final String RULES = """
            - id: check
              title: A background check
              citation: {label: Sec. 1, mark: synthetic}
              rule: {exists: {kind: clearance-check, must: {result: clear}}}
            - id: test
              title: A literacy test
              citation: {label: Sec. 2, mark: synthetic}
              rule: {exists: {kind: exam-result, must: {score: {atLeast: 220}}}}
            - id: hours
              title: Hours in schools
              citation: {label: Sec. 3, mark: synthetic}
              remedy: Teach more
              rule: {sum: {kind: clinical-experience, of: hours, atLeast: {given: enough}}}
            - id: fitness
              title: Fit to teach
              citation: {label: Sec. 4, mark: synthetic}
              waivable: true
              rule: {exists: {kind: attestation}}
            """;

    private static final String ENOUGH =
            "given: {enough: {value: 100, local: raise, citation: {label: Sec. 3, mark: synthetic}}}\n";

    /** A rule that asks whether a score that its maker may not read is above a number of its maker's choice. */
    private static final String PROBE = """
            id: %s
            version: "1"
            title: What a stranger would like to know
            authority: Nobody
            standing: synthetic
            %s
            enacted: 2020-01-01
            effective: {from: 2020-01-01}
            %s
            requirements:
              - id: probe
                title: Tell me
                citation: {label: Rule 1, mark: synthetic}
                rule: {exists: {kind: exam-result, must: {score: {atLeast: 150}}}}
            """;

    private Setting setting;
    private String type;
    private UUID stranger;

    @BeforeEach
    void record() {
        setting = Setting.fresh();
        type = setting.publishRules(ENOUGH, RULES);
        setting.post(
                "/evidence",
                setting.evidence("clearance-check", DAY, "check", "background", "result", "hold", "openAlert", true),
                DAY);
        setting.post("/evidence", setting.evidence("exam-result", DAY, "test", "literacy", "score", 203), DAY);
        setting.post("/evidence", setting.evidence("clinical-experience", DAY, "hours", 61), DAY);
        setting.decided(
                setting.evidence(
                        "decision",
                        DAY,
                        "act",
                        "waive",
                        "result",
                        "excused",
                        "requirement",
                        "fitness",
                        "reasons",
                        "Informant B says so"),
                DAY);
        stranger = Registry.organization("employer", "US-TX");
        herself(setting.person())
                .body(Map.of("organization", stranger, "scopes", List.of("readiness"), "until", "2099-01-01T00:00:00Z"))
                .post("/people/" + setting.person() + "/consents")
                .then()
                .statusCode(201);
    }

    private static RequestSpecification submitter(UUID organization) {
        return Setting.as(organization, Role.PROGRAM_SUBMITTER);
    }

    private ValidatableResponse ask(UUID organization, String... more) {
        RequestSpecification question = submitter(organization).queryParam("licenseType", type);
        for (int i = 0; i < more.length; i += 2) {
            question = question.queryParam(more[i], more[i + 1]);
        }
        return question.get("/people/{id}/readiness", setting.person()).then().statusCode(200);
    }

    private String letter(UUID organization) {
        return submitter(organization)
                .accept("text/plain")
                .queryParam("licenseType", type)
                .get("/people/{id}/readiness", setting.person())
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replaceAll("\\s+", " ");
    }

    /** Without the times and days, in whose digits any number may be. */
    private static String words(String said) {
        return said.replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z)?", "");
    }

    @Test
    void whoMayNotReadTheRecordsLearnsTheirKindsAndDaysAndHowTheRequirementsStand() {
        ValidatableResponse answer = ask(stranger)
                .body("outcome", equalTo("not_ready"))
                .body("requirements.status", contains("disputed", "unmet", "insufficient", "waived"))
                .body("requirements.withheld", everyItem(equalTo(true)))
                .body("requirements[1].evidenceUsed[0].kind", equalTo("exam-result"))
                .body("requirements[1].evidenceUsed[0].occurredOn", equalTo(DAY))
                .body("requirements[2].shortfalls[0].of", notNullValue())
                .body("requirements[2].shortfalls[0].amount", nullValue())
                .body("requirements[2].remedies.action", contains("Teach more"))
                .body("requirements[3].evidenceUsed[0].kind", equalTo("decision"))
                .body("requirements[3].evidenceUsed[0].decision", nullValue())
                .body("requirements.evidenceUsed.flatten().digest", everyItem(nullValue()))
                .body("inputs.id.size()", equalTo(4))
                .body("inputs.digest", everyItem(nullValue()));
        for (String said : List.of(answer.extract().asString(), letter(stranger))) {
            assertThat(words(said)).doesNotContainPattern("\\b(203|61|39|hold|Informant|excused)\\b");
        }
        assertThat(letter(stranger)).contains("INSUFFICIENT", "exam-result of " + DAY, "may not read");
    }

    @Test
    void nothingIsKeptFromTheAuthorityFromHerselfAndFromWhoseRecordsTheyAre() {
        for (ValidatableResponse answer : List.of(
                setting.ask(type),
                herself(setting.person())
                        .queryParam("licenseType", type)
                        .get("/people/{id}/readiness", setting.person())
                        .then())) {
            answer.body("requirements.withheld", everyItem(nullValue()))
                    .body("requirements[2].shortfalls[0].amount", equalTo("39"))
                    .body("requirements[3].evidenceUsed[0].decision.reasons", equalTo("Informant B says so"))
                    .body("inputs.digest", everyItem(notNullValue()));
        }
        ask(setting.provider())
                .body("requirements.withheld", contains(null, null, null, true))
                .body("requirements[2].shortfalls[0].amount", equalTo("39"))
                .body("requirements[1].evidenceUsed[0].digest", notNullValue())
                .body("requirements[3].evidenceUsed[0].digest", nullValue())
                .body("requirements[3].evidenceUsed[0].decision", nullValue());
        assertThat(words(letter(setting.provider())))
                .containsPattern("\\b39\\b")
                .doesNotContain("Informant");
    }

    @Test
    void anAmountIsToldOnlyWhereNoRecordOfOthersIsInIt() {
        setting.decided(setting.evidence("clinical-experience", DAY, "hours", 17), DAY);
        ask(setting.provider())
                .body("requirements[2].status", equalTo("insufficient"))
                .body("requirements[2].shortfalls[0].amount", nullValue())
                .body("requirements[2].withheld", equalTo(true))
                .body("next.action", hasItem("Teach more"));
        assertThat(words(letter(setting.provider()))).doesNotContainPattern("\\b(78|22)\\b");
    }

    @Test
    void whatTheRulesTakeFromRecordsTellsNothingOfThemEither() {
        setting.post(
                "/evidence",
                setting.evidence("observation", DAY, "attributes", Map.of("begun", "2023-09-17", "area", "alchemy")),
                DAY);
        type = setting.publishRules("""
                anchor: begun
                given:
                  begun: {latest: {kind: observation}, field: begun}
                  areas: {values: {kind: observation}, field: area}
                """, """
                - id: each
                  title: Shown in each area
                  citation: {label: Sec. 1, mark: synthetic}
                  rule: {forEach: {given: areas, as: area, rule: {exists: {kind: artifact, where: {area: $area}}}}}
                """);
        for (ValidatableResponse all : List.of(setting.ask(type), ask(setting.provider()))) {
            all.body("rules.why", containsString("begun 2023-09-17 lies"))
                    .body("requirements[0].parts.label", contains("alchemy"));
        }
        ask(stranger)
                .body("rules.why", containsString("begun lies"))
                .body("requirements[0].parts.status", contains("unmet"))
                .body("requirements[0].parts.label", contains(""));
        assertThat(letter(stranger)).doesNotContain("alchemy", "2023-09-17");
    }

    @Test
    void anAnswerIsKeptOnlyByWhoeverSeesAllOfIt() {
        UUID determination = setting.freeze(type);
        UUID registrar = setting.provider(); // the role of a board does not make it one
        Setting.as(registrar, Role.BOARD_ANALYST)
                .body(Map.of("licenseType", type))
                .post("/people/{id}/determinations", setting.person())
                .then()
                .statusCode(403);
        for (String form : List.of("", "/recomputation", "/notice")) {
            Setting.as(registrar, Role.BOARD_ANALYST)
                    .get(setting.at(determination) + form)
                    .then()
                    .statusCode(404);
            setting.board().get(setting.at(determination) + form).then().statusCode(200);
            herself(setting.person())
                    .get(setting.at(determination) + form)
                    .then()
                    .statusCode(200);
        }
        String bundle = "/people/" + setting.person() + "/proof-bundle";
        assertThat(setting.board().get(bundle).asString()).contains(determination.toString());
        assertThat(Setting.as(registrar, Role.BOARD_ANALYST).get(bundle).asString())
                .doesNotContain(determination.toString());
    }

    @Test
    void rulesThatNoAuthorityHasMadeReadNoMoreThanWhoAsksByThem() {
        String own = "probe-" + UUID.randomUUID();
        publish(stranger, PROBE.formatted(own, "licenseTypes: [" + own + "]", "zone: America/New_York"));
        submitter(stranger)
                .queryParam("licenseType", own)
                .get("/people/{id}/readiness", setting.person())
                .then()
                .statusCode(200)
                .body("requirements[0].status", equalTo("unmet"))
                .body("requirements[0].evidenceUsed", equalTo(List.of()));
        submitter(setting.provider())
                .queryParam("licenseType", own)
                .get("/people/{id}/readiness", setting.person())
                .then()
                .statusCode(200)
                .body("requirements[0].status", equalTo("met"));
    }

    @Test
    void aLayerReadsNoMoreEitherAndWhatItLeavesAloneStandsAsItDoes() {
        String layer = "layer-" + UUID.randomUUID();
        publish(stranger, PROBE.formatted(layer, "extends: {ruleSet: " + type + "}", """
                given: {enough: {value: 120, citation: {label: Handbook 7, mark: synthetic}}}"""));
        ask(stranger, "layer", layer)
                .body("requirements.id", contains("check", "test", "hours", "fitness", "probe"))
                .body("requirements.status", contains("disputed", "unmet", "unmet", "waived", "unmet"));
        ask(setting.provider(), "layer", layer)
                .body("requirements.status", contains("disputed", "unmet", "insufficient", "waived", "met"))
                .body("requirements[2].shortfalls[0].amount", equalTo("59"));
    }

    private static void publish(UUID organization, String document) {
        given().auth()
                .oauth2(Tokens.of(organization, Role.RULE_AUTHOR))
                .contentType("application/yaml")
                .body(document.getBytes(StandardCharsets.UTF_8))
                .post("/rule-sets")
                .then()
                .statusCode(201);
    }
}
