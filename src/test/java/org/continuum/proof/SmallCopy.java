package org.continuum.proof;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.continuum.bulk.SealEarlierRows;
import org.continuum.launch.Superuser;
import org.continuum.log.Log;
import org.continuum.trail.Kept;
import org.continuum.vault.DevelopmentKeys;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.PGConnection;

/**
 * A database of its own with one story in it, logged anew: small enough to be checked a few hundred times, and nobody else's.
 */
final class SmallCopy implements AutoCloseable {
    private final String name;

    private SmallCopy(String name) {
        this.name = name;
    }

    static SmallCopy of(Told told, Log log) throws SQLException, IOException {
        SmallCopy copy = empty("small_copy");
        copy.migrations().load().migrate();
        copy.fill(rows(told.persons(), told));
        copy.fill(Stream.of("person_merge", "person_part", "duplicate_dismissal", "person_deactivation")
                .collect(Collectors.toMap(Function.identity(), table -> of(told.persons()))));
        copy.log(log);
        try (Connection to = copy.connect();
                Statement statement = to.createStatement()) {
            withoutConstraints(statement);
        }
        return copy;
    }

    /** Of whatever version the migrations are then taken to. */
    static SmallCopy empty(String name) throws SQLException {
        SmallCopy copy = new SmallCopy(name);
        copy.close();
        superuser("CREATE DATABASE " + name + " OWNER continuum_owner");
        return copy;
    }

    FluentConfiguration migrations() {
        Config config = ConfigProvider.getConfig();
        return Flyway.configure()
                .dataSource(
                        Superuser.url(name),
                        config.getValue("continuum.database.owner.user", String.class),
                        config.getValue("continuum.database.owner.password", String.class))
                .placeholders(Map.of("app_role", config.getValue("continuum.database.user", String.class)))
                .javaMigrations(
                        new SealEarlierRows(DevelopmentKeys.masters()),
                        new SealEarlierRecords(DevelopmentKeys.masters(), 100));
    }

    /** With these rows of the service's own database, by table; an earlier one has not all columns. */
    void fill(Map<String, String> rows) throws SQLException, IOException {
        try (Connection from = Superuser.connect();
                Connection to = connect();
                Statement statement = to.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            for (Map.Entry<String, String> each : rows.entrySet()) {
                var stream = new ByteArrayOutputStream();
                String columns = columns(statement, each.getKey());
                String select = "SELECT %s FROM %s WHERE %s".formatted(columns, each.getKey(), each.getValue());
                from.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (" + select + ") TO STDOUT", stream);
                to.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "COPY %s (%s) FROM STDIN".formatted(each.getKey(), columns),
                                new ByteArrayInputStream(stream.toByteArray()));
            }
        }
    }

    private static String columns(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("""
                SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
                WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped""".formatted(table))) {
            row.next();
            return row.getString(1);
        }
    }

    /** They do not stop a superuser, who drops them. */
    private static void withoutConstraints(Statement statement) throws SQLException {
        statement.execute("""
                DO $$ DECLARE c record; BEGIN
                    FOR c IN SELECT conrelid::regclass AS of, conname FROM pg_constraint
                        WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'u', 'p')
                        ORDER BY array_position(ARRAY['f', 'c', 'u', 'p'], contype::text) LOOP
                        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.of, c.conname);
                    END LOOP;
                END $$""");
    }

    Connection connect() throws SQLException {
        return Superuser.connect(name);
    }

    @Override
    public void close() throws SQLException {
        superuser("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private static String of(List<UUID> people) {
        return people.stream().map(each -> "'" + each + "'").collect(Collectors.joining(", ", "person_id IN (", ")"));
    }

    static Map<String, String> rows(List<UUID> people, Told told) {
        String person = of(people);
        String organizations = "IN ('%s', '%s', '%s')"
                .formatted(told.board().authority(), told.board().university(), told.district());
        String ruleSets = "IN (SELECT id FROM rule_set WHERE organization_id " + organizations + ")";
        String frameworks = "framework_id IN (SELECT id FROM framework WHERE organization_id " + organizations + ")";
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("trail_entry", person + " OR home_id " + organizations + " OR subject_id " + organizations);
        for (String table : List.of(
                "person",
                "person_key",
                "person_erasure",
                "person_head",
                "evidence",
                "evidence_signature",
                "evidence_retraction",
                "determination",
                "determination_evidence",
                "determination_notice",
                "determination_review",
                "determination_review_decision",
                "licensing_decision",
                "license",
                "license_number",
                "person_grant",
                "person_grant_revocation",
                "person_identifier",
                "enrollment",
                "employment",
                "induction",
                "mentorship")) {
            rows.put(table, person);
        }
        rows.put("organization", "id " + organizations);
        rows.put("organization_identifier", "organization_id " + organizations);
        rows.put("program", "provider_id " + organizations);
        rows.put("request_key", "organization_id " + organizations);
        rows.put("rule_set", "organization_id " + organizations);
        for (String table : List.of("rule_set_license_type", "rule_set_layer", "rule_set_withdrawal")) {
            rows.put(table, "rule_set_id " + ruleSets);
        }
        rows.put("framework", "organization_id " + organizations);
        rows.put("framework_competency", frameworks);
        rows.put("framework_scale", frameworks);
        rows.put("log_key", "true");
        return rows;
    }

    /** In two batches, so that there is a checkpoint before the last. */
    void log(Log log) throws SQLException {
        List<byte[]> entries = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute(
                    "INSERT INTO trail_position SELECT row_number() OVER (ORDER BY id), home_id, id FROM trail_entry");
            try (ResultSet rows = statement.executeQuery("SELECT " + Kept.COLUMNS
                    + " FROM trail_position p JOIN trail_entry e ON e.home_id = p.home_id AND e.id = p.entry_id"
                    + " ORDER BY p.position")) {
                while (rows.next()) {
                    entries.add(Kept.of(rows).logEntry().bytes());
                }
            }
            Instant now = Instant.parse("2026-11-01T12:00:00Z");
            log.append(connection, entries.subList(0, 5), now);
            log.append(connection, entries.subList(5, entries.size()), now);
        }
    }

    private static void superuser(String command) throws SQLException {
        try (Connection connection = Superuser.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
