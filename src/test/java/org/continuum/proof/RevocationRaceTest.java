package org.continuum.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;
import static org.continuum.people.Registry.herself;
import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
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
import org.continuum.launch.Superuser;
import org.continuum.license.Board;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A consent is taken back, or a relation revoked, while somebody reads by it: she is answered as if it had been before, or after, and never with half
 * of a record. A lock holds the reading up where it matters, and it is seen to wait there.
 */
@QuarkusTest
class RevocationRaceTest {
    private static final String EVIDENCE = "/evidence";
    private static final String READINESS = "/readiness?asOf=2026-11-01&rulesKnownAsOf=2026-11-01&licenseType=";

    private Board board;
    private UUID reader;
    private String consent;

    @BeforeEach
    void consent() {
        board = Board.open().withEvidence();
        reader = Registry.organization("employer", "US-TX");
        consent = herself(board.person())
                .body(Map.of(
                        "organization",
                        reader,
                        "scopes",
                        List.of("readiness", "evidence"),
                        "until",
                        "2099-01-01T00:00:00Z"))
                .post(at("/consents"))
                .path("id");
    }

    @ParameterizedTest
    @CsvSource({
        EVIDENCE + ", evidence",
        EVIDENCE + ", evidence_signature",
        READINESS + ", evidence",
        READINESS + ", license",
        READINESS + ", person_key"
    })
    void a_reading_that_was_under_way_is_answered_as_it_began(String what, String table) throws Exception {
        String before = told(read(what));
        // The reading knows by then that it is let in, and has not looked at all that it needs.
        Response meanwhile = whileItWaitsFor(table + " IN ACCESS EXCLUSIVE MODE", what);
        assertThat(told(meanwhile)).isEqualTo(before);
        read(what).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {EVIDENCE, READINESS})
    void a_reading_that_had_only_passed_the_gate_finds_nobody(String what) throws Exception {
        // The gate has let her in by then, and puts that on record.
        Response meanwhile = whileItWaitsFor("person_access IN SHARE MODE", what);
        assertThat(meanwhile.statusCode()).isEqualTo(404);
        assertThat(meanwhile.asString()).isEqualTo(read(what).asString());
    }

    /** An employment that should not have been, ended by the authority. */
    @ParameterizedTest
    @CsvSource({EVIDENCE + ", evidence_signature", READINESS + ", license"})
    void a_relation_that_is_revoked_meanwhile_is_no_different(String what, String table) throws Exception {
        enroll();
        String before = told(read(what));
        Response meanwhile =
                whileItWaitsFor(table + " IN ACCESS EXCLUSIVE MODE", () -> read(what), endingTheRelation());
        assertThat(told(meanwhile)).isEqualTo(before);
        read(what).then().statusCode(404);
    }

    /** The path names nobody, and so the gate lets it in to nobody. */
    @ParameterizedTest
    @ValueSource(strings = {"license", "person_key"})
    void what_a_batch_would_change_is_told_as_it_was_when_that_was_asked(String table) throws Exception {
        enroll();
        Jobs jobs = new Jobs(reader);
        UUID job = jobs.with(List.of(
                "{\"kind\":\"exam-result\",\"person\":\"%s\",\"occurredOn\":\"2026-03-09\",\"test\":\"literacy\",\"passed\":true}"
                        .formatted(board.person())));
        jobs.previewed(job);
        Supplier<Response> asking = () -> as(reader, Role.PROGRAM_SUBMITTER)
                .get("/bulk-jobs/" + job + "/effect?licenseType=" + board.licenseType());
        asking.get()
                .then()
                .statusCode(200)
                .body("items.person", contains(board.person().toString()));
        Response meanwhile = whileItWaitsFor(table + " IN ACCESS EXCLUSIVE MODE", asking, endingTheRelation());
        meanwhile
                .then()
                .statusCode(200)
                .body("items.person", contains(board.person().toString()));
        asking.get().then().statusCode(200).body("items", empty());
    }

    /** The first time it was recorded; what the repetition is answered is read again. */
    @ParameterizedTest
    @ValueSource(strings = {"signatures", "retraction"})
    void what_was_added_before_is_not_told_again_to_whom_it_does_not_concern_any_more(String added) throws Exception {
        enroll();
        UUID evidence = board.post(
                reader,
                Role.PROGRAM_SUBMITTER,
                board.evidence("observation", "2026-03-04", Map.of("requiredSignatures", List.of("mentor"))));
        Map<String, Object> body = added.equals("retraction")
                ? Map.of("reason", "Another candidate's.", "issuerWithdrew", false)
                : Map.of("role", "mentor", "signer", "Mia Mentor", "signedOn", "2026-03-05");
        Supplier<Response> adding = () -> as(reader, Role.PROGRAM_SUBMITTER)
                .header("Idempotency-Key", added + evidence)
                .body(body)
                .post(at("/evidence/" + evidence + "/" + added));
        String receipt = adding.get().then().statusCode(201).extract().asString();
        assertThat(adding.get().then().statusCode(201).extract().asString()).isEqualTo(receipt);
        Response meanwhile =
                whileItWaitsFor("evidence_signature IN ACCESS EXCLUSIVE MODE", adding, endingTheRelation());
        assertThat(meanwhile.statusCode()).isEqualTo(404);
        adding.get().then().statusCode(404);
    }

    private void enroll() {
        reader = Registry.organization("preparation-provider", "US-MA");
        Registry.enroll(reader, Registry.program(reader), board.person());
    }

    private Supplier<Response> endingTheRelation() {
        String grant = as(board.authority(), Role.BOARD_ANALYST)
                .get(at("/grants"))
                .path("items.find { it.organization == '" + reader + "' }.id");
        return () -> board.decider().body(Map.of("ground", "contested")).post(at("/grants/" + grant + "/revocation"));
    }

    private Response whileItWaitsFor(String lock, String what) throws Exception {
        return whileItWaitsFor(
                lock, () -> read(what), () -> herself(board.person()).post(at("/consents/" + consent + "/revocation")));
    }

    private static Response whileItWaitsFor(String lock, Supplier<Response> asking, Supplier<Response> revocation)
            throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection holder = Superuser.connect();
                Connection watcher = Superuser.connect()) {
            holder.setAutoCommit(false);
            execute(holder, "LOCK TABLE " + lock);
            long holding = number(holder, "SELECT pg_backend_pid()");
            Future<Response> reading = threads.submit(asking::get);
            await().until(() -> number(
                            watcher,
                            "SELECT count(*) FROM pg_stat_activity WHERE %d = ANY (pg_blocking_pids(pid))"
                                    .formatted(holding))
                    > 0);
            revocation.get().then().statusCode(200);
            holder.rollback();
            return reading.get();
        }
    }

    private Response read(String what) {
        return as(reader, Role.PROGRAM_SUBMITTER).get(at(what.equals(READINESS) ? what + board.licenseType() : what));
    }

    /** But for when it was asked. */
    private static String told(Response answer) {
        return answer.then().statusCode(200).extract().asString().replaceFirst("\"evidenceKnownAsOf\":\"[^\"]+\"", "");
    }

    private String at(String below) {
        return "/people/" + board.person() + below;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
