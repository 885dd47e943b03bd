package org.continuum.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Map;

/** Determinations, the decisions on them, and the licenses that were issued. */
final class CheckDecisions {
    private static final String ENTRY = """
             r.recorded_at AS stored_at, r.*, e.salt, e.commitment, e.recorded_at AS logged_at, e.organization_id AS acted,
                e.actor AS acted_by, e.data, e.id AS entry_id, r.id AS row_id, '%1$s.%3$s' AS sealed_as
            FROM %1$s r LEFT JOIN trail_entry e ON e.home_id = r.person_id AND e.person_seq = r.person_seq
                AND e.type = '%2$s' AND e.subject_id = r.id""";

    private static final String NUMBERS = """
            SELECT l.person_id || '/' || l.id AS name
            FROM license l FULL JOIN license_number n
                ON n.person_id = l.person_id AND n.license_id = l.id AND n.number = l.number
                AND n.organization_id = l.organization_id
            WHERE l.id IS NULL OR n.license_id IS NULL""";

    private final CheckRecords records;
    private final Findings findings;

    CheckDecisions(CheckRecords records, Findings findings) {
        this.records = records;
        this.findings = findings;
    }

    void check() throws SQLException {
        records.sealed("determination", query("answer", "determination", "determination.frozen"), this::determination);
        records.sealed(
                "licensing_decision", query("record", "licensing_decision", "licensing-decision.made"), this::decision);
        records.each("license", query("record", "license", "license.issued"), this::license);
        records.rows(NUMBERS, row -> findings.add("license_number: does not match license " + row.getString("name")));
    }

    private static String query(String bytes, String table, String type) {
        return "SELECT r.person_id || '/' || r.id AS name, r." + bytes + " AS bytes,"
                + ENTRY.formatted(table, type, bytes);
    }

    private void determination(String name, ResultSet row, JsonNode said) throws SQLException {
        acted(name, row);
        findings.same(name, "actor", row.getString("actor"), row.getString("acted_by"));
        records.columns(
                name,
                row,
                said,
                Map.of(
                        "person_id", "/person",
                        "license_type", "/licenseType",
                        "outcome", "/outcome",
                        "as_of", "/asOf",
                        "rules_known_as_of", "/rulesKnownAsOf",
                        "rule_set_id", "/rules/ruleSet",
                        "rule_set_version", "/rules/version",
                        "engine", "/engine"));
        findings.same(
                name,
                "evidence_known_as_of",
                row.getObject("evidence_known_as_of", OffsetDateTime.class).toInstant(),
                Instant.parse(said.at("/evidenceKnownAsOf").asText()));
        findings.same(
                name,
                "rule_set_digest",
                HexFormat.of().formatHex(row.getBytes("rule_set_digest")),
                said.at("/rules/digest").asText());
    }

    private void decision(String name, ResultSet row, JsonNode said) throws SQLException {
        acted(name, row);
        findings.same(name, "actor", row.getString("actor"), row.getString("acted_by"));
        records.columns(
                name,
                row,
                said,
                Map.of(
                        "person_id", "/person",
                        "id", "/id",
                        "determination_id", "/determination",
                        "act", "/act",
                        "license_id", "/license",
                        "organization_id", "/authority"));
    }

    private void license(String name, ResultSet row, JsonNode said) throws SQLException {
        records.digest(name, row);
        acted(name, row);
        records.columns(
                name,
                row,
                said,
                Map.of(
                        "person_id", "/person",
                        "id", "/id",
                        "number", "/number",
                        "license_type", "/licenseType",
                        "issued_on", "/issuedOn",
                        "starts_on", "/startsOn",
                        "expires_on", "/expiresOn",
                        "decision_id", "/decision",
                        "determination_id", "/determination",
                        "organization_id", "/authority"));
    }

    private void acted(String name, ResultSet row) throws SQLException {
        findings.same(name, "organization", row.getString("organization_id"), row.getString("acted"));
    }
}
