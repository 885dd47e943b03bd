package org.continuum.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.continuum.vault.PersonKey;

/** Whose record is whose: merges, what follows from them, and what was found to be two, or nobody's. */
final class CheckMerges {
    /** A record of which each of two persons' records has an entry, told once for each. */
    private static final String OF_TWO = """
            SELECT r.id || ' on ' || side.home AS name, r.record AS bytes, e.recorded_at AS stored_at, r.*,
                e.salt, e.commitment, e.recorded_at AS logged_at, e.organization_id AS acted, e.actor AS acted_by,
                e.subject_id, e.id AS entry_id, side.home, r.id AS row_id, '%1$s.record' AS sealed_as
            FROM %1$s r CROSS JOIN LATERAL (VALUES (r.person_id, r.person_seq), (r.%2$s, r.%3$s)) AS side (home, seq)
            LEFT JOIN trail_entry e ON e.home_id = side.home AND e.person_seq = side.seq AND e.type = '%4$s'""";

    private static final String DEACTIVATIONS = """
            SELECT r.person_id AS name, r.record AS bytes, e.recorded_at AS stored_at, r.*, e.salt, e.commitment,
                e.recorded_at AS logged_at, e.organization_id AS acted, e.actor AS acted_by, e.subject_id,
                e.id AS entry_id, r.person_id AS row_id, 'person_deactivation.record' AS sealed_as
            FROM person_deactivation r LEFT JOIN trail_entry e ON e.home_id = r.person_id AND e.person_seq = r.person_seq
                AND e.type = 'person.deactivated'""";

    /** What each merge brings, with what the absorbed had taken in itself, and what was added to a part later. */
    private static final String PARTS = """
            WITH due (person_id, person_seq, part_id, part_seq) AS (
                SELECT survivor_id, survivor_seq, person_id, person_seq FROM person_merge
                UNION
                SELECT m.survivor_id, m.survivor_seq, p.part_id, max(p.part_seq)
                FROM person_merge m JOIN person_part p ON p.person_id = m.person_id
                GROUP BY m.survivor_id, m.survivor_seq, p.part_id
                UNION
                SELECT home_id, person_seq, (data ->> 'part')::uuid, (data ->> 'personSeq')::bigint
                FROM trail_entry WHERE type = 'person.continued')
            SELECT person_id || '/' || part_id AS name, due.person_seq IS NOT NULL AS due, p.person_seq IS NOT NULL AS there
            FROM (SELECT *, 1 AS one FROM due) due FULL JOIN (SELECT *, 1 AS one FROM person_part) p
                USING (person_id, person_seq, part_id, part_seq)""";

    private static final String HEADS = """
            SELECT h.person_id AS name FROM person_head h
                LEFT JOIN person_merge m ON m.person_id = h.person_id
                LEFT JOIN person_head s ON s.person_id = m.survivor_id
                LEFT JOIN person_deactivation d ON d.person_id = h.person_id
            WHERE h.absorbed_by IS DISTINCT FROM coalesce(s.absorbed_by, m.survivor_id)
                OR h.deactivated <> (d.person_id IS NOT NULL)""";

    /** Of the grants that are there because of a merge those for which there is no reason. */
    private static final String GRANTS = """
            SELECT g.person_id || '/' || g.id AS name FROM person_grant g
                LEFT JOIN person_head h ON h.person_id = g.person_id
            WHERE g.basis = 'merge' AND NOT EXISTS (
                    SELECT FROM person_grant o LEFT JOIN person_head k ON k.person_id = o.person_id
                    WHERE o.id = g.source_id AND o.basis NOT IN ('merge', 'herself')
                        AND coalesce(k.absorbed_by, o.person_id) = coalesce(h.absorbed_by, g.person_id)
                        AND (o.organization_id, o.jurisdiction, o.relation, o.scopes, o.valid_from, o.valid_to,
                            o.granted_by, o.actor)
                        IS NOT DISTINCT FROM (g.organization_id, g.jurisdiction, g.relation, g.scopes, g.valid_from,
                            g.valid_to, g.granted_by, g.actor))
                OR g.basis = 'herself' AND NOT EXISTS (
                    SELECT FROM person_merge m JOIN person_part p ON p.person_id = m.survivor_id
                    WHERE m.id = g.source_id AND p.part_id = g.person_id AND m.survivor_id = g.organization_id
                        AND (g.relation = 'self' OR g.relation = 'consent' AND g.scopes = '{growth}'))""";

    /** Grants that are on a part of a record and not on another, and parts that are not hers who has the record. */
    private static final String MISSING = """
            WITH part (whole, id) AS (
                SELECT absorbed_by, person_id FROM person_head WHERE absorbed_by IS NOT NULL
                UNION SELECT absorbed_by, absorbed_by FROM person_head WHERE absorbed_by IS NOT NULL)
            SELECT p.id || ' of ' || o.id || '/' || g.id AS name
            FROM person_grant g JOIN part o ON o.id = g.person_id JOIN part p ON p.whole = o.whole AND p.id <> o.id
            WHERE g.basis NOT IN ('merge', 'herself')
                AND g.revoked_at IS NULL
                AND NOT EXISTS (SELECT FROM person_grant c WHERE c.person_id = p.id AND c.relation = g.relation
                    AND (c.source_id = g.id OR g.relation <> 'consent' AND c.revoked_at IS NULL
                        AND c.organization_id IS NOT DISTINCT FROM g.organization_id
                        AND c.jurisdiction IS NOT DISTINCT FROM g.jurisdiction))
            UNION ALL
            SELECT p.id || ' of ' || p.whole || '/' || h.relation
            FROM part p CROSS JOIN (VALUES ('self'), ('consent')) AS h (relation)
            WHERE p.id <> p.whole AND NOT EXISTS (SELECT FROM person_grant g WHERE g.person_id = p.id
                AND g.basis = 'herself' AND g.relation = h.relation AND g.organization_id = p.whole)""";

    private final CheckRecords records;
    private final Findings findings;

    CheckMerges(CheckRecords records, Findings findings) {
        this.records = records;
        this.findings = findings;
    }

    void check() throws SQLException {
        Unsealing unsealing = records.unsealing();
        records.sealed(
                "person_merge",
                OF_TWO.formatted("person_merge", "survivor_id", "survivor_seq", "person.merged"),
                (name, row) -> unsealing.open(name, row, unsealing.key(row, "person_id"), unsealing.key(row, "home")),
                this::merge);
        records.sealed(
                "duplicate_dismissal",
                OF_TWO.formatted("duplicate_dismissal", "other_id", "other_seq", "duplicate.dismissed"),
                (name, row) -> {
                    Optional<PersonKey> first = unsealing.key(row, "person_id");
                    Optional<PersonKey> second = unsealing.key(row, "other_id");
                    Optional<PersonKey> both = first.flatMap(one -> second.map(other -> PersonKey.both(one, other)));
                    return unsealing.open(name, row, both, both);
                },
                this::dismissal);
        records.sealed("person_deactivation", DEACTIVATIONS, this::deactivation);
        records.rows(PARTS, row -> {
            findings.looked("person_part");
            String name = "person_part " + row.getString("name");
            findings.require(row.getBoolean("due"), name + ": no merge and no entry says so");
            findings.require(row.getBoolean("there"), name + ": is missing");
        });
        records.rows(HEADS, row -> findings.add("person_head " + row.getString("name") + ": is not as was decided"));
        records.rows(
                GRANTS,
                row -> findings.add("person_grant " + row.getString("name") + ": no merge is the reason for it"));
        records.rows(
                MISSING,
                row -> findings.add("person_grant on " + row.getString("name") + ": is missing, though merged"));
    }

    private void merge(String name, ResultSet row, JsonNode said) throws SQLException {
        acted(name, row);
        findings.same(name, "subject", row.getString("id"), row.getString("subject_id"));
        records.columns(name, row, said, Map.of("person_id", "/absorbed", "survivor_id", "/survivor", "id", "/id"));
        at(name, row, "merged_at", said.at("/mergedAt"));
    }

    private void dismissal(String name, ResultSet row, JsonNode said) throws SQLException {
        acted(name, row);
        findings.same(name, "subject", row.getString("id"), row.getString("subject_id"));
        records.columns(name, row, said, Map.of("person_id", "/persons/0", "other_id", "/persons/1", "id", "/id"));
        at(name, row, "dismissed_at", said.at("/dismissedAt"));
    }

    private void deactivation(String name, ResultSet row, JsonNode said) throws SQLException {
        acted(name, row);
        records.columns(name, row, said, Map.of("person_id", "/person"));
        at(name, row, "deactivated_at", said.at("/deactivatedAt"));
    }

    private void acted(String name, ResultSet row) throws SQLException {
        records.digest(name, row);
        findings.same(name, "organization", row.getString("organization_id"), row.getString("acted"));
        findings.same(name, "actor", row.getString("actor"), row.getString("acted_by"));
    }

    private void at(String name, ResultSet row, String column, JsonNode said) throws SQLException {
        findings.same(
                name, column, row.getObject(column, OffsetDateTime.class).toInstant(), Instant.parse(said.asText()));
    }
}
