package org.continuum.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who may learn of whom. A grant that follows from a merge has neither bytes nor an entry: merges tell of it. */
final class CheckGrants {
    private static final String GRANTS = """
            SELECT g.person_id || '/' || g.id AS name, g.record AS bytes, e.recorded_at AS stored_at, g.*,
                e.salt, e.commitment, e.recorded_at AS logged_at, e.organization_id AS acted, e.actor AS acted_by
            FROM person_grant g LEFT JOIN trail_entry e
                ON e.home_id = g.person_id AND e.subject_id = g.id AND e.type = 'grant.given'
            WHERE g.basis NOT IN ('merge', 'herself') OR g.record IS NOT NULL OR e.id IS NOT NULL""";

    // One that only follows another, on a merged record's other part, is as that one is.
    private static final String REVOCATIONS = """
            SELECT r.person_id || '/' || r.grant_id AS name, r.record AS bytes, e.recorded_at AS stored_at, r.*,
                e.salt, e.commitment, e.recorded_at AS logged_at, e.organization_id AS acted, e.actor AS acted_by
            FROM person_grant_revocation r LEFT JOIN trail_entry e
                ON e.home_id = r.person_id AND e.subject_id = r.grant_id AND e.type = 'grant.revoked'
            WHERE NOT (e.id IS NULL AND EXISTS (
                SELECT FROM person_grant g JOIN person_grant o ON g.source_id IN (o.id, o.source_id) OR g.id = o.source_id
                    JOIN person_grant_revocation s ON s.person_id = o.person_id AND s.grant_id = o.id
                    JOIN trail_entry t ON t.home_id = s.person_id AND t.subject_id = s.grant_id AND t.type = 'grant.revoked'
                WHERE g.person_id = r.person_id AND g.id = r.grant_id AND o.person_id <> g.person_id
                    AND (s.organization_id, s.revoked_by, s.actor, s.revoked_at, s.record, s.digest)
                        IS NOT DISTINCT FROM (r.organization_id, r.revoked_by, r.actor, r.revoked_at, r.record, r.digest)))""";

    /** Whose marks are not what enrollments, employments and revocations make them. */
    private static final String MARKS = """
            WITH period (person, organization, relation, last) AS (
                SELECT e.person_id, p.provider_id, 'preparation-provider', coalesce(e.ended_on, 'infinity')
                FROM enrollment e JOIN program p ON p.id = e.program_id
                UNION ALL SELECT person_id, employer_id, 'employer', coalesce(ended_on, 'infinity') FROM employment),
            lapse (whole, organization, relation, at) AS (
                SELECT coalesce(h.absorbed_by, o.person), o.organization, r.relation,
                    (max(o.last) + interval '1 year 1 day') AT TIME ZONE 'UTC'
                FROM period o LEFT JOIN person_head h ON h.person_id = o.person
                    CROSS JOIN LATERAL (VALUES (o.relation), ('registrar')) AS r (relation)
                GROUP BY 1, 2, 3)
            SELECT g.person_id || '/' || g.id AS name FROM person_grant g
                LEFT JOIN person_head h ON h.person_id = g.person_id
                LEFT JOIN lapse l ON l.whole = coalesce(h.absorbed_by, g.person_id)
                    AND l.organization = g.organization_id AND l.relation = g.relation
                LEFT JOIN person_grant_revocation r ON r.person_id = g.person_id AND r.grant_id = g.id
            WHERE g.lapses_at <> coalesce(l.at, 'infinity') OR g.revoked_at IS DISTINCT FROM r.revoked_at""";

    private final CheckRecords records;
    private final Findings findings;

    CheckGrants(CheckRecords records, Findings findings) {
        this.records = records;
        this.findings = findings;
    }

    void check() throws SQLException {
        records.each("person_grant", GRANTS, this::grant);
        records.each("person_grant_revocation", REVOCATIONS, this::revocation);
        records.rows(
                MARKS, row -> findings.add("person_grant " + row.getString("name") + ": does not end as it should"));
    }

    private void grant(String name, ResultSet row, JsonNode said) throws SQLException {
        acted(name, row, "granted_by");
        records.columns(
                name,
                row,
                said,
                Map.of(
                        "person_id", "/person",
                        "id", "/id",
                        "organization_id", "/organization",
                        "jurisdiction", "/jurisdiction",
                        "relation", "/relation",
                        "basis", "/basis",
                        "source_id", "/source"));
        findings.same(
                name,
                "scopes",
                new TreeSet<>(List.of((String[]) row.getArray("scopes").getArray())),
                new TreeSet<>(CheckRecords.texts(said.path("scopes"))));
        at(name, row, "valid_from", said.at("/validFrom"));
        at(name, row, "valid_to", said.at("/validTo"));
        at(name, row, "granted_at", said.at("/validFrom"));
    }

    private void revocation(String name, ResultSet row, JsonNode said) throws SQLException {
        acted(name, row, "revoked_by");
        records.columns(
                name, row, said, Map.of("person_id", "/person", "grant_id", "/id", "organization_id", "/organization"));
        at(name, row, "revoked_at", said.at("/revokedAt"));
    }

    private void acted(String name, ResultSet row, String by) throws SQLException {
        records.digest(name, row);
        findings.same(name, by, row.getString(by), row.getString("acted"));
        findings.same(name, "actor", row.getString("actor"), row.getString("acted_by"));
    }

    private void at(String name, ResultSet row, String column, JsonNode said) throws SQLException {
        @Nullable OffsetDateTime stored = row.getObject(column, OffsetDateTime.class);
        findings.same(name, column, stored == null ? null : stored.toInstant().toString(), CheckRecords.text(said));
    }
}
