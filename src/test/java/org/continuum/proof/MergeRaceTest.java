package org.continuum.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.continuum.people.Registry.as;
import static org.continuum.people.Registry.herself;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.continuum.access.Role;
import org.continuum.launch.Superuser;
import org.continuum.license.Board;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What meets a merge, or another act on the same record, on its way. Whoever is to wait is seen to, so that each meeting takes place. */
@QuarkusTest
class MergeRaceTest {
    private static final String WAITING = "SELECT count(*) FROM pg_stat_activity"
            + " WHERE wait_event_type = 'Lock' AND query LIKE '%person_head%' AND datname = current_database()";

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

    /** As an act's entry does, last of all. */
    private static String lock(UUID person) {
        return "SELECT FROM person_head WHERE person_id = '" + person + "' FOR UPDATE";
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
