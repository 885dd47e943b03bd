package org.continuum.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.continuum.log.Merkle;
import org.jspecify.annotations.Nullable;

/** Evidence, its signatures and its retractions. */
final class CheckEvidence {
    private static final String EVIDENCE = """
            SELECT r.person_id || '/' || r.id AS name, r.body AS bytes, r.recorded_at AS stored_at, r.*,
                e.salt, e.commitment, e.recorded_at AS logged_at, e.organization_id AS acted, e.id AS entry_id,
                r.id AS row_id, 'evidence.body' AS sealed_as
            FROM evidence r LEFT JOIN trail_entry e ON e.home_id = r.person_id AND e.person_seq = r.person_seq
                AND e.type = 'evidence.submitted' AND e.subject_id = r.id""";

    private static final String BROUGHT = """
            SELECT s.person_id || '/' || s.evidence_id || '/' || s.role AS name, s.role, s.signed_on,
                s.recorded_at AS stored_at, r.recorded_at, r.body, r.person_id, r.id AS row_id,
                s.person_seq AS stored_as, r.person_seq AS recorded_as
            FROM evidence_signature s JOIN evidence r ON r.person_id = s.person_id AND r.id = s.evidence_id
            WHERE s.body IS NULL""";

    // An entry of the same moment: what cannot be told apart by it is told apart by the commitment.
    private static final String SIGNATURES = """
            SELECT s.person_id || '/' || s.evidence_id || '/' || s.role AS name, s.body AS bytes,
                s.recorded_at AS stored_at, s.role, s.signed_on, s.person_id, s.evidence_id AS row_id,
                'evidence_signature.body.' || s.role AS sealed_as, e.id AS entry_id, e.salt, e.commitment, e.recorded_at AS logged_at,
                s.person_seq AS stored_as, e.person_seq AS recorded_as
            FROM evidence_signature s LEFT JOIN trail_entry e ON e.home_id = s.person_id
                AND e.type = 'evidence.signed' AND e.subject_id = s.evidence_id AND e.data ->> 'role' = s.role
            WHERE s.body IS NOT NULL""";

    private static final String RETRACTIONS = """
            SELECT s.person_id || '/' || s.evidence_id AS name, s.body AS bytes, s.recorded_at AS stored_at,
                s.issuer_withdrew, s.reversal_id, e.data ->> 'reversal' AS said_reversal, s.person_id,
                s.evidence_id AS row_id, 'evidence_retraction.body' AS sealed_as, e.id AS entry_id, e.salt, e.commitment, e.recorded_at AS logged_at,
                s.person_seq AS stored_as, e.person_seq AS recorded_as
            FROM evidence_retraction s LEFT JOIN trail_entry e ON e.home_id = s.person_id
                AND e.type = 'evidence.retracted' AND e.subject_id = s.evidence_id""";

    private final CheckRecords records;
    private final Findings findings;

    CheckEvidence(CheckRecords records, Findings findings) {
        this.records = records;
        this.findings = findings;
    }

    void check() throws SQLException {
        records.sealed("evidence", EVIDENCE, this::evidence);
        records.sealed("evidence_signature", SIGNATURES, this::signature);
        records.sealed("evidence_retraction", RETRACTIONS, this::retraction);
        records.rows(BROUGHT, this::brought);
    }

    private void evidence(String name, ResultSet row, JsonNode said) throws SQLException {
        findings.same(name, "organization", row.getString("organization_id"), row.getString("acted"));
        records.columns(
                name, row, said, Map.of("kind", "/kind", "occurred_on", "/occurredOn", "expires_on", "/expiresOn"));
        same(name, "person_id", row.getString("person_id"), said.at("/person"));
        same(name, "supersedes", row.getString("supersedes"), said.at("/supersedes"));
        same(name, "against", row.getString("against"), said.at("/against"));
        findings.same(
                name, "assessor_role", row.getString("assessor_role"), CheckRecords.text(said.at("/assessor/role")));
        findings.same(
                name, "purpose", row.getString("purpose"), said.path("purpose").asText("licensure"));
        findings.same(
                name,
                "required_signatures",
                List.of((String[]) row.getArray("required_signatures").getArray()),
                CheckRecords.texts(said.path("requiredSignatures")));
        Unsealing unsealing = records.unsealing();
        byte[] body = unsealing.open(name, row, "body", "evidence.body").orElseThrow();
        unsealing
                .open(name, row, "digest", "evidence.digest")
                .ifPresent(digest -> findings.require(
                        Arrays.equals(digest, Merkle.sha256(body)), name + ": its digest is another's"));
        unsealing.open(name, row, "payload", "evidence.payload").stream()
                .flatMap(payload -> Projection.differences(said, CheckRecords.tree(payload)).stream())
                .forEach(pointer -> findings.add(name + ": payload says something else than its bytes at " + pointer));
    }

    private void signature(String name, ResultSet row, JsonNode said) throws SQLException {
        records.columns(name, row, said, Map.of("role", "/role", "signed_on", "/signedOn"));
        numbered(name, row);
    }

    private void retraction(String name, ResultSet row, JsonNode said) throws SQLException {
        findings.same(
                name,
                "issuer_withdrew",
                row.getBoolean("issuer_withdrew"),
                said.path("issuerWithdrew").asBoolean());
        findings.same(name, "reversal_id", row.getString("reversal_id"), row.getString("said_reversal"));
        numbered(name, row);
    }

    /** A signature that came with its record stands in the record's bytes. */
    private void brought(ResultSet row) throws SQLException {
        findings.looked("evidence_signature");
        String name = "evidence_signature " + row.getString("name");
        findings.same(
                name,
                "recorded at",
                row.getObject("stored_at", OffsetDateTime.class),
                row.getObject("recorded_at", OffsetDateTime.class));
        numbered(name, row);
        String role = row.getString("role");
        String signedOn = row.getString("signed_on");
        records.unsealing()
                .open(name, row, "body", "evidence.body")
                .map(body -> CheckRecords.tree(body)
                        .path("signatures")
                        .valueStream()
                        .anyMatch(each -> each.path("role").asText().equals(role)
                                && each.path("signedOn").asText().equals(signedOn)))
                .ifPresent(there ->
                        findings.require(there, name + ": is not in its record's bytes, and has none of its own"));
    }

    /** Rows from before these numbers were kept have none. */
    private void numbered(String name, ResultSet row) throws SQLException {
        Object stored = row.getObject("stored_as");
        findings.require(
                stored == null || stored.equals(row.getObject("recorded_as")),
                name + ": its number on the person's record is another's");
    }

    /** Ids may have come in upper case. */
    private void same(String name, String column, @Nullable String stored, JsonNode said) {
        String text = CheckRecords.text(said);
        findings.same(name, column, stored, text == null ? null : text.toLowerCase(Locale.ROOT));
    }
}
