package org.continuum.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.continuum.log.VerifierKey;
import org.continuum.trail.Kept;
import org.continuum.trail.Receipt;
import org.jspecify.annotations.Nullable;

/** Holds every trail entry against its entry of the log, and what numbers them against the entries. */
final class CheckTrail {
    private static final String ENTRIES = "SELECT " + Kept.COLUMNS + """
            , l.entry, q.ordinal, h.seq AS head_seq, h.recorded_at AS head_at
            FROM trail_entry e
            LEFT JOIN trail_position p ON p.home_id = e.home_id AND p.entry_id = e.id
            LEFT JOIN log_entry l ON l.number = p.position - 1
            LEFT JOIN trail_queue q ON q.home_id = e.home_id AND q.entry_id = e.id
            LEFT JOIN person_head h ON h.person_id = e.person_id
            ORDER BY e.person_id, e.person_seq""";

    private static final String POSITIONS = """
            SELECT p.position, p.position - row_number() OVER (ORDER BY p.position) AS gap, e.id
            FROM trail_position p LEFT JOIN trail_entry e ON e.home_id = p.home_id AND e.id = p.entry_id
            ORDER BY p.position""";

    private static final String UNMATCHED = """
            SELECT 'person_head ' || person_id FROM person_head h
            WHERE NOT EXISTS (SELECT 1 FROM trail_entry e WHERE e.home_id = h.person_id AND e.person_seq = h.seq)
            UNION ALL SELECT 'trail_queue ' || ordinal FROM trail_queue q
            WHERE NOT EXISTS (SELECT 1 FROM trail_entry e WHERE e.home_id = q.home_id AND e.id = q.entry_id)
            UNION ALL SELECT 'log_entry ' || number FROM log_entry l
            WHERE NOT EXISTS (SELECT 1 FROM trail_position p WHERE p.position = l.number + 1)""";

    private static final String KEYS = """
            SELECT k.organization_id AS key_organization, k.key, k.subject_id AS key_subject, k.entry_id,
                k.person_seq AS key_seq, k.recorded_at AS key_at, k.commitment AS key_commitment, k.signature,
                k.person_id AS key_person, e.person_id, e.id, e.organization_id, e.subject_id, e.person_seq,
                e.recorded_at, e.commitment
            FROM request_key k LEFT JOIN trail_entry e ON e.id = k.entry_id""";

    private final Connection connection;
    private final List<VerifierKey> keys;
    private final Findings findings;

    CheckTrail(Connection connection, List<VerifierKey> keys, Findings findings) {
        this.connection = connection;
        this.keys = keys;
        this.findings = findings;
    }

    void check() throws SQLException {
        entries();
        positions();
        try (PreparedStatement select = connection.prepareStatement(UNMATCHED);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                findings.add(rows.getString(1) + ": there is no such entry on the trail");
            }
        }
        answers();
    }

    private void entries() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ENTRIES)) {
            select.setFetchSize(1_000);
            try (ResultSet rows = select.executeQuery()) {
                Numbered before = null;
                while (rows.next()) {
                    findings.looked("trail_entry");
                    Kept kept = Kept.of(rows);
                    logged(kept, rows.getBytes("entry"), rows.getObject("ordinal") != null);
                    UUID person = kept.person();
                    if (person != null) {
                        before = numbered(before, kept, person, head(rows));
                    }
                }
                last(before);
            }
        }
    }

    private void logged(Kept kept, byte @Nullable [] stored, boolean waits) {
        String row = "trail_entry " + kept.id();
        if (kept.position() == null) {
            findings.require(waits, row + ": has no place and does not wait for one");
        } else if (stored == null) {
            // Positions are given and logged in one transaction; an earlier version only gave them.
            findings.add(row + ": has a place and is not in the log");
        } else {
            List<String> differences = kept.logEntry().differences(stored);
            findings.require(differences.isEmpty(), row + ": is not what was logged; look at " + differences);
        }
    }

    private record Numbered(
            UUID person,
            long seq,
            OffsetDateTime recordedAt,
            @Nullable Head head) {}

    private record Head(long seq, OffsetDateTime recordedAt) {}

    private static @Nullable Head head(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("head_at", OffsetDateTime.class);
        return at == null ? null : new Head(row.getLong("head_seq"), at);
    }

    private Numbered numbered(@Nullable Numbered before, Kept kept, UUID person, @Nullable Head head) {
        boolean first = before == null || !before.person().equals(person);
        if (first) {
            last(before);
        }
        long due = before == null || first ? 1 : before.seq() + 1;
        findings.require(
                kept.personSeq() == due,
                "person " + person + ": number " + due + " is missing before " + kept.personSeq());
        return new Numbered(person, kept.personSeq(), kept.recordedAt().atOffset(java.time.ZoneOffset.UTC), head);
    }

    private void last(@Nullable Numbered last) {
        if (last != null) {
            Head head = last.head();
            findings.require(
                    head != null
                            && head.seq() == last.seq()
                            && head.recordedAt().isEqual(last.recordedAt()),
                    "person_head " + last.person() + ": is not at the last entry, " + last.seq());
        }
    }

    private void positions() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(POSITIONS)) {
            select.setFetchSize(1_000);
            try (ResultSet rows = select.executeQuery()) {
                long gap = 0;
                while (rows.next()) {
                    findings.looked("trail_position");
                    String row = "trail_position " + rows.getLong("position");
                    findings.require(rows.getLong("gap") == gap, row + ": positions before it are missing");
                    gap = rows.getLong("gap");
                    findings.require(rows.getObject("id") != null, row + ": there is no such entry on the trail");
                }
            }
        }
    }

    /** What a repeated request would be answered. */
    private void answers() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(KEYS)) {
            select.setFetchSize(1_000);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    findings.looked("request_key");
                    answer(rows);
                }
            }
        }
    }

    private void answer(ResultSet row) throws SQLException {
        String name = "request_key " + row.getString("key_organization") + " " + row.getString("key");
        if (row.getObject("id") == null) {
            findings.add(name + ": there is no such entry on the trail");
            return;
        }
        same(name, row, "organization_id", "key_organization");
        same(name, row, "subject_id", "key_subject");
        if (row.getObject("key_person") == null) {
            answered(name, row);
            return;
        }
        same(name, row, "person_id", "key_person");
        for (String left : List.of("key_seq", "key_at", "key_commitment", "signature")) {
            findings.require(
                    row.getObject(left) == null, name + ": its answer is the trail's, and it has one of its own");
        }
    }

    private void same(String name, ResultSet row, String column, String kept) throws SQLException {
        findings.same(name, column, row.getString(kept), row.getString(column));
    }

    /** A key whose row has the answer itself. */
    private void answered(String name, ResultSet row) throws SQLException {
        same(name, row, "person_seq", "key_seq");
        same(name, row, "recorded_at", "key_at");
        byte[] commitment = row.getBytes("key_commitment");
        String signature = row.getString("signature");
        OffsetDateTime at = row.getObject("key_at", OffsetDateTime.class);
        UUID subject = row.getObject("key_subject", UUID.class);
        if (commitment == null || signature == null || at == null || subject == null) {
            findings.add(name + ": has no receipt");
            return;
        }
        findings.same(
                name,
                "commitment",
                HexFormat.of().formatHex(commitment),
                HexFormat.of().formatHex(row.getBytes("commitment")));
        Receipt receipt = new Receipt(
                row.getObject("entry_id", UUID.class),
                row.getObject("key_seq", Long.class),
                at.toInstant(),
                HexFormat.of().formatHex(commitment),
                signature);
        findings.require(
                keys.stream().anyMatch(key -> receipt.isSignedBy(key, subject)),
                name + ": no known key has signed its receipt");
    }
}
