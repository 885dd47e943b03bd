package org.continuum.sandbox;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.continuum.http.Ids;

/**
 * The statements that the two benchmarked operations send, and nothing around them: the same pool, the same
 * transactions, the same indexes. Copies of what the features hold as constants; whoever changes those changes these.
 */
record BareSql(AgroalDataSource database, UUID organization) {
    private static final String IDENTIFY = """
            SELECT set_config('continuum.organization', ?, true), set_config('continuum.actor', ?, true),
                set_config('continuum.jurisdiction', coalesce((SELECT jurisdiction FROM organization
                    WHERE id = ?::uuid AND kind = 'licensing-authority'), ''), true)""";
    private static final String RELATION = """
            SELECT person_id, relation FROM person_grant
            WHERE (organization_id = ? OR jurisdiction = nullif(current_setting('continuum.jurisdiction'), ''))
                AND person_id = ANY (?)""";
    private static final String LOCK_HEAD = "SELECT seq, recorded_at FROM person_head WHERE person_id = ? FOR UPDATE";
    private static final String MOVE_HEAD = "UPDATE person_head SET seq = ?, recorded_at = ? WHERE person_id = ?";
    private static final String ADD_ENTRY = """
            WITH entry AS (
                INSERT INTO trail_entry
                    (home_id, id, type, person_id, person_seq, subject_id, recorded_at, salt, handle_key,
                    description_key, commitment, data)
                VALUES (coalesce(?, nullif(current_setting('continuum.organization', true), '')::uuid),
                    ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                RETURNING home_id, id)
            INSERT INTO trail_queue (home_id, entry_id) SELECT home_id, id FROM entry""";
    private static final String ADD_EVIDENCE = """
            WITH added AS (
                INSERT INTO evidence (person_id, id, person_seq, kind, purpose, occurred_on, recorded_at, assessor_role,
                    supersedes, expires_on, required_signatures, body, media_type, digest, payload)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                RETURNING person_id, id, recorded_at)
            INSERT INTO evidence_signature (person_id, evidence_id, role, signed_on, recorded_at)
            SELECT person_id, id, s.role, s.signed_on, recorded_at
            FROM added, unnest(?::text[], ?::date[]) AS s (role, signed_on)""";
    private static final String ABOUT = """
            SELECT r.digest FROM rule_set_license_type t JOIN rule_set r ON r.id = t.rule_set_id AND r.version = t.version
            WHERE t.license_type = ?""";
    private static final String OF_PERSON = """
            SELECT e.person_id, e.id, e.kind, e.occurred_on, e.recorded_at, e.person_seq, e.organization_id, e.purpose,
                e.assessor_role, e.supersedes, e.expires_on, e.required_signatures, e.payload, e.digest,
                s.signatures, r.body AS retraction, r.issuer_withdrew, r.recorded_at AS retracted_at
            FROM evidence e
            LEFT JOIN (
                SELECT evidence_id, json_agg(json_build_object(
                    'role', role, 'body', encode(body, 'hex'), 'signedOn', signed_on, 'recordedAt', recorded_at)
                    ORDER BY recorded_at, role) AS signatures
                FROM evidence_signature WHERE person_id = ? GROUP BY evidence_id) s ON s.evidence_id = e.id
            LEFT JOIN evidence_retraction r ON r.person_id = e.person_id AND r.evidence_id = e.id
            WHERE e.person_id = ? ORDER BY e.person_seq""";

    /** As SubmitEvidence does for an unsigned record without an Idempotency-Key. */
    void submit(UUID person, String body) {
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = database.getConnection()) {
                identify(connection);
                relation(connection, person);
                UUID id = Ids.next();
                OffsetDateTime now = OffsetDateTime.now(java.time.ZoneOffset.UTC);
                long seq = enter(connection, person, id, now);
                add(connection, person, id, seq, now, body.getBytes(StandardCharsets.UTF_8));
            }
            return null;
        });
    }

    /** As AssessReadiness does: three reads in one transaction. */
    void read(UUID person, String licenseType) {
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement about = connection.prepareStatement(ABOUT);
                    PreparedStatement evidence = connection.prepareStatement(OF_PERSON)) {
                identify(connection);
                relation(connection, person);
                about.setString(1, licenseType);
                rows(about);
                evidence.setObject(1, person);
                evidence.setObject(2, person);
                rows(evidence);
            }
            return null;
        });
    }

    private void identify(Connection connection) throws SQLException {
        try (PreparedStatement identify = connection.prepareStatement(IDENTIFY)) {
            identify.setString(1, organization.toString());
            identify.setString(2, "benchmark");
            identify.setString(3, organization.toString());
            identify.execute();
        }
    }

    private void relation(Connection connection, UUID person) throws SQLException {
        try (PreparedStatement relation = connection.prepareStatement(RELATION)) {
            relation.setObject(1, organization);
            relation.setArray(2, connection.createArrayOf("uuid", new Object[] {person}));
            rows(relation);
        }
    }

    private static long enter(Connection connection, UUID person, UUID subject, OffsetDateTime now)
            throws SQLException {
        long seq;
        try (PreparedStatement lock = connection.prepareStatement(LOCK_HEAD)) {
            lock.setObject(1, person);
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                seq = row.getLong(1) + 1;
            }
        }
        try (PreparedStatement move = connection.prepareStatement(MOVE_HEAD)) {
            move.setLong(1, seq);
            move.setObject(2, now);
            move.setObject(3, person);
            move.executeUpdate();
        }
        byte[] random = new byte[32];
        ThreadLocalRandom.current().nextBytes(random);
        try (PreparedStatement add = connection.prepareStatement(ADD_ENTRY)) {
            add.setObject(1, person);
            add.setObject(2, Ids.next());
            add.setString(3, "evidence.submitted");
            add.setObject(4, person);
            add.setLong(5, seq);
            add.setObject(6, subject);
            add.setObject(7, now);
            add.setBytes(8, new byte[60]);
            add.setBytes(9, random);
            add.setBytes(10, random);
            add.setBytes(11, random);
            add.setString(12, "{\"kind\":\"exam-result\",\"purpose\":\"licensure\"}");
            add.executeUpdate();
        }
        return seq;
    }

    private static void add(Connection connection, UUID person, UUID id, long seq, OffsetDateTime now, byte[] bytes)
            throws Exception {
        try (PreparedStatement add = connection.prepareStatement(ADD_EVIDENCE)) {
            add.setObject(1, person);
            add.setObject(2, id);
            add.setLong(3, seq);
            add.setString(4, "exam-result");
            add.setString(5, "licensure");
            add.setObject(6, LocalDate.of(2026, 10, 3));
            add.setObject(7, now);
            add.setString(8, null);
            add.setNull(9, Types.OTHER);
            add.setNull(10, Types.DATE);
            add.setArray(11, connection.createArrayOf("text", new Object[0]));
            byte[] sealed = new byte[bytes.length + 28];
            ThreadLocalRandom.current().nextBytes(sealed);
            add.setBytes(12, sealed);
            add.setString(13, "application/json");
            add.setBytes(14, new byte[60]);
            add.setBytes(15, sealed);
            add.setArray(16, connection.createArrayOf("text", new Object[0]));
            add.setArray(17, connection.createArrayOf("date", new Object[0]));
            add.executeUpdate();
        }
    }

    private static void rows(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            int found = 0;
            while (rows.next()) {
                rows.getObject(1);
                found++;
            }
            if (found == 0) {
                throw new IllegalStateException("The statement that is measured finds nothing");
            }
        }
    }
}
