package org.continuum.license;

import static io.restassured.RestAssured.given;
import static org.continuum.license.Board.at;
import static org.continuum.people.Registry.as;
import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.continuum.access.Role;
import org.continuum.access.Unwalled;
import org.continuum.contract.Tokens;
import org.continuum.launch.Superuser;
import org.continuum.people.Registry;
import org.continuum.trail.LogEntry;
import org.continuum.trail.Salt;
import org.continuum.vault.DevelopmentKeys;
import org.continuum.vault.PersonKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

@QuarkusTest
class LicensingTest {
    private Board board;

    @BeforeEach
    void open() {
        board = Board.open();
    }

    @Test
    void a_named_decider_grants_and_the_license_is_there() {
        board.withEvidence();
        UUID determination = board.freeze();
        String location = board.decide(Map.of(
                        "determination", determination, "act", "grant", "licenseStartsOn", "2026-07-01", "term", "P5Y"))
                .statusCode(201)
                .extract()
                .header("Location");
        String license = board.decider()
                .get(location)
                .then()
                .statusCode(200)
                .body("act", equalTo("grant"))
                .body("decider", equalTo("Dana Decider"))
                .body("authority", equalTo(board.authority().toString()))
                .body("determination", equalTo(determination.toString()))
                .body("outcome", equalTo("ready_with_conditions"))
                .body("override", equalTo(false))
                .body("decidedOn", equalTo("2026-06-30"))
                .extract()
                .path("license");
        license(license, "")
                .body("number", matchesPattern("2026-\\d{6}"))
                .body("licenseType", equalTo(board.licenseType()))
                .body("issuedOn", equalTo("2026-06-30"))
                .body("startsOn", equalTo("2026-07-01"))
                .body("expiresOn", equalTo("2031-06-30"))
                .body("zone", equalTo("America/New_York"));
    }

    @Test
    void what_may_be_met_later_becomes_a_condition_and_tells_nothing_of_the_record() {
        board.withEvidence();
        license(board.grant().toString(), "")
                .body("conditions", hasSize(1))
                .body("conditions[0].requirement", equalTo("R3"))
                .body("conditions[0].citation", equalTo("Rule 3"))
                .body("conditions[0].terms", equalTo("may be met until 2028-06-30; the license lapses"));
    }

    @Test
    void the_status_follows_from_the_day_asked_about() {
        board.withEvidence();
        String license = board.grant().toString();
        license(license, "?asOf=2026-06-30").body("status", equalTo("not-yet-active"));
        license(license, "?asOf=2026-07-01").body("status", equalTo("active"));
        license(license, "?asOf=2031-06-30").body("status", equalTo("active"));
        license(license, "?asOf=2031-07-01").body("status", equalTo("expired"));
        licenses("?asOf=2026-06-29").body("items", empty());
        licenses("?asOf=2031-07-01").body("items.status", contains("expired"));
    }

    @Test
    void a_license_expires_at_the_end_of_its_last_day_where_it_is_from() {
        board.withEvidence();
        String license = board.grant().toString();
        String path = "/people/" + board.person() + "/licenses/" + license;
        as(board.authority(), Role.BOARD_ANALYST)
                .header("Sandbox-Time", "2031-07-01T03:59:59Z")
                .get(path)
                .then()
                .body("asOf", equalTo("2031-06-30"))
                .body("status", equalTo("active"));
        as(board.authority(), Role.BOARD_ANALYST)
                .header("Sandbox-Time", "2031-07-01T04:00:00Z")
                .get(path)
                .then()
                .body("status", equalTo("expired"));
    }

    @Test
    void nobody_is_granted_a_license_against_the_outcome_unless_the_decider_answers_for_it() {
        UUID determination = board.freeze();
        Map<String, Object> grant = Map.of("determination", determination, "act", "grant", "term", "P1Y");
        board.decide(grant)
                .statusCode(422)
                .body("errors.pointer", contains("/determination"))
                .body("errors[0].detail", containsString("not_ready"));
        board.decide(with(grant, "override", true)).statusCode(422).body("errors.pointer", contains("/reasons"));
        licenses("").body("items", empty());
        board.decide(with(with(grant, "override", true), "reasons", List.of("Settlement of 2026-06-01.")))
                .statusCode(201);
        decisions()
                .body("items.override", contains(true))
                .body("items.outcome", contains("not_ready"))
                .body("items[0].reasons", contains("Settlement of 2026-06-01."));
        licenses("").body("items", hasSize(1));
    }

    @Test
    void nothing_is_overridden_where_nothing_stands_in_the_way() {
        board.withEvidence();
        board.decide(Map.of(
                        "determination",
                        board.freeze(),
                        "act",
                        "grant",
                        "term",
                        "P1Y",
                        "override",
                        true,
                        "reasons",
                        List.of("To be safe.")))
                .statusCode(422)
                .body("errors.pointer", contains("/override"));
    }

    @Test
    void a_denial_gives_its_reasons_and_issues_nothing() {
        Map<String, Object> denial = Map.of("determination", board.freeze(), "act", "deny");
        board.decide(denial).statusCode(422).body("errors.pointer", contains("/reasons"));
        board.decide(with(denial, "reasons", List.of("No background check is on record.")))
                .statusCode(201);
        decisions().body("items.act", contains("deny")).body("items[0].license", nullValue());
        licenses("").body("items", empty());
    }

    @Test
    void a_blank_reason_is_none() {
        board.decide(Map.of("determination", board.freeze(), "act", "deny", "reasons", List.of("Because.", " ")))
                .statusCode(422)
                .body("errors.pointer", contains("/reasons/1"));
    }

    @Test
    void a_wrong_decision_is_refused_with_every_reason_at_once() {
        board.decide(Map.of(
                        "determination", UUID.randomUUID(),
                        "act", "deny",
                        "override", false,
                        "licenseStartsOn", "2026-07-01",
                        "licenseEndsOn", "2026-06-01",
                        "term", "P5Y"))
                .statusCode(422)
                .body(
                        "errors.pointer",
                        contains(
                                "/determination",
                                "/reasons",
                                "/override",
                                "/licenseStartsOn",
                                "/licenseEndsOn",
                                "/term"));
        board.decide(Map.of(
                        "determination", board.freeze(),
                        "act", "grant",
                        "licenseStartsOn", "2026-06-29",
                        "licenseEndsOn", "2026-06-28",
                        "term", "P5Y"))
                .statusCode(422)
                .body("errors.pointer", contains("/determination", "/term", "/licenseStartsOn", "/licenseEndsOn"));
    }

    @Test
    void a_decision_that_does_not_fit_the_contract_is_refused_with_every_error_at_once() {
        board.decide(Map.of("act", "revoke", "term", "five years", "reasons", "none", "color", "green"))
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/determination", "/act", "/term", "/reasons", "/color"));
    }

    @Test
    void readiness_on_a_day_that_has_not_come_carries_no_decision() {
        board.withEvidence();
        board.decide(Map.of(
                        "determination", board.freeze("2026-07-01"),
                        "act", "grant",
                        "licenseStartsOn", "2026-07-01",
                        "term", "P1Y"))
                .statusCode(422)
                .body("errors.pointer", contains("/determination"));
    }

    @Test
    void a_decision_rests_on_a_determination_of_the_same_person_and_authority() {
        Board other = Board.open().withEvidence();
        Map<String, Object> foreign = Map.of("determination", other.freeze(), "act", "grant", "term", "P1Y");
        board.decide(foreign).statusCode(422).body("errors.pointer", contains("/determination"));
        given().auth()
                .oauth2(Tokens.named(board.authority(), "d-17", "Dana Decider", Role.BOARD_DECIDER))
                .contentType("application/json")
                .body(foreign)
                .post("/people/" + other.person() + "/licensing-decisions")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/determination"));
    }

    @Test
    void no_authority_grants_the_license_of_another_jurisdiction() {
        board.withEvidence();
        UUID elsewhere = Registry.organization("licensing-authority", "US-XY");
        Registry.employ(Registry.organization("employer", "US-XY"), board.person());
        decidedBy(elsewhere).statusCode(422).body("errors.pointer", contains("/determination"));
        licenses("").body("items", empty());
        decidedBy(Registry.organization("licensing-authority", "US-MA")).statusCode(201);
    }

    private ValidatableResponse decidedBy(UUID authority) {
        String determination = at(as(authority, Role.BOARD_ANALYST))
                .body(Map.of("licenseType", board.licenseType(), "asOf", "2026-06-30"))
                .post("/people/" + board.person() + "/determinations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return at(given().auth()
                        .oauth2(Tokens.named(authority, "d-17", "Dana Decider", Role.BOARD_DECIDER))
                        .contentType("application/json"))
                .body(Map.of("determination", determination, "act", "grant", "term", "P5Y"))
                .post("/people/" + board.person() + "/licensing-decisions")
                .then();
    }

    @Test
    void a_machine_decides_nothing_and_neither_does_who_is_no_authority() {
        String path = "/people/" + board.person() + "/licensing-decisions";
        Map<String, Object> decision =
                Map.of("determination", UUID.randomUUID(), "act", "deny", "reasons", List.of("Because."));
        as(board.authority(), Role.BOARD_ANALYST)
                .body(decision)
                .post(path)
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(Tokens.named(board.authority(), "batch", "batch", Role.BOARD_DECIDER))
                .contentType("application/json")
                .body(decision)
                .post(path)
                .then()
                .statusCode(403)
                .body("detail", containsString("names none"));
        as(board.university(), Role.BOARD_DECIDER)
                .body(decision)
                .post(path)
                .then()
                .statusCode(403);
    }

    /** The check turns out to have been another's. */
    @Test
    void nothing_is_granted_on_what_a_review_looks_at_again_or_has_replaced() {
        board.withEvidence();
        UUID check = board.post(board.university(), Role.PROGRAM_SUBMITTER, board.check());
        UUID first = board.freeze();
        at(as(board.university(), Role.PROGRAM_SUBMITTER))
                .body(Map.of("reason", "somebody else's", "issuerWithdrew", true))
                .post("/people/" + board.person() + "/evidence/" + check + "/retraction")
                .then()
                .statusCode(201);
        String reviews = "/people/" + board.person() + "/determinations/" + first + "/reviews";
        String review = as(board.authority(), Role.BOARD_ANALYST)
                .get(reviews)
                .then()
                .body("items.state", hasItem("open"))
                .extract()
                .path("items[0].id");
        Map<String, Object> grant = Map.of("determination", first, "act", "grant", "term", "P5Y");
        board.decide(grant).statusCode(422).body("errors.detail", hasItem("A review of it is open."));

        UUID second = UUID.fromString(as(board.authority(), Role.BOARD_ANALYST)
                .header("Sandbox-Time", "2026-07-02T16:00:00Z")
                .body(Map.of("licenseType", board.licenseType(), "asOf", "2026-06-30"))
                .post("/people/" + board.person() + "/determinations")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        board.decider()
                .body(Map.of("outcome", "changed", "reasons", List.of("void"), "determination", second))
                .post(reviews + "/" + review + "/decision")
                .then()
                .statusCode(201);
        String replaced = "A review has put " + second + " in its place.";
        board.decide(grant).statusCode(422).body("errors.detail", contains(replaced));
        Map<String, Object> denied = Map.of("determination", first, "act", "deny", "reasons", List.of("void"));
        board.decide(denied).statusCode(201);
        board.decide(Map.of("determination", second, "act", "grant", "term", "P5Y"))
                .statusCode(201);
    }

    /** Whoever opens it has the record's lock; the decider looks for reviews only when she has it. */
    @Test
    void nothing_is_granted_on_what_a_review_is_being_opened_of() throws Exception {
        board.withEvidence();
        UUID determination = board.freeze();
        try (Connection opener = Superuser.connect();
                Statement statement = opener.createStatement()) {
            opener.setAutoCommit(false);
            statement.execute("SET LOCAL session_replication_role = replica");
            statement.execute("SELECT FROM person_head WHERE person_id = '%s' FOR UPDATE".formatted(board.person()));
            statement.execute("""
                    INSERT INTO determination_review (person_id, id, person_seq, determination_id, origin, recorded_at,
                        organization_id, actor, record)
                    VALUES ('%s', gen_random_uuid(), 900, '%s', 'requested', now(), '%s', 'she', 'x')""".formatted(board.person(), determination, board.authority()));
            CompletableFuture<Integer> decided = CompletableFuture.supplyAsync(
                    () -> board.decide(Map.of("determination", determination, "act", "grant", "term", "P5Y"))
                            .extract()
                            .statusCode());
            try (Connection watcher = Superuser.connect();
                    PreparedStatement waiting = watcher.prepareStatement(
                            "SELECT FROM pg_stat_activity WHERE ? = ANY (pg_blocking_pids(pid))")) {
                waiting.setInt(1, opener.unwrap(PGConnection.class).getBackendPID());
                await().until(() -> {
                    try (ResultSet found = waiting.executeQuery()) {
                        return found.next();
                    }
                });
            }
            opener.commit();
            assertEquals(422, decided.join());
        }
    }

    @Test
    void one_determination_carries_one_license_also_for_two_deciders_at_once() {
        board.withEvidence();
        Map<String, Object> grant = Map.of("determination", board.freeze(), "act", "grant", "term", "P5Y");
        List<Integer> statuses = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> board.decide(grant).extract().statusCode()))
                .limit(4)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertEquals(List.of(201, 409, 409, 409), statuses);
        decisions().body("items", hasSize(1));
        licenses("").body("items", hasSize(1));
    }

    @Test
    void a_repeated_request_grants_once_and_gets_the_first_answer() {
        board.withEvidence();
        Map<String, Object> grant = Map.of("determination", board.freeze(), "act", "grant", "term", "P5Y");
        String key = UUID.randomUUID().toString();
        String first = grantedUnder(key, grant);
        assertEquals(first, grantedUnder(key, grant));
        licenses("").body("items", hasSize(1));
    }

    @Test
    void numbers_follow_each_other_with_the_authority() {
        board.withEvidence();
        board.grant();
        board.grant();
        licenses("").body("items.number", contains("2026-000001", "2026-000002"));
        Board other = Board.open().withEvidence();
        other.grant();
        at(as(other.authority(), Role.BOARD_ANALYST))
                .get("/people/" + other.person() + "/licenses")
                .then()
                .body("items.number", contains("2026-000001"));
    }

    @Test
    void a_district_sees_the_license_but_not_the_decision_and_a_stranger_neither() {
        board.withEvidence();
        String license = board.grant().toString();
        String licenses = "/people/" + board.person() + "/licenses";
        UUID district = Registry.employer();
        as(district, Role.DISTRICT_HR).get(licenses).then().statusCode(404);
        as(district, Role.DISTRICT_HR).get(licenses + "/" + license).then().statusCode(404);
        Registry.employ(district, board.person());
        at(as(district, Role.DISTRICT_HR))
                .get(licenses + "/" + license)
                .then()
                .statusCode(200)
                .body("status", equalTo("not-yet-active"));
        as(district, Role.DISTRICT_HR)
                .get("/people/" + board.person() + "/licensing-decisions")
                .then()
                .statusCode(403);
        as(Registry.organization("licensing-authority", "US-VT"), Role.BOARD_DECIDER)
                .get("/people/" + board.person() + "/licensing-decisions")
                .then()
                .statusCode(404);
        as(board.authority(), Role.BOARD_ANALYST)
                .get("/people/" + Registry.person(board.university()) + "/licenses/" + license)
                .then()
                .statusCode(404);
    }

    @Test
    void what_was_decided_is_kept_as_the_bytes_that_the_trail_commits_to() throws SQLException {
        board.withEvidence();
        board.grant();
        try (Connection connection = Unwalled.open();
                var select = connection.prepareStatement("""
                        SELECT r.id, r.record, t.id, t.salt, t.commitment
                        FROM (SELECT person_id, id, record FROM licensing_decision
                            UNION ALL SELECT person_id, id, record FROM license) r
                        JOIN trail_entry t ON t.home_id = r.person_id AND t.subject_id = r.id
                        WHERE r.person_id = ? ORDER BY octet_length(t.salt) DESC""")) {
            PersonKey key = DevelopmentKeys.of(connection, board.person()).orElseThrow();
            select.setObject(1, board.person());
            try (ResultSet rows = select.executeQuery()) {
                int seen = 0;
                for (; rows.next(); seen++) {
                    byte[] kept = rows.getBytes(2);
                    byte[] record = seen == 0
                            ? key.open(kept, "licensing_decision.record", rows.getObject(1, UUID.class))
                            : kept;
                    byte[] salt = Salt.open(key, rows.getObject(3, UUID.class), rows.getBytes(4));
                    assertArrayEquals(rows.getBytes(5), LogEntry.commitment(salt, record));
                }
                assertEquals(2, seen);
            }
        }
    }

    @Test
    void decisions_and_licenses_are_guarded_against_change() throws SQLException {
        try (Connection connection = Unwalled.open();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT count(*) FROM pg_trigger WHERE tgname = 'refuse_change'
                        AND tgrelid IN ('license'::regclass, 'licensing_decision'::regclass, 'license_number'::regclass)
                        """)) {
            rows.next();
            assertEquals(3, rows.getInt(1), "append-only tables are then tried one by one, see the trail's test");
        }
    }

    private String grantedUnder(String key, Map<String, Object> grant) {
        return board.decider()
                .header("Idempotency-Key", key)
                .body(grant)
                .post("/people/" + board.person() + "/licensing-decisions")
                .then()
                .statusCode(201)
                .extract()
                .asString();
    }

    private ValidatableResponse license(String id, String query) {
        return at(as(board.authority(), Role.BOARD_ANALYST))
                .get("/people/" + board.person() + "/licenses/" + id + query)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse licenses(String query) {
        return at(as(board.authority(), Role.BOARD_ANALYST))
                .get("/people/" + board.person() + "/licenses" + query)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse decisions() {
        return at(as(board.authority(), Role.BOARD_DECIDER))
                .get("/people/" + board.person() + "/licensing-decisions")
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        var more = new java.util.HashMap<>(fields);
        more.put(name, value);
        return more;
    }
}
