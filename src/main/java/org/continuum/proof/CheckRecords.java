package org.continuum.proof;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.continuum.log.Merkle;
import org.continuum.trail.LogEntry;
import org.jspecify.annotations.Nullable;

/**
 * Holds every record against the trail entry that was made of it: its bytes must open the commitment, and its columns must
 * say what the bytes and the entry say. And every entry must have its record.
 */
final class CheckRecords {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    /** Entries whose record is missing, by the types that have one. */
    private static final Map<String, String> RECORDS = Map.ofEntries(
            Map.entry("evidence.submitted", "evidence r WHERE r.person_id = e.home_id AND r.id = e.subject_id"),
            Map.entry(
                    "evidence.signed",
                    "evidence_signature r WHERE r.person_id = e.home_id AND r.evidence_id = e.subject_id"
                            + " AND r.role = e.data ->> 'role'"),
            Map.entry(
                    "evidence.retracted",
                    "evidence_retraction r WHERE r.person_id = e.home_id AND r.evidence_id = e.subject_id"),
            Map.entry("determination.frozen", "determination r WHERE r.person_id = e.home_id AND r.id = e.subject_id"),
            Map.entry(
                    "determination.notice-issued",
                    "determination_notice r WHERE r.person_id = e.home_id AND r.determination_id = e.subject_id"),
            Map.entry(
                    "determination.review-opened",
                    "determination_review r WHERE r.person_id = e.home_id AND r.id = e.subject_id"),
            Map.entry(
                    "determination.review-decided",
                    "determination_review_decision r WHERE r.person_id = e.home_id AND r.review_id = e.subject_id"),
            Map.entry(
                    "licensing-decision.made",
                    "licensing_decision r WHERE r.person_id = e.home_id AND r.id = e.subject_id"),
            Map.entry("license.issued", "license r WHERE r.person_id = e.home_id AND r.id = e.subject_id"),
            Map.entry("person.created", "person r WHERE r.person_id = e.home_id"),
            Map.entry(
                    "person.merged",
                    "person_merge r WHERE r.id = e.subject_id AND e.home_id IN (r.person_id, r.survivor_id)"),
            Map.entry(
                    "duplicate.dismissed",
                    "duplicate_dismissal r WHERE r.id = e.subject_id AND e.home_id IN (r.person_id, r.other_id)"),
            Map.entry("person.deactivated", "person_deactivation r WHERE r.person_id = e.home_id"),
            Map.entry("person.erased", "person_erasure r WHERE r.person_id = e.home_id"),
            Map.entry("grant.given", "person_grant r WHERE r.person_id = e.home_id AND r.id = e.subject_id"),
            Map.entry(
                    "grant.revoked",
                    "person_grant_revocation r WHERE r.person_id = e.home_id AND r.grant_id = e.subject_id"),
            Map.entry("rule-set.published", "rule_set r WHERE r.publication_id = e.subject_id"),
            Map.entry("rule-set.withdrawn", "rule_set_withdrawal r WHERE r.withdrawal_id = e.subject_id"),
            Map.entry("framework.imported", "framework r WHERE r.id = e.subject_id"),
            Map.entry("organization.registered", "organization r WHERE r.id = e.subject_id"),
            Map.entry("program.registered", "program r WHERE r.id = e.subject_id"),
            Map.entry("enrollment.started", "enrollment r WHERE r.person_id = e.home_id AND r.id = e.subject_id"),
            Map.entry("employment.started", "employment r WHERE r.person_id = e.home_id AND r.id = e.subject_id"),
            Map.entry("induction.started", "induction r WHERE r.person_id = e.home_id AND r.id = e.subject_id"),
            Map.entry("mentorship.assigned", "mentorship r WHERE r.person_id = e.home_id AND r.id = e.subject_id"));

    private final Connection connection;
    private final Unsealing unsealing;
    private final Findings findings;

    CheckRecords(Connection connection, Unsealing unsealing, Findings findings) {
        this.unsealing = unsealing;
        this.connection = connection;
        this.findings = findings;
    }

    /** A stored record with the entry that was made of it. */
    interface Check {
        void check(String name, ResultSet row, JsonNode said) throws SQLException;
    }

    /** Opens a record with its salt. */
    interface Unseal {
        Optional<ProvenEntry.Opening> open(String name, ResultSet row) throws SQLException;
    }

    void check() throws SQLException {
        new CheckEvidence(this, findings).check();
        new CheckDecisions(this, findings).check();
        new CheckReviews(this, findings).check();
        new CheckRules(this, findings).check();
        new CheckGrants(this, findings).check();
        new CheckPersons(this, findings).check();
        new CheckMerges(this, findings).check();
        new CheckEdited(this, findings).check();
        for (Map.Entry<String, String> each : RECORDS.entrySet()) {
            try (PreparedStatement select = connection.prepareStatement("SELECT id FROM trail_entry e WHERE type = '"
                            + each.getKey() + "' AND NOT EXISTS (SELECT 1 FROM " + each.getValue() + ")");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    findings.add("trail_entry " + rows.getString(1) + ": the record of this " + each.getKey()
                            + " is missing");
                }
            }
        }
    }

    /**
     * Goes through records that each have an entry of their own.
     *
     * @param query selects the record's name as {@code name}, its bytes as {@code bytes}, its recorded at as
     *     {@code stored_at}, and of the entry {@code salt}, {@code commitment} and {@code logged_at}, null where there is
     *     none
     */
    void each(String table, String query, Check check) throws SQLException {
        rows(query, row -> {
            String name = table + " " + row.getString("name");
            if (entered(table, name, row)) {
                recorded(name, row, row.getBytes("salt"), row.getBytes("bytes"), check);
            }
        });
    }

    /**
     * As above, of records that are kept under persons' keys: what nobody can open is only held to have its entry.
     *
     * @param query also selects what {@link Unsealing#open} asks for
     */
    void sealed(String table, String query, Check check) throws SQLException {
        sealed(table, query, unsealing::open, check);
    }

    /** As above, of records that are opened in a way of their own. */
    void sealed(String table, String query, Unseal unseal, Check check) throws SQLException {
        rows(query, row -> {
            String name = table + " " + row.getString("name");
            if (entered(table, name, row)) {
                Optional<ProvenEntry.Opening> opened = unseal.open(name, row);
                if (opened.isPresent()) {
                    recorded(name, row, opened.get().salt(), opened.get().bytes(), check);
                }
            }
        });
    }

    Unsealing unsealing() {
        return unsealing;
    }

    private boolean entered(String table, String name, ResultSet row) throws SQLException {
        findings.looked(table);
        if (row.getBytes("salt") == null) {
            findings.add(name + ": there is no entry on the trail for it");
            return false;
        }
        findings.same(
                name,
                "recorded at",
                row.getObject("stored_at", OffsetDateTime.class),
                row.getObject("logged_at", OffsetDateTime.class));
        return true;
    }

    private void recorded(String name, ResultSet row, byte[] salt, byte @Nullable [] bytes, Check check)
            throws SQLException {
        if (bytes == null || !Arrays.equals(LogEntry.commitment(salt, bytes), row.getBytes("commitment"))) {
            findings.add(name + ": its bytes are not those that were recorded");
        } else {
            check.check(name, row, tree(bytes));
        }
    }

    /** Whatever rows a query gives. */
    void rows(String query, RowCheck check) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setFetchSize(200);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    check.check(rows);
                }
            }
        }
    }

    /** Looks at a row. */
    interface RowCheck {
        void check(ResultSet row) throws SQLException;
    }

    /** Columns that hold as text what the record's JSON says at a pointer; both may be missing. */
    void columns(String name, ResultSet row, JsonNode said, Map<String, String> pointers) throws SQLException {
        for (Map.Entry<String, String> each : pointers.entrySet()) {
            findings.same(name, each.getKey(), row.getString(each.getKey()), text(said.at(each.getValue())));
        }
    }

    /** A digest that stands beside the bytes. */
    void digest(String name, ResultSet row) throws SQLException {
        findings.require(
                Arrays.equals(row.getBytes("digest"), Merkle.sha256(row.getBytes("bytes"))),
                name + ": its digest is another's");
    }

    /** Missing where the bytes are no JSON. */
    static JsonNode tree(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    static @Nullable String text(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node.asText();
    }

    static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
