package org.continuum.license;

import static io.restassured.RestAssured.given;
import static org.continuum.people.Registry.as;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.continuum.people.Registry;

/**
 * A licensing authority with a rule of its own, a university of its state and a candidate enrolled there. The rule asks for
 * a background check, for two observations, and for a test that may be passed later.
 */
public record Board(UUID authority, UUID university, UUID person, String licenseType) {
    private static final String RULES = """
            id: %1$s
            version: "1"
            title: Initial license of a made-up state
            authority: Board of a made-up state
            standing: synthetic
            licenseTypes: [%1$s]
            enacted: 2020-01-01
            effective: {from: 2020-01-01}
            zone: America/New_York
            requirements:
              - id: R1
                title: Background check
                citation: {label: Rule 1, mark: synthetic}
                rule:
                  exists: {kind: clearance-check, where: {check: background, result: clear}}
              - id: R2
                title: Two observations
                citation: {label: Rule 2, mark: synthetic}
                rule:
                  count: {kind: observation, atLeast: 2}
              - id: R3
                title: Literacy test
                citation: {label: Rule 3, mark: synthetic}
                deferral: {until: 2028-06-30, consequence: the license lapses}
                rule:
                  exists: {kind: exam-result, where: {test: literacy}, must: {passed: true}}
            cases:
              - name: a check and two observations are enough for now
                evidence:
                  - {id: E1, kind: clearance-check, occurredOn: 2026-03-01, check: background, result: clear}
                  - {id: E2, kind: observation, occurredOn: 2026-03-02}
                  - {id: E3, kind: observation, occurredOn: 2026-03-03}
                questions:
                  - asOf: 2026-06-01
                    outcome: ready_with_conditions
                    requirements:
                      R1: {status: met, used: [E1]}
                      R2: {status: met, used: [E2, E3]}
                      R3: {status: deferred}
            """;

    /** The day of everything, so that no test waits for one to come. */
    public static final String NOON = "2026-06-30T16:00:00Z";

    public static Board open() {
        String jurisdiction = "US-MA";
        UUID authority = Registry.organization("licensing-authority", jurisdiction);
        UUID university = Registry.organization("preparation-provider", jurisdiction);
        String licenseType = "initial-" + UUID.randomUUID();
        given().auth()
                .oauth2(Tokens.of(authority, Role.RULE_AUTHOR))
                .contentType("application/yaml")
                .body(RULES.formatted(licenseType).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/rule-sets")
                .then()
                .statusCode(201);
        UUID person = Registry.person(university);
        Registry.enroll(university, Registry.program(university), person);
        return new Board(authority, university, person, licenseType);
    }

    /** The candidate meets all that cannot wait. */
    public Board withEvidence() {
        post(university, Role.PROGRAM_SUBMITTER, check());
        post(university, Role.PROGRAM_SUBMITTER, observation("2026-03-02"));
        post(university, Role.PROGRAM_SUBMITTER, observation("2026-03-03"));
        return this;
    }

    public Map<String, Object> check() {
        return evidence("clearance-check", "2026-03-01", Map.of("check", "background", "result", "clear"));
    }

    public Map<String, Object> observation(String day) {
        return evidence("observation", day, Map.of());
    }

    public Map<String, Object> evidence(String kind, String day, Map<String, Object> fields) {
        Map<String, Object> evidence = new HashMap<>(fields);
        evidence.put("person", person);
        evidence.put("kind", kind);
        evidence.put("occurredOn", day);
        return evidence;
    }

    public UUID post(UUID organization, String role, Map<String, Object> evidence) {
        return UUID.fromString(at(as(organization, role))
                .body(evidence)
                .post("/evidence")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    public UUID freeze() {
        return freeze("2026-06-30");
    }

    public UUID freeze(String asOf) {
        return UUID.fromString(at(as(authority, Role.BOARD_ANALYST))
                .body(Map.of("licenseType", licenseType, "asOf", asOf))
                .post("/people/" + person + "/determinations")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** By Dana Decider of the board. */
    public RequestSpecification decider() {
        return at(given().auth()
                .oauth2(Tokens.named(authority, "d-17", "Dana Decider", Role.BOARD_DECIDER))
                .contentType("application/json"));
    }

    public ValidatableResponse decide(Map<String, Object> decision) {
        return decider()
                .body(decision)
                .post("/people/" + person + "/licensing-decisions")
                .then();
    }

    /** The id of the license that was granted for five years from the first of July. */
    public UUID grant() {
        String decision = decide(Map.of(
                        "determination", freeze(), "act", "grant", "licenseStartsOn", "2026-07-01", "term", "P5Y"))
                .statusCode(201)
                .extract()
                .header("Location");
        return UUID.fromString(
                decider().get(decision).then().statusCode(200).extract().path("license"));
    }

    public static RequestSpecification at(RequestSpecification request) {
        return request.header("Sandbox-Time", NOON);
    }
}
