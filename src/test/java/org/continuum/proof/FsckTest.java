package org.continuum.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.continuum.launch.Superuser;
import org.continuum.log.Keys;
import org.continuum.log.Log;
import org.continuum.log.LogKey;
import org.continuum.vault.DevelopmentKeys;
import org.junit.jupiter.api.Test;

/**
 * A superuser, whom no trigger, grant or constraint stops, changes one column of one row, removes a row or adds one: each
 * is found. A new table or column must be given to {@code fsck}, or be named here with the reason why it is not.
 */
@QuarkusTest
class FsckTest {
    /** Which row of a table is edited: the story's own. */
    private static final Map<String, String> ROWS = Map.ofEntries(
            Map.entry("trail_entry", "person_id = '%1$s' AND type = 'evidence.submitted'"),
            Map.entry("trail_position", "home_id = '%1$s'"),
            Map.entry("person_head", "person_id = '%1$s'"),
            Map.entry("log_entry", "number = (SELECT max(number) / 2 FROM log_entry)"),
            Map.entry("log_tile", "level = 0"),
            Map.entry(
                    "log_checkpoint",
                    "size = (SELECT max(size) FROM log_checkpoint WHERE size < (SELECT max(size) FROM log_checkpoint))"),
            Map.entry("log_key", "true"),
            Map.entry("request_key", "entry_id IN (SELECT id FROM trail_entry WHERE home_id = '%1$s')"),
            Map.entry("evidence", "person_id = '%1$s' AND cardinality(required_signatures) > 0"),
            Map.entry("evidence_signature", "person_id = '%1$s' AND body IS NOT NULL"),
            Map.entry("evidence_retraction", "person_id = '%1$s'"),
            Map.entry("determination", "person_id = '%1$s'"),
            Map.entry("determination_evidence", "person_id = '%1$s'"),
            Map.entry("determination_notice", "person_id = '%1$s'"),
            Map.entry("determination_review", "person_id = '%1$s'"),
            Map.entry("determination_review_decision", "person_id = '%1$s'"),
            Map.entry("licensing_decision", "person_id = '%1$s'"),
            Map.entry("license", "person_id = '%1$s'"),
            Map.entry("license_number", "person_id = '%1$s'"),
            Map.entry("person_grant", "person_id = '%1$s' AND relation = 'consent'"),
            Map.entry("person_grant_revocation", "person_id = '%1$s'"),
            Map.entry("person", "person_id = '%1$s'"),
            Map.entry("person_key", "person_id = '%1$s'"),
            Map.entry("person_identifier", "person_id = '%1$s'"),
            Map.entry("organization", "id = '%4$s'"),
            Map.entry("organization_identifier", "organization_id = '%4$s'"),
            Map.entry("program", "provider_id = '%5$s'"),
            Map.entry("enrollment", "person_id = '%1$s'"),
            Map.entry("employment", "person_id = '%1$s'"),
            Map.entry("induction", "person_id = '%1$s'"),
            Map.entry("mentorship", "person_id = '%1$s'"),
            Map.entry("person_erasure", "true"),
            Map.entry("person_merge", "true"),
            Map.entry("person_part", "true"),
            Map.entry("duplicate_dismissal", "true"),
            Map.entry("person_deactivation", "true"),
            Map.entry("rule_set", "id = '%2$s'"),
            Map.entry("rule_set_license_type", "rule_set_id = '%2$s'"),
            Map.entry("rule_set_layer", "floor_id = '%2$s'"),
            Map.entry("rule_set_withdrawal", "rule_set_id = 'layer-%2$s'"),
            Map.entry("framework", "id = '%3$s'"),
            Map.entry("framework_competency", "framework_id = '%3$s'"),
            Map.entry("framework_scale", "framework_id = '%3$s'"));

    private static final Map<String, String> UNCHECKED_REMOVALS = Map.of(
            "request_key", "a repeated request is then done again, as one without a key",
            "log_checkpoint", "one before the last: the trees before and after it are held against each other");

    private static final Map<String, String> UNCHECKED_COLUMNS = Map.of(
            "evidence.media_type", "how the sender called the bytes; nothing is decided by it",
            "log_checkpoint.signed_at", "for people who look; the notes have no time",
            "log_key.since", "for people who look",
            "request_key.key", "the sender's own name; a changed one is a request that was never sent",
            "request_key.salt", "a repeated request is refused as another one",
            "request_key.digest", "a repeated request is refused as another one");

    private static final Map<String, String> UNCHECKED_TABLES = Map.ofEntries(
            Map.entry("trail_queue", "holds entries for the moment until they have a place"),
            Map.entry("person_mark", "who may be registered twice; named persons decide on what they read of them"),
            Map.entry("possible_duplicate", "whose marks are the same; follows from person_mark"),
            Map.entry("person_access", "who has read; nothing is decided by it, and the log's tree does not hold it"),
            Map.entry(
                    "exclusion",
                    "whom the operator does not let in; lifted by an edit, and nothing on record rests on it"),
            Map.entry("rule_set_draft", "edited until it is published; nobody relies on it"),
            Map.entry("subscription", "edited; an organization's wish to be told"),
            Map.entry("subscription_secret", "as subscription"),
            Map.entry("delivery_progress", "how far somebody has been told; the feed can be read anew"),
            Map.entry("delivery", "as delivery_progress"),
            Map.entry("bulk_job", "how far an upload has come; what it recorded is evidence"),
            Map.entry("bulk_line", "as bulk_job"),
            Map.entry("bulk_verdict", "as bulk_job"),
            Map.entry("bulk_row", "as bulk_job"),
            Map.entry("bulk_reversed", "as bulk_job"),
            Map.entry("license_series", "a counter; what it has counted is in license"),
            Map.entry("flyway_schema_history", "the migrations' own"));

    static final OperatorKeys KEYS =
            new OperatorKeys(Optional.of(DevelopmentKeys.masters()), Optional.of(DevelopmentKeys.index()));

    @Inject
    LogKey key;

    @Inject
    Log log;

    @Test
    void whatever_a_superuser_edits_is_found() throws Exception {
        Told told = Told.once();
        try (SmallCopy copy = SmallCopy.of(told, log);
                Connection connection = copy.connect()) {
            connection.setAutoCommit(false);
            assertThat(wrong(connection)).as("before anything was edited").isEmpty();
            Map<String, Map<String, String>> columns = columns(connection);
            assertThat(columns.keySet())
                    .as("tables that are neither checked nor named with a reason")
                    .isEqualTo(union(ROWS.keySet(), UNCHECKED_TABLES.keySet()));
            List<String> unnoticed = new ArrayList<>();
            int edits = 0;
            for (String table : ROWS.keySet()) {
                for (Map.Entry<String, String> column : columns.get(table).entrySet()) {
                    String edit = "UPDATE %s SET %s = %s".formatted(table, column.getKey(), changed(column));
                    boolean noticed = noticed(connection, told, table, edit);
                    boolean due = !UNCHECKED_COLUMNS.containsKey(table + "." + column.getKey());
                    edits++;
                    if (noticed != due) {
                        unnoticed.add(edit + (due ? "" : " is noticed after all"));
                    }
                }
                edits++;
                if (noticed(connection, told, table, "DELETE FROM " + table) == UNCHECKED_REMOVALS.containsKey(table)) {
                    unnoticed.add("DELETE FROM " + table);
                }
            }
            for (String table : List.of("evidence", "determination", "license", "framework", "trail_entry")) {
                String more = table.equals("trail_entry") ? ", 'subject_id', gen_random_uuid()" : "";
                String copied = ("INSERT INTO %1$s SELECT (jsonb_populate_record(t, jsonb_build_object("
                                + "'id', gen_random_uuid(), 'person_seq', 900%2$s))).* FROM %1$s t")
                        .formatted(table, more);
                edits++;
                if (!noticed(connection, told, table, copied)) {
                    unnoticed.add(copied);
                }
            }
            assertThat(unnoticed).as("of %d edits", edits).isEmpty();
            assertThat(edits).isGreaterThan(150);
        }
    }

    /** On a record that is not merged: of one that is, it would be missing on the other parts. */
    @Test
    void a_grant_that_nobody_gave_is_found() throws Exception {
        Told told = Told.once();
        try (SmallCopy copy = SmallCopy.of(told, log);
                Connection connection = copy.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL session_replication_role = replica");
            assertThat(statement.executeUpdate("""
                    INSERT INTO person_grant SELECT (jsonb_populate_record(g, jsonb_build_object('id', gen_random_uuid(),
                        'jurisdiction', 'US-XX', 'record', null, 'digest', null))).* FROM person_grant g
                    WHERE relation = 'licensing-authority' AND NOT EXISTS (
                        SELECT FROM person_part p WHERE g.person_id IN (p.person_id, p.part_id)) LIMIT 1""")).isEqualTo(1);
            assertThat(wrong(connection)).singleElement().asString().contains("no entry on the trail");
            connection.rollback();
        }
    }

    /** Of every merge's grants each one is needed, on each part. */
    @Test
    void a_grant_that_is_not_on_every_part_of_a_record_is_found() throws Exception {
        Told told = Told.once();
        try (SmallCopy copy = SmallCopy.of(told, log);
                Connection connection = copy.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            List<String> copied = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("""
                    SELECT id FROM person_grant g WHERE basis IN ('merge', 'herself') AND NOT EXISTS (
                        SELECT FROM person_grant_revocation r WHERE r.grant_id = g.id) ORDER BY basis""")) {
                while (rows.next()) {
                    copied.add(rows.getString(1));
                }
            }
            assertThat(copied).hasSizeGreaterThan(2);
            for (String each : copied) {
                statement.execute("SET LOCAL session_replication_role = replica");
                statement.execute("DELETE FROM person_grant WHERE id = '" + each + "'");
                assertThat(wrong(connection)).singleElement().asString().contains("is missing, though merged");
                connection.rollback();
            }
        }
    }

    @Test
    void the_service_s_own_records_hold_and_by_a_key_that_is_not_trusted_nothing_does() throws SQLException {
        Told told = Told.once();
        try (Connection connection = Superuser.connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            // Other tests put rows into tables that no act has made; the story's own are sound.
            assertThat(wrong(connection))
                    .noneMatch(line -> line.contains(told.board().person().toString()) || line.startsWith("log_"));
            Findings findings =
                    Fsck.check(connection, List.of(Keys.fresh(key.origin()).verifier()), KEYS);
            assertThat(findings.wrong()).anyMatch(line -> line.contains("no known key has signed it"));
            connection.rollback();
        }
    }

    /** Does one thing to one row, as somebody whom nothing stops; undoes it after a look. */
    private static boolean noticed(Connection connection, Told told, String table, String edit) throws SQLException {
        String row = ROWS.get(table)
                .formatted(
                        told.board().person(),
                        told.board().licenseType(),
                        told.framework(),
                        told.district(),
                        told.board().university());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL session_replication_role = replica");
            String one = "ctid = (SELECT ctid FROM %s WHERE %s LIMIT 1)".formatted(table, row);
            int rows = statement.executeUpdate(edit + " WHERE " + one);
            assertThat(rows).as("rows that were edited: " + edit).isEqualTo(1);
            return !wrong(connection).isEmpty();
        } finally {
            connection.rollback();
        }
    }

    private static List<String> wrong(Connection connection) throws SQLException {
        return Fsck.check(connection, List.of(), KEYS).wrong();
    }

    private static String changed(Map.Entry<String, String> column) {
        String name = column.getKey();
        return switch (column.getValue()) {
            case "uuid" -> "gen_random_uuid()";
            case "text" -> "coalesce(" + name + ", '') || 'x'";
            case "date" -> "coalesce(" + name + ", '2020-01-01') + 1";
            case "timestamptz" ->
                "CASE WHEN isfinite(" + name + ") THEN " + name + " ELSE now() END + interval '1 second'";
            case "int4", "int8" -> name + " + 3";
            case "bool" -> "NOT " + name;
            case "bytea" -> "set_bit(" + name + ", 9, 1 - get_bit(" + name + ", 9))";
            case "jsonb" -> name + " || '{\"kind\": \"other\"}'";
            case "_text" -> name + " || ARRAY['x']";
            default -> throw new IllegalStateException("No edit is known for a column of type " + column.getValue());
        };
    }

    /** Types of columns by table and name. */
    private static Map<String, Map<String, String>> columns(Connection connection) throws SQLException {
        Map<String, Map<String, String>> columns = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT table_name, column_name, udt_name FROM information_schema.columns
                        JOIN information_schema.tables USING (table_schema, table_name)
                        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1, 2""")) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), table -> new TreeMap<>())
                        .put(rows.getString(2), rows.getString(3));
            }
        }
        return columns;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new TreeSet<>(one);
        union.addAll(other);
        return union;
    }
}
