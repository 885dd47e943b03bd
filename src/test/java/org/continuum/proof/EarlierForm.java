package org.continuum.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.continuum.trail.Salt;
import org.continuum.vault.DevelopmentKeys;
import org.continuum.vault.PersonKey;
import org.jspecify.annotations.Nullable;

/** Writes a person's rows as the version before V125 has kept them: in plain. */
record EarlierForm(Connection from, Connection to) {
    private static final String EVIDENCE = """
            INSERT INTO evidence (person_id, id, person_seq, kind, purpose, occurred_on, recorded_at, organization_id,
                assessor_role, supersedes, expires_on, required_signatures, media_type, body, digest, payload)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, convert_from(?, 'UTF8')::jsonb)""";

    private static final String SIGNATURE = """
            INSERT INTO evidence_signature (person_id, evidence_id, role, signed_on, recorded_at, person_seq, body, signer)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'whoever it was')""";

    private static final String RETRACTION = """
            INSERT INTO evidence_retraction
                (person_id, evidence_id, issuer_withdrew, recorded_at, person_seq, reversal_id, body, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, 'whatever it was')""";

    private static final String ENTRY = """
            INSERT INTO trail_entry (home_id, id, type, organization_id, actor, person_id, person_seq, subject_id,
                recorded_at, commitment, data, salt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?) ON CONFLICT DO NOTHING""";

    void evidence(UUID person) throws SQLException {
        PersonKey key = DevelopmentKeys.of(from, person).orElseThrow();
        copy(EVIDENCE, """
                SELECT person_id, id, person_seq, kind, purpose, occurred_on, recorded_at, organization_id, assessor_role,
                    supersedes, expires_on, required_signatures, media_type, body, digest, payload, id AS row_id
                FROM evidence WHERE person_id = ?""", person, key, "evidence.body", "evidence.digest", "evidence.payload");
        copy(SIGNATURE, """
                SELECT person_id, evidence_id, role, signed_on, recorded_at, person_seq, body, evidence_id AS row_id
                FROM evidence_signature WHERE person_id = ? AND body IS NULL""", person, key);
        copy(SIGNATURE, """
                SELECT person_id, evidence_id, role, signed_on, recorded_at, person_seq, body, evidence_id AS row_id
                FROM evidence_signature WHERE person_id = ? AND body IS NOT NULL""", person, key, "evidence_signature.body.");
        copy(RETRACTION, """
                SELECT person_id, evidence_id, issuer_withdrew, recorded_at, person_seq, reversal_id, body,
                    evidence_id AS row_id
                FROM evidence_retraction WHERE person_id = ?""", person, key, "evidence_retraction.body");
    }

    /** Determinations and what follows them: all columns as they are but the sealed one, and its digest. */
    void decisions(UUID person) throws SQLException {
        PersonKey key = DevelopmentKeys.of(from, person).orElseThrow();
        record("determination", "id", "answer", person, key);
        record("determination_notice", "determination_id", "text", person, key);
        record("determination_review", "id", "record", person, key);
        record("determination_review_decision", "review_id", "record", person, key);
        record("licensing_decision", "id", "record", person, key);
    }

    /** Why records are one, two or nobody's. */
    void reasons(UUID person) throws SQLException {
        PersonKey key = DevelopmentKeys.of(from, person).orElseThrow();
        record("person_merge", "id", "record", person, key);
        record("person_deactivation", "person_id", "record", person, key);
        Optional<PersonKey> both = both("person_id = '%s'".formatted(person));
        if (both.isPresent()) {
            record("duplicate_dismissal", "id", "record", person, both.get());
        }
    }

    private Optional<PersonKey> both(String dismissal) throws SQLException {
        try (Statement statement = from.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT person_id, other_id FROM duplicate_dismissal WHERE " + dismissal)) {
            return row.next()
                    ? Optional.of(PersonKey.both(
                            DevelopmentKeys.of(from, row.getObject(1, UUID.class))
                                    .orElseThrow(),
                            DevelopmentKeys.of(from, row.getObject(2, UUID.class))
                                    .orElseThrow()))
                    : Optional.empty();
        }
    }

    private void record(String table, String id, String column, UUID person, PersonKey key) throws SQLException {
        String others;
        try (Statement statement = from.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute
                        WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped
                            AND attname NOT IN ('%s', 'digest')
                        """.formatted(table, column))) {
            row.next();
            others = row.getString(1);
        }
        copy(
                "INSERT INTO %s (%s, %s, digest) SELECT %s, plain, sha256(plain) FROM (SELECT ?::bytea AS plain) p"
                        .formatted(table, others, column, others.replaceAll("\\w+", "?")),
                "SELECT %s, %s, %s AS row_id FROM %s WHERE person_id = ?".formatted(others, column, id, table),
                person,
                key,
                table + "." + column);
    }

    /** @param key null for somebody who is erased by now, of whom only what is not sealed can be added */
    void entries(UUID home, @Nullable PersonKey key) throws SQLException {
        try (PreparedStatement select = from.prepareStatement("""
                        SELECT home_id, id, type, organization_id, actor, person_id, person_seq, subject_id, recorded_at,
                            commitment, data, salt
                        FROM trail_entry WHERE home_id = ? OR person_id IS NULL AND subject_id = ?""");
                PreparedStatement add = to.prepareStatement(ENTRY)) {
            select.setObject(1, home);
            select.setObject(2, home);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    byte[] salt = row.getBytes(12);
                    if (key == null && Salt.isSealed(salt)) {
                        continue;
                    }
                    for (int i = 1; i < 11; i++) {
                        add.setObject(i, row.getObject(i));
                    }
                    add.setString(11, row.getString(11));
                    PersonKey opening = row.getString(3).equals("duplicate.dismissed")
                            ? both("id = '%s'".formatted(row.getString(8))).orElseThrow()
                            : key;
                    add.setBytes(12, key == null ? salt : Salt.open(opening, row.getObject(2, UUID.class), salt));
                    add.executeUpdate();
                }
            }
        }
    }

    /** The last columns are opened, one for each name as which they are sealed. */
    private void copy(String insert, String query, UUID person, PersonKey key, String... sealed) throws SQLException {
        try (Statement replica = to.createStatement();
                PreparedStatement select = from.prepareStatement(query);
                PreparedStatement add = to.prepareStatement(insert)) {
            replica.execute("SET session_replication_role = replica");
            select.setObject(1, person);
            try (ResultSet row = select.executeQuery()) {
                int columns = row.getMetaData().getColumnCount() - 1;
                while (row.next()) {
                    UUID id = row.getObject("row_id", UUID.class);
                    for (int i = 1; i <= columns; i++) {
                        int of = i - 1 - (columns - sealed.length);
                        if (of < 0) {
                            add.setObject(i, row.getObject(i));
                        } else {
                            String as = sealed[of].endsWith(".") ? sealed[of] + row.getString("role") : sealed[of];
                            add.setBytes(i, key.open(row.getBytes(i), as, id));
                        }
                    }
                    add.executeUpdate();
                }
            }
        }
    }
}
