package org.continuum.license;

import static org.continuum.people.Registry.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.readiness.Setting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A license that the service itself issued counts for a later stage, with the route by which it was earned. */
@QuarkusTest
class LicenseAsFactTest {
    private static final String PREPARATION = """
            - id: preparation
              title: Preparation
              citation: {label: Sec. 1, mark: synthetic}
              rule:
                anyOf:
                  - id: university
                    title: a degree
                    exists: {kind: qualification, where: {level: bachelor}}
                  - id: residency
                    title: a residency
                    exists: {kind: clinical-experience, where: {setting: residency}}
            """;

    private Setting setting;

    @BeforeEach
    void open() {
        setting = Setting.fresh();
    }

    private String laterStage(String initial) {
        return setting.publishRules("""
                - id: issued
                  title: The earlier license was issued
                  citation: {label: Sec. 2, mark: synthetic}
                  rule:
                    exists: {kind: license-record, where: {license: %1$s, event: issued}}
                - id: held
                  title: The earlier license has not ended
                  citation: {label: Sec. 3, mark: synthetic}
                  rule:
                    latest: {kind: license-record, where: {license: %1$s}, must: {event: [issued, renewed]}}
                - id: by-residency
                  title: It was earned by a residency
                  citation: {label: Sec. 4, mark: synthetic}
                  rule:
                    exists: {kind: license-record, where: {license: %1$s}, must: {routes/preparation: residency}}
                """.formatted(initial));
    }

    /** The license granted for a year from the first of July 2024; decided on the last of June, at noon in New York. */
    private String grant(String initial) {
        UUID determination = UUID.fromString(setting.board()
                .header("Sandbox-Time", "2024-06-30T16:00:00Z")
                .body(Map.of("licenseType", initial))
                .post("/people/{id}/determinations", setting.person())
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        String decision = as(setting.authority(), Role.BOARD_DECIDER)
                .header("Sandbox-Time", "2024-06-30T16:00:00Z")
                .body(Map.of(
                        "determination", determination, "act", "grant", "licenseStartsOn", "2024-07-01", "term", "P1Y"))
                .post("/people/{id}/licensing-decisions", setting.person())
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        return as(setting.authority(), Role.BOARD_DECIDER).get(decision).path("license");
    }

    private ValidatableResponse ask(String type, String... dates) {
        return setting.ask(type, dates);
    }

    @Test
    void itCountsFromTheDayOfIssueAsFarAsItWasKnown() {
        String initial = setting.publishRules(PREPARATION);
        String later = laterStage(initial);
        setting.post(
                "/evidence",
                setting.evidence("clinical-experience", "2024-05-01", "hours", 600, "setting", "residency"),
                "2024-05-02");
        String license = grant(initial);

        ask(later, "asOf", "2024-06-30")
                .body("outcome", equalTo("ready"))
                .body("requirements[0].evidenceUsed[0].id", equalTo(license))
                .body("requirements[0].evidenceUsed[0].license", equalTo(license))
                .body("requirements[0].evidenceUsed[0].kind", equalTo("license-record"))
                .body("requirements[0].evidenceUsed[0].occurredOn", equalTo("2024-06-30"))
                .body("requirements[0].evidenceUsed[0].digest", matchesPattern("[0-9a-f]{64}"))
                .body("inputs.id", hasItem(license));
        ask(later, "asOf", "2024-06-29").body("requirements[0].status", equalTo("unmet"));
        ask(later, "asOf", "2024-06-30", "evidenceKnownAsOf", "2024-06-30T15:59:59Z")
                .body("requirements.status", contains("unmet", "unmet", "unmet"))
                .body("inputs", hasSize(1));
    }

    @Test
    void itHasEndedTheDayAfterItsLastAndWasIssuedAllTheSame() {
        String initial = setting.publishRules(PREPARATION);
        String later = laterStage(initial);
        setting.post("/evidence", setting.evidence("qualification", "2024-05-01", "level", "bachelor"), "2024-05-02");
        String license = grant(initial);

        ask(later, "asOf", "2025-06-30").body("requirements.status", contains("met", "met", "unmet"));
        ask(later, "asOf", "2025-07-01")
                .body("requirements.status", contains("met", "unmet", "unmet"))
                .body("requirements[1].evidenceUsed[0].license", equalTo(license))
                .body("requirements[1].evidenceUsed[0].occurredOn", equalTo("2025-07-01"));
    }

    /** Both ways stand open today; what counts is by which the license was earned then. */
    @Test
    void theRouteIsRememberedAsItWasWhenTheLicenseWasEarned() {
        String initial = setting.publishRules(PREPARATION);
        String later = laterStage(initial);
        setting.post(
                "/evidence",
                setting.evidence("clinical-experience", "2024-05-01", "hours", 600, "setting", "residency"),
                "2024-05-02");
        ask(initial, "asOf", "2024-06-30").body("requirements[0].route", equalTo("residency"));
        grant(initial);
        setting.post("/evidence", setting.evidence("qualification", "2024-07-01", "level", "bachelor"), "2024-07-02");

        ask(initial, "asOf", "2024-08-01").body("requirements[0].route", equalTo("university"));
        ask(later, "asOf", "2024-08-01").body("requirements[2].status", equalTo("met"));
    }

    @Test
    void aRequirementWithoutNamedOptionsHasNoRoute() {
        String type = setting.publishRules("""
                - id: R
                  title: A degree
                  citation: {label: Sec. 1, mark: synthetic}
                  rule:
                    exists: {kind: qualification}
                """);
        setting.post("/evidence", setting.evidence("qualification", "2024-05-01", "level", "bachelor"), "2024-05-02");
        ask(type, "asOf", "2024-06-01").body("requirements[0].route", nullValue());
    }

    /** The person holds a license when a record of its grounds is voided: a case is opened, and nothing else happens. */
    @Test
    void aVoidedInputOpensACaseAndLeavesTheLicenseAsItIs() {
        Board board = Board.open();
        board.post(board.university(), Role.PROGRAM_SUBMITTER, board.check());
        UUID observation = board.post(board.university(), Role.PROGRAM_SUBMITTER, board.observation("2026-03-02"));
        board.post(board.university(), Role.PROGRAM_SUBMITTER, board.observation("2026-03-03"));
        UUID license = board.grant();
        String address = "/people/" + board.person() + "/licenses/" + license + "?asOf=2026-08-01";
        String before =
                board.decider().get(address).then().statusCode(200).extract().asString();
        String determination = board.decider().get(address).path("determination");

        as(board.university(), Role.PROGRAM_SUBMITTER)
                .header("Sandbox-Time", "2026-07-20T16:00:00Z")
                .body(Map.of("reason", "another candidate's", "issuerWithdrew", true))
                .post("/people/" + board.person() + "/evidence/" + observation + "/retraction")
                .then()
                .statusCode(201);

        as(board.authority(), Role.BOARD_ANALYST)
                .get("/people/" + board.person() + "/determinations/" + determination + "/reviews")
                .then()
                .statusCode(200)
                .body("items.state", contains("open"))
                .body("items.evidence", equalTo(List.of(observation.toString())));
        board.decider()
                .get(address)
                .then()
                .statusCode(200)
                .body("status", equalTo("active"))
                .body(equalTo(before));
    }
}
