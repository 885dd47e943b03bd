package org.continuum.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** What follows a determination: what was taken out of it for queries, its notice, and its reviews. */
final class CheckReviews {
    private static final String ENTRY = """
            SELECT r.person_id || '/' || r.%1$s AS name, r.%2$s AS bytes, r.recorded_at AS stored_at, r.*,
                e.salt, e.commitment, e.recorded_at AS logged_at, e.organization_id AS acted, e.actor AS acted_by,
                e.data ->> 'issuedOn' AS said_issued_on, e.data ->> 'lastDay' AS said_last_day
            FROM %3$s r LEFT JOIN trail_entry e ON e.home_id = r.person_id AND e.person_seq = r.person_seq
                AND e.type = '%4$s' AND e.subject_id = r.%1$s""";

    private static final String USED = """
            SELECT coalesce(used.person_id, kept.person_id) || '/' || coalesce(used.id, kept.determination_id) AS name
            FROM (SELECT DISTINCT d.person_id, d.id, (record ->> 'id')::uuid AS evidence_id
                FROM determination d,
                    jsonb_array_elements(convert_from(d.answer, 'UTF8')::jsonb -> 'requirements') requirement,
                    jsonb_array_elements(requirement -> 'evidenceUsed') record) used
            FULL JOIN determination_evidence kept ON kept.person_id = used.person_id
                AND kept.determination_id = used.id AND kept.evidence_id = used.evidence_id
            WHERE used.id IS NULL OR kept.determination_id IS NULL""";

    private static final String ROUTES = """
            SELECT d.person_id || '/' || d.id AS name FROM determination d
            WHERE d.routes <> (
                SELECT coalesce(jsonb_object_agg(requirement ->> 'id', requirement ->> 'route'), '{}')
                FROM jsonb_array_elements(convert_from(d.answer, 'UTF8')::jsonb -> 'requirements') requirement
                WHERE jsonb_exists(requirement, 'route'))""";

    private final CheckRecords records;
    private final Findings findings;

    CheckReviews(CheckRecords records, Findings findings) {
        this.records = records;
        this.findings = findings;
    }

    void check() throws SQLException {
        records.rows(
                USED,
                row -> findings.add("determination_evidence: is not what its answer used: " + row.getString("name")));
        records.rows(
                ROUTES,
                row -> findings.add("determination " + row.getString("name") + ": routes are not its answer's"));
        records.each(
                "determination_notice",
                ENTRY.formatted("determination_id", "text", "determination_notice", "determination.notice-issued"),
                this::notice);
        records.each(
                "determination_review",
                ENTRY.formatted("id", "record", "determination_review", "determination.review-opened"),
                this::review);
        records.each(
                "determination_review_decision",
                ENTRY.formatted("review_id", "record", "determination_review_decision", "determination.review-decided"),
                this::decision);
    }

    private void notice(String name, ResultSet row, JsonNode said) throws SQLException {
        acted(name, row);
        findings.same(name, "issued_on", row.getString("issued_on"), row.getString("said_issued_on"));
        findings.same(name, "last_day", row.getString("last_day"), row.getString("said_last_day"));
    }

    private void review(String name, ResultSet row, JsonNode said) throws SQLException {
        acted(name, row);
        records.columns(
                name,
                row,
                said,
                Map.of(
                        "person_id", "/person",
                        "id", "/id",
                        "determination_id", "/determination",
                        "origin", "/origin",
                        "evidence_id", "/evidence"));
    }

    private void decision(String name, ResultSet row, JsonNode said) throws SQLException {
        acted(name, row);
        records.columns(
                name,
                row,
                said,
                Map.of(
                        "person_id", "/person",
                        "review_id", "/review",
                        "outcome", "/outcome",
                        "determination_id", "/determination"));
    }

    private void acted(String name, ResultSet row) throws SQLException {
        records.digest(name, row);
        findings.same(name, "organization", row.getString("organization_id"), row.getString("acted"));
        findings.same(name, "actor", row.getString("actor"), row.getString("acted_by"));
    }
}
