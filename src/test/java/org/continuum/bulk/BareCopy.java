package org.continuum.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.continuum.http.Ids;
import org.continuum.launch.Superuser;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What a commit writes, as a hand would write it that knows everything already: the same rows for the same tables, made
 * beforehand, sent by one COPY a table in one transaction. No judgement, no numbers to be found, no progress kept.
 */
record BareCopy(Connection connection, Map<String, String> rows) implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    static BareCopy of(UUID organization, List<String> lines) throws Exception {
        Connection connection = Superuser.connect(); // COPY is refused where rows are walled: it pays for no wall
        connection.setAutoCommit(false);
        Map<UUID, Long> heads = heads(connection);
        UUID job = Ids.next();
        connection
                .createStatement()
                .execute("SELECT set_config('continuum.organization', '" + organization
                        + "', false), set_config('continuum.actor', 'benchmark', false)");
        connection
                .createStatement()
                .execute("INSERT INTO bulk_job (id, format, state, created_at, changed_at, received)" + " VALUES ('"
                        + job + "', 'ndjson', 'committed', now(), now(), 0)");
        String now = OffsetDateTime.now(ZoneOffset.UTC).toString();
        StringBuilder evidence = new StringBuilder();
        StringBuilder entries = new StringBuilder();
        StringBuilder queue = new StringBuilder();
        StringBuilder keys = new StringBuilder();
        StringBuilder results = new StringBuilder();
        byte[] random = new byte[32];
        for (int i = 0; i < lines.size(); i++) {
            byte[] body = Jobs.bytes(lines.get(i));
            JsonNode json = JSON.readTree(body);
            UUID person = UUID.fromString(json.get("person").asText());
            UUID id = Ids.next();
            UUID entry = Ids.next();
            long seq = heads.merge(person, 1L, Long::sum);
            String digest = hex(MessageDigest.getInstance("SHA-256").digest(body));
            ThreadLocalRandom.current().nextBytes(random);
            byte[] sealed = new byte[body.length + 28];
            ThreadLocalRandom.current().nextBytes(sealed);
            String salt = hex(random);
            String reference = "copied-" + job + "-" + i;
            row(
                    evidence,
                    person,
                    id,
                    seq,
                    "exam-result",
                    "licensure",
                    "2026-03-09",
                    now,
                    "{}",
                    hex(sealed),
                    "application/json",
                    hex(new byte[60]),
                    hex(sealed));
            row(
                    entries,
                    person,
                    entry,
                    "evidence.submitted",
                    person,
                    seq,
                    id,
                    now,
                    hex(new byte[60]),
                    salt,
                    salt,
                    salt,
                    "{\"kind\": \"exam-result\", \"purpose\": \"licensure\"}");
            row(queue, person, entry);
            row(keys, reference, hex(new byte[16]), digest, id, entry, person);
            row(results, job, i + 1, "accepted", reference, person, id);
        }
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put(
                "evidence (person_id, id, person_seq, kind, purpose, occurred_on, recorded_at, required_signatures, body,"
                        + " media_type, digest, payload)",
                evidence.toString());
        rows.put(
                "trail_entry (home_id, id, type, person_id, person_seq, subject_id, recorded_at, salt,"
                        + " handle_key, description_key, commitment, data)",
                entries.toString());
        rows.put("trail_queue (home_id, entry_id)", queue.toString());
        rows.put("request_key (key, salt, digest, subject_id, entry_id, person_id)", keys.toString());
        rows.put("bulk_row (job_id, number, state, reference, person_id, evidence_id)", results.toString());
        return new BareCopy(connection, rows);
    }

    /** With the heads moved, so that what comes afterwards goes on behind it. */
    void run() throws Exception {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        for (Map.Entry<String, String> table : rows.entrySet()) {
            copy.copyIn("COPY " + table.getKey() + " FROM STDIN", new StringReader(table.getValue()));
        }
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection
                .createStatement()
                .execute("UPDATE person_head h SET seq = e.seq, recorded_at = now() FROM"
                        + " (SELECT home_id, max(person_seq) AS seq FROM trail_entry GROUP BY home_id) e"
                        + " WHERE h.person_id = e.home_id AND h.seq < e.seq");
        connection.createStatement().execute("RESET continuum.organization");
        connection.createStatement().execute("RESET continuum.actor");
        connection.commit();
        connection.setAutoCommit(true);
        connection.close();
    }

    private static Map<UUID, Long> heads(Connection connection) throws SQLException {
        Map<UUID, Long> heads = new HashMap<>();
        try (ResultSet row = connection.createStatement().executeQuery("SELECT person_id, seq FROM person_head")) {
            while (row.next()) {
                heads.put(row.getObject(1, UUID.class), row.getLong(2));
            }
        }
        return heads;
    }

    private static void row(StringBuilder rows, Object... values) {
        for (int i = 0; i < values.length; i++) {
            rows.append(i == 0 ? "" : "\t").append(values[i].toString().replace("\\", "\\\\"));
        }
        rows.append('\n');
    }

    private static String hex(byte[] bytes) {
        return "\\x" + HexFormat.of().formatHex(bytes);
    }
}
