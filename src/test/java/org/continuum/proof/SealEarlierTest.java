package org.continuum.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.continuum.people.Registry.as;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.continuum.access.Role;
import org.continuum.bulk.SealEarlierRows;
import org.continuum.launch.Superuser;
import org.continuum.license.Board;
import org.continuum.log.Log;
import org.continuum.people.Registry;
import org.continuum.vault.DevelopmentKeys;
import org.continuum.vault.PersonKey;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A database of the version before V125, with rows in plain, is taken to this one. */
@QuarkusTest
class SealEarlierTest {
    private static final String BEFORE = "124?";

    private static final String UNSEALED = """
            SELECT string_agg(DISTINCT person_id::text, ' ') FROM trail_entry
            WHERE type = 'evidence.submitted' AND octet_length(salt) = 32""";

    @Inject
    Log log;

    @Test
    void the_service_has_sealed_at_its_start() throws SQLException {
        try (Connection connection = Superuser.connect()) {
            assertThat(text(
                            connection,
                            "SELECT string_agg(version, ' ' ORDER BY installed_rank) FROM flyway_schema_history"
                                    + " WHERE type = 'JDBC' AND success"))
                    .isEqualTo("134 140");
        }
    }

    @Test
    void an_upgrade_goes_on_where_it_was_interrupted_and_leaves_nothing_in_plain() throws Exception {
        Told told = Told.once();
        Board gone = Board.open();
        String word = "canary-" + UUID.randomUUID();
        for (String day : List.of("2026-03-02", "2026-03-03")) {
            gone.post(
                    gone.university(),
                    Role.PROGRAM_SUBMITTER,
                    gone.evidence("observation", day, Map.of("attributes", Map.of("note", word))));
        }
        List<UUID> sorted = sortedOut(gone, word);
        UUID person = told.board().person();
        try (SmallCopy copy = SmallCopy.empty("earlier");
                Connection now = Superuser.connect();
                Connection earlier = copy.connect()) {
            copy.migrations().target(BEFORE).load().migrate();
            EarlierForm form = new EarlierForm(now, earlier);
            form.evidence(person);
            form.decisions(person);
            form.evidence(gone.person());
            form.entries(gone.person(), DevelopmentKeys.of(now, gone.person()).orElseThrow());
            for (UUID each : sorted) {
                form.reasons(each);
                form.entries(each, DevelopmentKeys.of(now, each).orElseThrow());
            }
            for (UUID each : List.of(gone.person(), sorted.get(4), sorted.get(6))) {
                erase(gone, each);
                form.entries(each, null);
            }
            form.entries(person, DevelopmentKeys.of(now, person).orElseThrow());
            for (UUID each : List.of(
                    told.erased(), told.board().authority(), told.board().university(), told.district())) {
                form.entries(each, null);
            }
            Map<String, String> rest = new LinkedHashMap<>(SmallCopy.rows(
                    Stream.concat(Stream.of(person, told.erased(), gone.person()), sorted.stream())
                            .toList(),
                    told));
            rest.put("person_part", "person_id = '%s'".formatted(sorted.getFirst()));
            rest.keySet()
                    .removeAll(List.of(
                            "trail_entry",
                            "evidence",
                            "evidence_signature",
                            "evidence_retraction",
                            "determination",
                            "determination_notice",
                            "determination_review",
                            "determination_review_decision",
                            "licensing_decision"));
            copy.fill(rest);
            execute(earlier, """
                    INSERT INTO bulk_job (id, organization_id, actor, format, state, created_at, changed_at)
                    VALUES ('%1$s', '%1$s', 'she', 'ndjson', 'checked', now(), now())""".formatted(gone.university()));
            execute(earlier, """
                    INSERT INTO bulk_job (id, organization_id, actor, format, kind, header, state, created_at, changed_at)
                    VALUES (gen_random_uuid(), '%s', 'she', 'csv', 'observation', '{person,attributes.%s}', 'committed',
                        now(), now())""".formatted(gone.university(), word));
            execute(earlier, "INSERT INTO bulk_line VALUES ('%s', 1, '%s')".formatted(gone.university(), word));
            assertThat(inFiles(earlier, word))
                    .as("before the upgrade")
                    .contains(
                            "evidence",
                            "person_merge",
                            "duplicate_dismissal",
                            "person_deactivation",
                            "bulk_job",
                            "bulk_line");

            // whoever comes last: she has no key, or was not erased
            UUID last = Stream.of(person, gone.person())
                    .max(Comparator.comparing(UUID::toString))
                    .orElseThrow();
            String table = last.equals(person) ? "person_key" : "person_erasure";
            execute(earlier, "CREATE TABLE held AS SELECT * FROM %s WHERE person_id = '%s'".formatted(table, last));
            execute(earlier, "DELETE FROM %s WHERE person_id = '%s'".formatted(table, last));
            assertThatThrownBy(() -> migrate(copy)).hasStackTraceContaining("nobody has erased her");
            assertThat(text(earlier, UNSEALED)).as("who is left").isEqualTo(last.toString());
            execute(earlier, "INSERT INTO %s SELECT * FROM held".formatted(table));
            execute(earlier, "DROP TABLE held");
            migrate(copy);
            assertThat(text(earlier, UNSEALED)).isNull();

            assertThat(inFiles(earlier, word)).as("after the upgrade").isEmpty();
            assertThat(waiting(earlier, gone.university()))
                    .as("a row on its way")
                    .isEqualTo(word);
            assertThat(opened(earlier, person)).isEqualTo(opened(now, person)).hasSizeGreaterThan(10);
            for (UUID each : List.of(sorted.get(1), sorted.get(3))) {
                assertThat(opened(earlier, each)).isEqualTo(opened(now, each)).hasSize(2);
            }
            assertThat(text(earlier, "SELECT count(*) FROM evidence WHERE person_id = '" + gone.person() + "'"))
                    .isEqualTo("2");
            copy.log(log);
            earlier.setAutoCommit(false);
            assertThat(Fsck.check(earlier, List.of(), FsckTest.KEYS).wrong()).isEmpty();
        }
    }

    private static void migrate(SmallCopy copy) {
        copy.migrations()
                .javaMigrations(
                        new SealEarlierRecords(DevelopmentKeys.masters(), 2),
                        new SealEarlierRows(DevelopmentKeys.masters()))
                .load()
                .migrate();
    }

    /**
     * Seven: one who has taken in the second and was found not to be the third; the fourth was closed; so it is with the fifth and
     * the sixth, and with the seventh.
     */
    private static List<UUID> sortedOut(Board board, String word) {
        List<UUID> people = new ArrayList<>();
        for (String family : List.of("Abc", "Abc", "Abc", "Other", "Def", "Def", "Another")) {
            Map<String, Object> details = Registry.personDetails();
            details.put("familyName", family);
            people.add(UUID.fromString(as(board.authority(), Role.BOARD_ANALYST)
                    .body(details)
                    .post("/people")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id")));
        }
        for (int first : List.of(0, 4)) {
            List<UUID> two = List.of(people.get(first), people.get(first == 0 ? 2 : 5));
            decide(board, "/possible-duplicates/dismissals", 201, Map.of("persons", two, "reason", word));
        }
        String survivor = "/people/" + people.get(0);
        decide(board, survivor + "/merges", 201, Map.of("absorbed", people.get(1), "reason", word));
        for (int nobody : List.of(3, 6)) {
            decide(board, "/people/" + people.get(nobody) + "/deactivation", 200, Map.of("reason", word));
        }
        return people;
    }

    private static void decide(Board board, String path, int status, Map<String, Object> body) {
        as(board.authority(), Role.BOARD_DECIDER).body(body).post(path).then().statusCode(status);
    }

    private static void erase(Board board, UUID person) {
        as(board.authority(), Role.BOARD_DECIDER)
                .body(Map.of("ground", "retention-ended", "order", "A-2"))
                .post("/people/" + person + "/erasure")
                .then()
                .statusCode(200);
    }

    /** What the sealed columns say; the payload as JSON, whose fields an earlier version has put into another order. */
    private static List<String> opened(Connection connection, UUID person) throws SQLException {
        PersonKey key = DevelopmentKeys.of(connection, person).orElseThrow();
        List<String> opened = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT body, 'evidence.body', id FROM evidence WHERE person_id = '%1$s'
                        UNION ALL SELECT digest, 'evidence.digest', id FROM evidence WHERE person_id = '%1$s'
                        UNION ALL SELECT payload, 'evidence.payload', id FROM evidence WHERE person_id = '%1$s'
                        UNION ALL SELECT body, 'evidence_signature.body.' || role, evidence_id FROM evidence_signature
                            WHERE person_id = '%1$s' AND body IS NOT NULL
                        UNION ALL SELECT body, 'evidence_retraction.body', evidence_id FROM evidence_retraction
                            WHERE person_id = '%1$s'
                        UNION ALL SELECT answer, 'determination.answer', id FROM determination WHERE person_id = '%1$s'
                        UNION ALL SELECT text, 'determination_notice.text', determination_id FROM determination_notice
                            WHERE person_id = '%1$s'
                        UNION ALL SELECT record, 'determination_review.record', id FROM determination_review
                            WHERE person_id = '%1$s'
                        UNION ALL SELECT record, 'determination_review_decision.record', review_id
                            FROM determination_review_decision WHERE person_id = '%1$s'
                        UNION ALL SELECT record, 'licensing_decision.record', id FROM licensing_decision
                            WHERE person_id = '%1$s'
                        UNION ALL SELECT record, 'person_merge.record', id FROM person_merge
                            WHERE person_id = '%1$s'
                        UNION ALL SELECT record, 'person_deactivation.record', person_id FROM person_deactivation
                            WHERE person_id = '%1$s'
                        UNION ALL SELECT salt, 'trail_entry.salt', id FROM trail_entry
                            WHERE person_id = '%1$s' AND octet_length(salt) = 60
                        ORDER BY 2, 3""".formatted(person))) {
            while (row.next()) {
                String as = row.getString(2);
                byte[] plain = key.open(row.getBytes(1), as, row.getObject(3, UUID.class));
                opened.add(as
                        + row.getString(3)
                        + (as.endsWith("payload") ? CheckRecords.tree(plain) : new String(plain, ISO_8859_1))
                                .hashCode());
            }
        }
        return opened;
    }

    /** The one row of a bulk job, opened with the job's key. */
    private static String waiting(Connection connection, UUID job) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT key, line FROM bulk_job JOIN bulk_line ON job_id = id")) {
            row.next();
            PersonKey key = DevelopmentKeys.masters().unwrap(job, row.getBytes(1));
            return new String(key.open(row.getBytes(2), "bulk_line.line.1", job), ISO_8859_1);
        }
    }

    /** Which of the database's own files have the word, by table; the write-ahead log is the server's. */
    private static List<String> inFiles(Connection connection, String word) throws Exception {
        List<String> found = new ArrayList<>();
        execute(connection, "CHECKPOINT");
        String oid = text(connection, "SELECT oid FROM pg_database WHERE datname = current_database()");
        Path data = ConfigProvider.getConfig().getValue("continuum.data", Path.class);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path each : files.filter(path -> path.getParent().endsWith("base/" + oid))
                    .filter(Files::isRegularFile)
                    .toList()) {
                if (new String(Files.readAllBytes(each), ISO_8859_1).contains(word)) {
                    found.add(String.valueOf(text(
                            connection,
                            "SELECT max(relname) FROM pg_class WHERE relfilenode = "
                                    + each.getFileName().toString().replaceFirst("\\D.*", ""))));
                }
            }
        }
        return found;
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement execute = connection.createStatement()) {
            execute.execute(statement);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
