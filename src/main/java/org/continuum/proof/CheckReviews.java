package org.continuum.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What follows a determination: what was taken out of it for queries, its notice, and its reviews. */
final class CheckReviews {
    private static final String ENTRY = """
            SELECT r.person_id || '/' || r.%1$s AS name, r.%2$s AS bytes, r.recorded_at AS stored_at, r.*,
                e.salt, e.commitment, e.recorded_at AS logged_at, e.organization_id AS acted, e.actor AS acted_by,
                e.data ->> 'issuedOn' AS said_issued_on, e.data ->> 'lastDay' AS said_last_day,
                e.id AS entry_id, r.%1$s AS row_id, '%3$s.%2$s' AS sealed_as
            FROM %3$s r LEFT JOIN trail_entry e ON e.home_id = r.person_id AND e.person_seq = r.person_seq
                AND e.type = '%4$s' AND e.subject_id = r.%1$s""";

    private static final String ANSWERS = """
            SELECT d.person_id || '/' || d.id AS name, d.answer, d.routes, d.person_id, d.id AS row_id, ARRAY(
                SELECT u.evidence_id::text FROM determination_evidence u
                WHERE u.person_id = d.person_id AND u.determination_id = d.id) AS used
            FROM determination d""";

    private static final String WITHOUT_ANSWER = """
            SELECT u.person_id || '/' || u.determination_id AS name FROM determination_evidence u
            WHERE NOT EXISTS (
                SELECT FROM determination d WHERE d.person_id = u.person_id AND d.id = u.determination_id)""";

    private final CheckRecords records;
    private final Findings findings;

    CheckReviews(CheckRecords records, Findings findings) {
        this.records = records;
        this.findings = findings;
    }

    void check() throws SQLException {
        records.rows(ANSWERS, this::answer);
        records.rows(
                WITHOUT_ANSWER,
                row -> findings.add("determination_evidence " + row.getString("name") + ": there is no such answer"));
        records.sealed(
                "determination_notice",
                ENTRY.formatted("determination_id", "text", "determination_notice", "determination.notice-issued"),
                this::notice);
        records.sealed(
                "determination_review",
                ENTRY.formatted("id", "record", "determination_review", "determination.review-opened"),
                this::review);
        records.sealed(
                "determination_review_decision",
                ENTRY.formatted("review_id", "record", "determination_review_decision", "determination.review-decided"),
                this::decision);
    }

    /** What was taken out of an answer for queries; one that nobody can open says nothing. */
    private void answer(ResultSet row) throws SQLException {
        findings.looked("determination_evidence");
        String name = "determination " + row.getString("name");
        JsonNode said = records.unsealing()
                .open(name, row, "answer", "determination.answer")
                .map(CheckRecords::tree)
                .orElseGet(MissingNode::getInstance);
        if (said.isMissingNode()) {
            return;
        }
        Set<String> used = new TreeSet<>();
        Map<String, String> routes = new TreeMap<>();
        for (JsonNode requirement : said.path("requirements")) {
            requirement
                    .path("evidenceUsed")
                    .forEach(record -> used.add(record.path("id").asText()));
            if (requirement.has("route")) {
                routes.put(
                        requirement.path("id").asText(),
                        requirement.path("route").asText());
            }
        }
        findings.same(
                name,
                "determination_evidence",
                new TreeSet<>(List.of((String[]) row.getArray("used").getArray())),
                used);
        Map<String, String> stored = new TreeMap<>();
        CheckRecords.tree(row.getString("routes").getBytes(StandardCharsets.UTF_8))
                .forEachEntry((requirement, route) -> stored.put(requirement, route.asText()));
        findings.same(name, "routes", stored, routes);
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
        findings.same(name, "organization", row.getString("organization_id"), row.getString("acted"));
        findings.same(name, "actor", row.getString("actor"), row.getString("acted_by"));
    }
}
