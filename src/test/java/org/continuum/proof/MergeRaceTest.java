package org.continuum.proof;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;
import static org.continuum.people.Registry.herself;
import static org.continuum.trial.Patience.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.continuum.launch.Superuser;
import org.continuum.license.Board;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What meets a merge, or another act on the same record, on its way. Whoever is to wait is seen to, so that each meeting takes place. */
@QuarkusTest
class MergeRaceTest {
    private static final String WAITING = "SELECT count(*) FROM pg_stat_activity"
            + " WHERE wait_event_type = 'Lock' AND query ILIKE '%person%' AND datname = current_database()";

    private static final String BEHIND = "SELECT count(*) FROM pg_stat_activity WHERE %d = ANY (pg_blocking_pids(pid))";

    private static final String BEHIND_ME =
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))";

    private Board board;

    @BeforeEach
    void open() {
        board = Board.open();
    }

    @Test
    void a_review_at_the_record_and_evidence_on_its_part_wait_for_each_other_in_one_order() throws Exception {
        UUID survivor = person();
        UUID part = person();
        UUID determination = freeze(part);
        Registry.merge(board.university(), survivor, part);
        String reviews = "/people/" + survivor + "/determinations/" + determination + "/reviews";
        for (int round = 0; round < 40; round++) {
            Callable<Response> review = () ->
                    herself(survivor).body(Map.of("grounds", "It was hasty.")).post(reviews);
            Callable<Response> evidence = () -> observe(part);
            List<Response> answers = round % 2 == 0 ? meet(part, evidence, review) : meet(survivor, review, evidence);
            assertThat(answers).extracting(Response::statusCode).containsExactly(201, 201);
            Response asked = answers.get(1 - round % 2);
            decide(reviews + "/" + asked.path("id"));
        }
    }

    /** The determination that relied on the evidence stands on another part than both the evidence and the record. */
    @Test
    void a_retraction_that_opens_a_review_on_another_part_and_evidence_on_that_part_do_so_too() throws Exception {
        UUID last = person();
        UUID middle = person();
        UUID first = person();
        List<UUID> relied = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            relied.add(id(observe(first)));
        }
        Registry.merge(board.university(), middle, first);
        UUID determination = freeze(middle);
        Registry.merge(board.university(), last, middle);
        for (int round = 0; round < relied.size(); round++) {
            UUID each = relied.get(round);
            Callable<Response> retraction = () -> as(board.university(), Role.PROGRAM_SUBMITTER)
                    .body(Map.of("reason", "Another's.", "issuerWithdrew", false))
                    .post("/people/" + last + "/evidence/" + each + "/retraction");
            assertThat(meet(last, retraction, () -> observe(middle)))
                    .extracting(Response::statusCode)
                    .containsExactly(201, 201);
        }
        List<String> opened = as(board.authority(), Role.BOARD_ANALYST)
                .get("/people/" + last + "/determinations/" + determination + "/reviews?limit=50")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
        assertThat(opened).as("each was relied on").hasSameSizeAs(relied);
    }

    /** By the number of the part alone, what is on the survivor would be left out, and the answer kept for ever. */
    @Test
    void an_answer_that_a_merge_overtakes_is_not_frozen_on_half_of_the_record() throws Exception {
        UUID survivor = person();
        UUID part = person();
        observe(survivor);
        observe(part);
        Callable<Response> merge = () -> merge(survivor, part);
        Callable<Response> freeze = () -> as(board.authority(), Role.BOARD_ANALYST)
                .body(Map.of("licenseType", board.licenseType(), "asOf", "2026-06-30"))
                .post("/people/" + part + "/determinations");
        assertThat(meet(part, merge, freeze)).extracting(Response::statusCode).containsExactly(201, 409);
        assertThat(count(
                        "SELECT count(*) FROM determination WHERE person_id IN ('%s', '%s')".formatted(survivor, part)))
                .isZero();
    }

    /** Under the part's id it would wait for other changes than those under the survivor's, and one would be lost. */
    @Test
    void a_change_that_a_merge_overtakes_is_sent_again() throws Exception {
        UUID survivor = person();
        UUID part = person();
        UUID program = Registry.program(board.university());
        UUID enrollment = Registry.enroll(board.university(), program, part);
        Callable<Response> change = () -> as(board.university(), Role.PROGRAM_ADMINISTRATOR)
                .header("If-Match", "\"1\"")
                .body(Map.of("program", program, "startedOn", "2024-09-01"))
                .put("/people/" + part + "/enrollments/" + enrollment);
        assertThat(meet(part, () -> merge(survivor, part), change))
                .extracting(Response::statusCode)
                .containsExactly(201, 409);
    }

    @Test
    void nobody_signs_what_has_just_been_retracted() throws Exception {
        UUID person = person();
        String record = "/people/" + person + "/evidence/"
                + id(as(board.university(), Role.PROGRAM_SUBMITTER)
                        .body(Map.of(
                                "kind",
                                "observation",
                                "person",
                                person,
                                "occurredOn",
                                "2026-03-02",
                                "requiredSignatures",
                                List.of("mentor")))
                        .post("/evidence"));
        Callable<Response> retraction = () -> as(board.university(), Role.PROGRAM_SUBMITTER)
                .body(Map.of("reason", "Another's.", "issuerWithdrew", false))
                .post(record + "/retraction");
        Callable<Response> signature = () -> as(board.university(), Role.PROGRAM_SUBMITTER)
                .body(Map.of("role", "mentor", "signer", "M", "signedOn", "2026-03-03"))
                .post(record + "/signatures");
        assertThat(meet(person, retraction, signature))
                .extracting(Response::statusCode)
                .containsExactly(201, 409);
    }

    /** As a batch that names both does, if it began before one of them was taken in. */
    @Test
    void a_merge_and_whoever_locks_the_two_in_another_order_wait_for_each_other_and_it_is_merged() throws Exception {
        UUID survivor = person();
        UUID part = person();
        assertThat(crosswise(lock(part), () -> merge(survivor, part), lock(survivor)))
                .isEqualTo(201);
    }

    @Test
    void two_whose_names_are_changed_crosswise_wait_for_each_other_and_have_them_in_the_end() throws Exception {
        UUID one = named("Abc");
        UUID other = named("Xyz");
        String hers = "DELETE FROM person_mark WHERE person_id = '" + other + "'";
        String ones = "INSERT INTO person_mark SELECT '%s', kind, mark FROM person_mark WHERE person_id = '%s'"
                .formatted(other, one);
        assertThat(crosswise(hers, () -> rename(one, "Xyz"), ones)).isEqualTo(200);
    }

    private UUID named(String family) {
        return id(as(board.university(), Role.PROGRAM_SUBMITTER)
                .body(names(family))
                .post("/people"));
    }

    private Response rename(UUID person, String family) {
        return as(board.university(), Role.PROGRAM_SUBMITTER)
                .header("If-Match", "\"1\"")
                .body(names(family))
                .put("/people/" + person);
    }

    private static Map<String, Object> names(String family) {
        Map<String, Object> details = Registry.personDetails();
        details.putAll(Map.of("givenName", family, "familyName", family));
        return details;
    }

    /** Somebody takes one thing and, when the request waits for it, wants what the request has. She has more patience. */
    private static int crosswise(String first, Callable<Response> request, String second) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = begun()) {
            execute(other, "SET deadlock_timeout = '1min'");
            execute(other, first);
            Future<Response> asked = threads.submit(request);
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> count(other, BEHIND_ME) > 0);
            execute(other, second);
            other.rollback();
            return asked.get().statusCode();
        }
    }

    /** Two who have a mark in common and are registered at the same moment are found, whoever is first. */
    @Test
    void two_who_are_registered_at_the_same_moment_are_found() throws Exception {
        assertThat(pairsOfOneMoment("")).isEqualTo(1);
        assertThat(pairsOfOneMoment(
                        "CREATE OR REPLACE FUNCTION take_marks(marks bytea[]) RETURNS void LANGUAGE sql AS ''"))
                .as("the sabotage: nobody waits")
                .isZero();
    }

    /** Pairs that the second of two sees at her end; what she has done is undone. */
    private static long pairsOfOneMoment(String sabotage) throws Exception {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection first = begun();
                Connection second = begun()) {
            execute(second, sabotage);
            execute(first, mark(one, one));
            Future<Boolean> marked = threads.submit(() -> execute(second, mark(other, one)));
            await().until(() -> marked.isDone() || count(BEHIND.formatted(pid(first))) > 0);
            first.commit();
            marked.get();
            long pairs = count(
                    second,
                    "SELECT count(*) FROM possible_duplicate WHERE person_id = least('%1$s'::uuid, '%2$s')"
                                    .formatted(one, other)
                            + " AND other_id = greatest('%1$s'::uuid, '%2$s')".formatted(one, other));
            second.rollback();
            execute(first, "DELETE FROM person_mark WHERE person_id = '" + one + "'");
            first.commit();
            return pairs;
        }
    }

    /** The mark is the text of an id, so that nobody else has it. */
    private static String mark(UUID person, UUID named) {
        return "INSERT INTO person_mark VALUES ('%s', 'family-name', sha256('%s'))".formatted(person, named);
    }

    @Test
    void a_grant_that_a_merge_overtakes_is_on_all_parts_in_the_end() throws Exception {
        assertThat(partsWithGrant("")).containsOnly(true);
        assertThat(partsWithGrant("SET CONSTRAINTS follow_grant_at_last IMMEDIATE"))
                .as("the sabotage: nobody looks again before the commit")
                .contains(false);
    }

    /** The merge is committed after the grant was written and before it is: for a grant on either record. */
    private List<Boolean> partsWithGrant(String sabotage) throws SQLException {
        List<Boolean> found = new ArrayList<>();
        for (int given = 0; given < 2; given++) {
            List<UUID> both = List.of(person(), person());
            UUID holder = UUID.randomUUID();
            try (Connection grant = begun()) {
                execute(grant, sabotage);
                execute(grant, grant(both.get(given), holder, UUID.randomUUID()));
                Registry.merge(board.university(), both.get(0), both.get(1));
                execute(grant, lock(both.get(given)));
                grant.commit();
            }
            for (UUID each : both) {
                found.add(holds(each, holder));
            }
        }
        return found;
    }

    @Test
    void a_merge_that_waits_for_a_grant_takes_it_along() throws Exception {
        for (int given = 0; given < 2; given++) {
            List<UUID> both = List.of(person(), person());
            UUID holder = UUID.randomUUID();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                    Connection grant = begun()) {
                execute(grant, grant(both.get(given), holder, UUID.randomUUID()));
                execute(grant, lock(both.get(given)));
                Future<?> merge = threads.submit(() -> Registry.merge(board.university(), both.get(0), both.get(1)));
                await().until(() -> merge.isDone() || count(BEHIND.formatted(pid(grant))) > 0);
                assertThat(merge.isDone()).as("the merge waits").isFalse();
                grant.commit();
                merge.get();
            }
            assertThat(both).allMatch(each -> holds(each, holder));
        }
    }

    @Test
    void a_consent_that_is_taken_back_while_a_merge_copies_it_is_taken_back_on_all_parts() throws Exception {
        assertThat(partsWithConsent("")).containsExactly(false, false);
        assertThat(partsWithConsent("SET CONSTRAINTS follow_revocation_at_last IMMEDIATE"))
                .as("the sabotage: nobody looks again before the commit")
                .containsExactly(true, false);
    }

    private List<Boolean> partsWithConsent(String sabotage) throws SQLException {
        UUID survivor = person();
        UUID part = person();
        UUID holder = UUID.randomUUID();
        UUID consent = UUID.randomUUID();
        try (Connection her = begun()) {
            execute(her, grant(part, holder, consent));
            her.commit();
            execute(her, sabotage);
            execute(
                    her,
                    "INSERT INTO person_grant_revocation VALUES ('%s', '%s', '%s', '%1$s', 'she', now(), 'x', sha256('x'))"
                            .formatted(part, consent, holder));
            Registry.merge(board.university(), survivor, part);
            execute(her, lock(part));
            her.commit();
        }
        return List.of(holds(survivor, holder), holds(part, holder));
    }

    private static String grant(UUID person, UUID holder, UUID id) {
        return """
                INSERT INTO person_grant (person_id, id, organization_id, relation, scopes, basis, valid_from, valid_to,
                    source_id, granted_by, actor, granted_at)
                VALUES ('%1$s', '%3$s', '%2$s', 'consent', '{license}', 'consent', now(), 'infinity', '%3$s', '%1$s', 'she',
                    now())""".formatted(person, holder, id);
    }

    /** As an act's entry does, last of all. */
    private static String lock(UUID person) {
        return "SELECT FROM person_head WHERE person_id = '" + person + "' FOR UPDATE";
    }

    private static boolean holds(UUID person, UUID holder) {
        return count("SELECT count(*) FROM person_grant g WHERE person_id = '%s' AND organization_id = '%s'"
                                .formatted(person, holder)
                        + " AND NOT EXISTS (SELECT FROM person_grant_revocation r WHERE r.person_id = g.person_id"
                        + " AND r.grant_id = g.id)")
                == 1;
    }

    /** Somebody holds the row until both are waiting, the first of them first; then all is let go. */
    private static List<Response> meet(UUID gate, Callable<Response> first, Callable<Response> second)
            throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection holder = begun()) {
            execute(holder, lock(gate));
            Future<Response> one = threads.submit(first);
            await().until(() -> count(WAITING) == 1);
            Future<Response> other = threads.submit(second);
            await().until(() -> count(WAITING) == 2);
            holder.rollback();
            return List.of(one.get(), other.get());
        }
    }

    private UUID person() {
        UUID person = Registry.person(board.university());
        Registry.enroll(board.university(), Registry.program(board.university()), person);
        return person;
    }

    private Response merge(UUID survivor, UUID absorbed) {
        return given().auth()
                .oauth2(Tokens.named(board.university(), "d-17", "Dana Decider", Role.BOARD_DECIDER))
                .contentType("application/json")
                .body(Map.of("absorbed", absorbed, "reason", "The same diploma."))
                .post("/people/" + survivor + "/merges");
    }

    private Response observe(UUID person) {
        return as(board.university(), Role.PROGRAM_SUBMITTER)
                .body(Map.of("kind", "observation", "person", person, "occurredOn", "2026-03-02"))
                .post("/evidence");
    }

    private UUID freeze(UUID person) {
        return id(as(board.authority(), Role.BOARD_ANALYST)
                .body(Map.of("licenseType", board.licenseType(), "asOf", "2026-06-30"))
                .post("/people/" + person + "/determinations"));
    }

    private void decide(String review) {
        board.decider()
                .body(Map.of("outcome", "upheld", "reasons", List.of("It was not.")))
                .post(review + "/decision")
                .then()
                .statusCode(201);
    }

    private static UUID id(Response answer) {
        return UUID.fromString(answer.then().statusCode(201).extract().path("id"));
    }

    /** A transaction of somebody whom no wall stops. */
    private static Connection begun() throws SQLException {
        Connection connection = Superuser.connect();
        connection.setAutoCommit(false);
        execute(connection, "SELECT set_config('continuum.now', now()::text, false)");
        return connection;
    }

    private static boolean execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(command);
        }
    }

    private static long pid(Connection connection) throws SQLException {
        return count(connection, "SELECT pg_backend_pid()");
    }

    private static long count(String query) {
        try (Connection connection = Superuser.connect()) {
            return count(connection, query);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
