package org.continuum.proof;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;
import static org.continuum.trial.Patience.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.continuum.access.Role;
import org.continuum.bulk.Jobs;
import org.continuum.contract.Tokens;
import org.continuum.launch.Superuser;
import org.continuum.license.Board;
import org.continuum.log.LogKey;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an organization has begun, or left behind, when its relation to a person ends: nothing is lost, hung up or half done. */
@QuarkusTest
class EndedMeanwhileTest {
    @Inject
    LogKey key;

    private UUID university;
    private UUID person;
    private UUID district;

    @BeforeEach
    void employed() {
        university = Registry.provider();
        person = person();
        district = Registry.employer();
    }

    @Test
    void evidence_that_waited_for_the_revocation_is_refused() throws Exception {
        Registry.employ(district, person);
        assertThat(whileRevoked(() ->
                                as(district, Role.DISTRICT_HR).body(evidence()).post("/evidence"))
                        .statusCode())
                .isEqualTo(422);
        isWhole();
    }

    @Test
    void an_employment_that_waited_for_the_revocation_is_a_strangers() throws Exception {
        Registry.employ(district, person);
        assertThat(whileRevoked(() -> as(district, Role.DISTRICT_HR)
                                .body(Map.of("employer", district, "startedOn", "2026-08-26", "position", "Aide"))
                                .post("/people/" + person + "/employments"))
                        .statusCode())
                .isEqualTo(404);
        isWhole();
    }

    @Test
    void a_change_that_waited_for_the_revocation_finds_nobody() throws Exception {
        UUID employment = Registry.employ(district, person);
        String path = "/people/" + person + "/employments/" + employment;
        String version = as(district, Role.DISTRICT_HR).get(path).header("ETag");
        assertThat(whileRevoked(() -> as(district, Role.DISTRICT_HR)
                                .header("If-Match", version)
                                .body(Map.of("employer", district, "startedOn", "2026-08-26", "position", "Aide"))
                                .put(path))
                        .statusCode())
                .isEqualTo(404);
        isWhole();
    }

    @Test
    void a_bulk_job_is_undone_but_for_whom_the_organization_has_nothing_to_do_with_any_more() {
        UUID other = Registry.provider();
        UUID program = Registry.program(other);
        List<UUID> people = List.of(person, person(), person());
        List<UUID> enrollments = people.stream()
                .map(each -> Registry.enroll(other, program, each))
                .toList();
        Jobs jobs = new Jobs(other);
        UUID job = jobs.with(people.stream()
                .map(each ->
                        "{\"kind\":\"exam-result\",\"person\":\"%s\",\"occurredOn\":\"2026-03-09\",\"test\":\"FCE\",\"score\":7}"
                                .formatted(each))
                .toList());
        jobs.previewed(job);
        jobs.order(job, "commit").statusCode(202);
        jobs.awaited(job, "committed");
        revoke(other, Role.PROGRAM_ADMINISTRATOR, person, grant(other, Role.PROGRAM_ADMINISTRATOR, person, other));
        ended(other, people.get(1), enrollments.get(1));
        as(other, Role.PROGRAM_SUBMITTER)
                .body(Map.of("reason", "wrong file"))
                .post("/bulk-jobs/" + job + "/undo")
                .then()
                .statusCode(202);
        jobs.awaited(job, "undone");
        assertThat(as(other, Role.PROGRAM_SUBMITTER)
                        .get("/bulk-jobs/" + job + "/rows")
                        .jsonPath()
                        .getList("items.because"))
                .containsExactly("unrelated", "unrelated", null);
    }

    @Test
    void what_a_former_provider_takes_back_is_reviewed_where_it_was_relied_on() {
        Board board = Board.open();
        UUID check = board.post(board.university(), Role.PROGRAM_SUBMITTER, board.check());
        board.post(board.university(), Role.PROGRAM_SUBMITTER, board.observation("2026-03-02"));
        board.post(board.university(), Role.PROGRAM_SUBMITTER, board.observation("2026-03-03"));
        UUID determination = board.freeze();
        UUID enrollment = UUID.fromString(as(board.university(), Role.PROGRAM_SUBMITTER)
                .get("/people/" + board.person() + "/enrollments")
                .path("items[0].id"));
        ended(board.university(), board.person(), enrollment);
        as(board.university(), Role.PROGRAM_SUBMITTER)
                .body(Map.of("reason", "Entered twice.", "issuerWithdrew", true))
                .post("/people/" + board.person() + "/evidence/" + check + "/retraction")
                .then()
                .statusCode(201);
        assertThat(as(board.authority(), Role.BOARD_ANALYST)
                        .get("/people/" + board.person() + "/determinations/" + determination + "/reviews")
                        .jsonPath()
                        .getList("items.origin"))
                .containsExactly("voided-input");
    }

    @Test
    void the_log_holds_where_the_authority_of_a_merged_record_went_with_the_last_relation() throws Exception {
        UUID authority = Registry.organization("licensing-authority", "US-MA");
        UUID absorbed = person();
        Registry.merge(authority, person, absorbed);
        UUID elsewhere = Registry.organization("employer", "US-TX");
        Registry.employ(elsewhere, person);
        revoke(elsewhere, Role.DISTRICT_HR, person, grant(elsewhere, Role.DISTRICT_HR, person, elsewhere));
        try (Connection connection = Superuser.connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            assertThat(Fsck.check(connection, List.of(key.verifier()), FsckTest.KEYS)
                            .wrong())
                    .noneMatch(line -> line.contains(person.toString()) || line.contains(absorbed.toString()));
            connection.rollback();
        }
    }

    private UUID person() {
        UUID registered = Registry.person(university);
        Registry.enroll(university, Registry.program(university), registered);
        return registered;
    }

    private static void ended(UUID provider, UUID person, UUID enrollment) {
        String path = "/people/" + person + "/enrollments/" + enrollment;
        Response now = as(provider, Role.PROGRAM_SUBMITTER).get(path);
        as(provider, Role.PROGRAM_SUBMITTER)
                .header("If-Match", now.header("ETag"))
                .body(Map.of(
                        "program", now.path("program"),
                        "startedOn", "2020-09-01",
                        "endedOn", "2021-05-20",
                        "outcome", "completed"))
                .put(path)
                .then()
                .statusCode(200);
    }

    private Map<String, Object> evidence() {
        return Map.of(
                "kind", "clinical-experience",
                "person", person,
                "occurredOn", "2021-03-02",
                "purpose", "growth",
                "hours", 8,
                "gradeBand", "1-2",
                "site", "Mill Road School");
    }

    /** Others go on with the record, which ends where its last entry is. */
    private void isWhole() throws SQLException {
        try (Connection superuser = Superuser.connect()) {
            assertThat(number(superuser, "SELECT seq FROM person_head WHERE person_id = '" + person + "'"))
                    .isEqualTo(number(
                            superuser, "SELECT max(person_seq) FROM trail_entry WHERE home_id = '" + person + "'"));
        }
        as(university, Role.PROGRAM_SUBMITTER)
                .body(evidence())
                .post("/evidence")
                .then()
                .statusCode(201);
    }

    /** What is answered to an act that is seen to wait for a revocation, which is then committed. */
    private Response whileRevoked(Supplier<Response> act) throws Exception {
        String grant = grant(district, Role.DISTRICT_HR, person, district);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection holder = Superuser.connect();
                Connection watcher = Superuser.connect()) {
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("LOCK TABLE person_grant_revocation IN SHARE MODE");
            }
            long holding = number(holder, "SELECT pg_backend_pid()");
            Future<?> revoking = threads.submit(() -> revoke(district, Role.DISTRICT_HR, person, grant));
            long revoker = waitingFor(watcher, holding);
            Future<Response> acting = threads.submit(act::get);
            waitingFor(watcher, revoker);
            holder.rollback();
            revoking.get();
            return acting.get();
        }
    }

    private static long waitingFor(Connection watcher, long process) {
        String waiting = "SELECT coalesce(min(pid), 0) FROM pg_stat_activity WHERE %d = ANY (pg_blocking_pids(pid))"
                .formatted(process);
        return await().until(() -> number(watcher, waiting), pid -> pid > 0);
    }

    private static String grant(UUID asking, String role, UUID person, UUID organization) {
        return as(asking, role)
                .get("/people/" + person + "/grants")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.organization == '" + organization + "' && it.relation != 'registrar' }.id");
    }

    private static void revoke(UUID organization, String role, UUID person, String grant) {
        given().auth()
                .oauth2(Tokens.named(organization, "d-17", "Dana Decider", role))
                .contentType("application/json")
                .body(Map.of("ground", "mistaken"))
                .post("/people/" + person + "/grants/" + grant + "/revocation")
                .then()
                .statusCode(200);
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
