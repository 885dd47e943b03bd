package org.continuum.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.continuum.people.Registry.as;
import static org.continuum.trial.Patience.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.continuum.access.Database;
import org.continuum.access.Role;
import org.continuum.access.ServiceIdentity;
import org.continuum.access.Unwalled;
import org.continuum.people.Registry;
import org.continuum.vault.MasterKeys;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever dies in between, and whoever else is at it: no row twice, no row lost. */
@QuarkusTest
class BulkWorkTest {
    private static final String BLOCKED = "SELECT %s FROM pg_stat_activity WHERE usename = current_user"
            + " AND wait_event_type = 'Lock' AND query LIKE '%%person_head%%'";

    @Inject
    AgroalDataSource application;

    @Inject
    BulkWorker worker;

    @Inject
    BulkTurn turn;

    @Inject
    Database database;

    @Inject
    BulkLines rows;

    @Inject
    JobKeys keys;

    private UUID university;
    private UUID person;
    private UUID other;
    private Jobs jobs;

    @BeforeEach
    void register() {
        university = Registry.provider();
        person = Registry.person(university);
        other = Registry.person(university);
        jobs = new Jobs(university);
    }

    /** Rows of the third piece are about somebody whose record we hold, so that the worker stands there when it is shot. */
    @Test
    void a_worker_killed_within_a_piece_leaves_whole_pieces_and_another_goes_on() throws Exception {
        List<String> lines = Jobs.exams(person, "k", 3_500);
        for (int i = 2_000; i < 3_000; i++) {
            lines.set(i, Jobs.exam(i % 2 == 0 ? other : person, "k" + (i + 1), i));
        }
        UUID job = jobs.with(lines);
        jobs.previewed(job);
        try (Connection holding = Unwalled.open()) {
            holding.setAutoCommit(false);
            holding.createStatement().execute("SELECT 1 FROM person_head WHERE person_id = '" + other + "' FOR UPDATE");
            jobs.order(job, "commit").statusCode(202);
            await().until(() -> asApplication(BLOCKED.formatted("count(*)")) == 1);
            assertThat(jobs.get(job).at("/commit/done").asInt()).isEqualTo(2_000);
            assertThat(asApplication(BLOCKED.formatted("pg_terminate_backend(pid)::int")))
                    .isEqualTo(1);
            await().until(() -> asApplication(BLOCKED.formatted("count(*)")) == 1);
            assertThat(recorded()).as("nothing of the piece that was under way").isEqualTo(2_000);
            // the one that took it up is told to end; it ends with its piece
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> stopping = threads.submit(() -> {
                    worker.stop(null);
                    return null;
                });
                holding.rollback();
                stopping.get();
            }
        }
        JsonNode stopped = jobs.get(job);
        assertThat(stopped.path("state").asText()).isEqualTo("committing");
        assertThat(stopped.at("/commit/done").asInt()).isEqualTo(3_000);
        worker.start(null);
        assertThat(jobs.awaited(job, "committed").at("/commit/accepted").asInt())
                .isEqualTo(3_500);
        assertThat(recorded()).isEqualTo(3_500);
        assertThat(jobs.rows(job, "accepted")).hasSize(3_500);
        assertThat(numbers("SELECT person_seq FROM trail_entry WHERE person_id = '" + person + "' ORDER BY 1"))
                .as("numbers without a gap")
                .isEqualTo(LongStream.rangeClosed(1, 3_002).boxed().toList());
        assertThat(number("SELECT count(*) FROM bulk_line WHERE job_id = '" + job + "'"))
                .isZero();
        assertThat(keyed(job)).as("the key of rows that are recorded").isZero();
    }

    @Test
    void rows_on_their_way_are_sealed_with_a_key_that_goes_under_the_operators_next_and_goes_with_the_job()
            throws Exception {
        List<String> lines = Jobs.exams(person, "s", 3);
        UUID job = jobs.with(lines);
        UUID canceled = jobs.with(lines);
        String used = ConfigProvider.getConfig().getValue("continuum.vault.keys", String.class);
        String next = Base64.getEncoder().encodeToString(new byte[32]);
        assertThat(rewrap(next, used)).isPositive();
        try {
            assertThatThrownBy(() -> waiting(job)).hasMessageContaining("lacks a key");
        } finally {
            assertThat(rewrap(used, next)).isPositive();
        }
        assertThat(rewrap(used)).isZero();
        assertThat(waiting(job))
                .extracting(each -> new String(each.bytes(), UTF_8))
                .isEqualTo(lines);
        jobs.committed(job);
        jobs.order(canceled, "cancel").statusCode(202);
        assertThat(keyed(job)).isZero();
        assertThat(keyed(canceled)).isZero();
        assertThat(waiting(canceled)).as("nothing to read, and no failure").isEmpty();
    }

    @Test
    void a_job_that_is_undone_as_soon_as_it_is_canceled_lets_the_rows_go_that_it_never_came_to() throws Exception {
        UUID job = jobs.with(Jobs.exams(person, "u", 2_500));
        jobs.previewed(job);
        worker.stop(null);
        try {
            jobs.order(job, "commit").statusCode(202);
            turn.serve(job, () -> jobs.get(job).at("/commit/done").asInt() > 0);
            assertThat(recorded()).isEqualTo(1_000);
            jobs.order(job, "cancel").statusCode(202);
            jobs.undo(job, "nor those").statusCode(202);
            turn.serve(job, () -> false);
        } finally {
            worker.start(null);
        }
        JsonNode undone = jobs.get(job);
        assertThat(undone.path("state").asText()).isEqualTo("undone");
        assertThat(undone.at("/undo/undone").asInt()).isEqualTo(1_000);
        assertThat(jobs.rows(job, "")).hasSize(1_000);
        for (String table : List.of("bulk_line", "bulk_verdict")) {
            assertThat(number("SELECT count(*) FROM " + table + " WHERE job_id = '" + job + "'"))
                    .isZero();
        }
    }

    /** A row put there by the owner shows whether anybody looks for one. */
    @Test
    void an_undoing_looks_for_no_rows_where_all_were_recorded_or_have_been_let_go() throws Exception {
        UUID whole = jobs.with(Jobs.exams(person, "w", 3));
        UUID part = jobs.with(Jobs.exams(person, "p", 2_500));
        jobs.committed(whole);
        jobs.previewed(part);
        worker.stop(null);
        try {
            jobs.order(part, "commit").statusCode(202);
            turn.serve(part, () -> jobs.get(part).at("/commit/done").asInt() > 0);
            jobs.order(part, "cancel").statusCode(202);
            turn.serve(part, () -> false);
            for (UUID job : List.of(whole, part)) {
                assertThat(waits(job)).isZero();
                asOwner("INSERT INTO bulk_line (job_id, number) VALUES ('" + job + "', 1)");
                jobs.undo(job, "wrong").statusCode(202);
                turn.serve(job, () -> false);
                assertThat(jobs.get(job).path("state").asText()).isEqualTo("undone");
                assertThat(waits(job)).isEqualTo(1);
                asOwner("DELETE FROM bulk_line WHERE job_id = '" + job + "'");
            }
        } finally {
            worker.start(null);
        }
    }

    private long waits(UUID job) throws SQLException {
        return number("SELECT count(*) FROM bulk_line WHERE job_id = '" + job + "'");
    }

    private static void asOwner(String statement) throws SQLException {
        try (Connection connection = Unwalled.open()) {
            connection.createStatement().execute(statement);
        }
    }

    private List<Line> waiting(UUID job) {
        return database.as(ServiceIdentity.BULK, () -> rows.after(job, 0, 10));
    }

    private int rewrap(String... masters) {
        return database.as(ServiceIdentity.BULK, () -> keys.rewrap(new MasterKeys(List.of(masters))));
    }

    private long keyed(UUID job) throws SQLException {
        return number("SELECT count(key) FROM bulk_job WHERE id = '" + job + "'");
    }

    @Test
    void two_workers_at_one_job_and_twins_of_its_rows_sent_alone_have_one_effect() throws Exception {
        List<String> lines = Jobs.exams(person, "t", 1_500);
        UUID one = jobs.with(lines);
        UUID twin = jobs.with(lines);
        jobs.previewed(one);
        jobs.previewed(twin);
        Set<String> ids = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            jobs.order(one, "commit");
            jobs.order(twin, "commit");
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                workers.add(threads.submit(() -> turn.serve(one, () -> false)));
                workers.add(threads.submit(() -> turn.serve(twin, () -> false)));
            }
            List<Future<String>> alone = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String line = lines.get(i * 37);
                alone.add(threads.submit(() -> as(university, Role.PROGRAM_SUBMITTER)
                        .body(line)
                        .post("/evidence")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id")));
            }
            for (Future<?> each : workers) {
                each.get();
            }
            for (Future<String> each : alone) {
                ids.add(each.get());
            }
        }
        jobs.awaited(one, "committed");
        jobs.awaited(twin, "committed");
        assertThat(recorded()).isEqualTo(1_500);
        for (UUID job : List.of(one, twin)) {
            List<JsonNode> rows = jobs.rows(job, "");
            assertThat(rows).hasSize(1_500).allMatch(row -> row.has("receipt"));
            assertThat(rows).extracting(row -> row.path("evidence").asText()).containsAll(ids);
        }
    }

    private long recorded() throws SQLException {
        return number("SELECT count(*) FROM evidence WHERE organization_id = '" + university + "'");
    }

    private long number(String query) throws SQLException {
        List<Long> found = numbers(query);
        return found.isEmpty() ? 0 : found.getFirst();
    }

    private List<Long> numbers(String query) throws SQLException {
        try (Connection connection = Unwalled.open();
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            List<Long> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
            return found;
        }
    }

    /** Who may see and end the application's own connections. */
    private long asApplication(String query) throws SQLException {
        try (Connection connection = application.getConnection();
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
