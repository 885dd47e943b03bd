package org.continuum.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Records that are edited. What the last act on one committed to is how the record read after it, as the API tells it; so it
 * must read now, and it must have been edited as often as the trail says.
 */
final class CheckEdited {
    private static final String LAST = """
            WITH said AS (
                SELECT t.subject_id, t.salt, t.commitment, t.recorded_at, count(*) OVER record AS acts,
                    row_number() OVER (record ORDER BY p.position DESC NULLS FIRST, q.ordinal DESC) AS back
                FROM trail_entry t
                    LEFT JOIN trail_position p ON p.home_id = t.home_id AND p.entry_id = t.id
                    LEFT JOIN trail_queue q ON q.home_id = t.home_id AND q.entry_id = t.id
                WHERE t.type LIKE '%1$s.%%'
                WINDOW record AS (PARTITION BY t.subject_id))
            SELECT r.id AS name, json_strip_nulls(json_build_object(%2$s)) AS reads, r.version, e.salt, e.commitment, e.acts,
                e.recorded_at AS stored_at, e.recorded_at AS logged_at
            FROM %1$s r LEFT JOIN said e ON e.subject_id = r.id AND e.back = 1""";

    private static final Comparator<JsonNode> AS_THE_API_WRITES_THEM = Comparator.comparing(
                    (JsonNode identifier) -> identifier.path("scheme").asText())
            .thenComparing(identifier -> identifier.path("value").asText());

    private final CheckRecords records;
    private final Findings findings;

    CheckEdited(CheckRecords records, Findings findings) {
        this.records = records;
        this.findings = findings;
    }

    void check() throws SQLException {
        edited("organization", """
                'id', r.id, 'kind', r.kind, 'name', r.name, 'jurisdiction', r.jurisdiction, 'identifiers', (
                    SELECT coalesce(json_agg(json_build_object('scheme', i.scheme, 'value', i.value)), '[]')
                    FROM organization_identifier i WHERE i.organization_id = r.id)""");
        edited("program", """
                'id', r.id, 'provider', r.provider_id, 'code', r.code, 'title', r.title, 'field', r.field,
                'gradeBand', r.grade_band, 'route', r.route""");
        edited("enrollment", """
                'id', r.id, 'person', r.person_id, 'program', r.program_id, 'startedOn', r.started_on,
                'endedOn', r.ended_on, 'outcome', r.outcome""");
        edited("employment", """
                'id', r.id, 'person', r.person_id, 'employer', r.employer_id, 'startedOn', r.started_on,
                'endedOn', r.ended_on, 'position', r.position""");
        edited("induction", """
                'id', r.id, 'person', r.person_id, 'employer', r.employer_id, 'employment', r.employment_id,
                'license', r.license_id, 'startedOn', r.started_on, 'endedOn', r.ended_on""");
        edited("mentorship", """
                'id', r.id, 'person', r.person_id, 'induction', r.induction_id, 'mentor', r.mentor_id,
                'startedOn', r.started_on, 'endedOn', r.ended_on""");
    }

    /** @param reads the record's JSON, its fields in the order in which the API writes them */
    private void edited(String table, String reads) throws SQLException {
        records.sealed(
                table,
                LAST.formatted(table, reads),
                (name, row) -> Optional.of(new ProvenEntry.Opening(row.getBytes("salt"), written(row))),
                (name, row, said) -> findings.same(name, "version", row.getLong("version"), row.getLong("acts")));
    }

    private static byte[] written(ResultSet row) throws SQLException {
        try {
            JsonNode record = CheckRecords.JSON.readTree(row.getString("reads"));
            if (record.path("identifiers") instanceof ArrayNode identifiers) {
                List<JsonNode> sorted =
                        identifiers.valueStream().sorted(AS_THE_API_WRITES_THEM).toList();
                identifiers.removeAll().addAll(sorted);
            }
            return CheckRecords.JSON.writeValueAsBytes(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL writes JSON", e);
        }
    }
}
