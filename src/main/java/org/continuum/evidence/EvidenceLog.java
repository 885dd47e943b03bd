package org.continuum.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.continuum.evidence.EvidenceRecord.Retraction;
import org.continuum.evidence.EvidenceRecord.Signature;
import org.continuum.http.Problem;
import org.jspecify.annotations.Nullable;

/** All evidence. What is in it stays as it is: there is no way to change or remove, here or in the database. */
@ApplicationScoped
public class EvidenceLog {
    // The received bytes are left where they are: they are large, and only their own endpoint wants them.
    private static final String OF_PERSON = """
            SELECT e.person_id, e.id, e.kind, e.occurred_on, e.recorded_at, e.person_seq, e.organization_id, e.purpose,
                e.assessor_role, e.supersedes, e.expires_on, e.required_signatures, e.payload, e.digest,
                s.signatures, r.reason, r.issuer_withdrew, r.recorded_at AS retracted_at
            FROM evidence e
            LEFT JOIN (
                SELECT evidence_id, json_agg(json_build_object(
                    'role', role, 'signer', signer, 'signedOn', signed_on, 'recordedAt', recorded_at)
                    ORDER BY recorded_at, role) AS signatures
                FROM evidence_signature WHERE person_id = ? GROUP BY evidence_id) s ON s.evidence_id = e.id
            LEFT JOIN evidence_retraction r ON r.person_id = e.person_id AND r.evidence_id = e.id
            WHERE e.person_id = ?""";

    private final AgroalDataSource database;
    private final ObjectReader json;

    EvidenceLog(AgroalDataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /** Everything on a person's record in the order of recording, whoever submitted it: one round trip. */
    public List<EvidenceRecord> of(UUID person) {
        return records(person, null);
    }

    /** Throws the problem "not found" for an id that is not of this person. */
    public EvidenceRecord get(UUID person, UUID id) {
        return find(person, id).orElseThrow(Problem::notFound);
    }

    public Optional<EvidenceRecord> find(UUID person, UUID id) {
        return records(person, id).stream().findFirst();
    }

    private List<EvidenceRecord> records(UUID person, @Nullable UUID id) {
        String query = OF_PERSON + (id == null ? " ORDER BY e.person_seq" : " AND e.id = ?");
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            select.setObject(1, person);
            select.setObject(2, person);
            if (id != null) {
                select.setObject(3, id);
            }
            try (ResultSet rows = select.executeQuery()) {
                List<EvidenceRecord> records = new ArrayList<>();
                while (rows.next()) {
                    records.add(record(rows));
                }
                return records;
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("The evidence cannot be read", e);
        }
    }

    private EvidenceRecord record(ResultSet row) throws SQLException, JsonProcessingException {
        return new EvidenceRecord(
                row.getObject("person_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getObject("occurred_on", LocalDate.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getLong("person_seq"),
                row.getObject("organization_id", UUID.class),
                Purpose.of(row.getString("purpose")),
                row.getString("assessor_role"),
                row.getObject("supersedes", UUID.class),
                row.getObject("expires_on", LocalDate.class),
                texts(row.getArray("required_signatures")),
                signatures(row.getString("signatures")),
                retraction(row),
                (ObjectNode) json.readTree(row.getString("payload")),
                HexFormat.of().formatHex(row.getBytes("digest")));
    }

    private List<Signature> signatures(@Nullable String stored) throws JsonProcessingException {
        List<Signature> signatures = new ArrayList<>();
        if (stored != null) {
            for (JsonNode each : json.readTree(stored)) {
                signatures.add(new Signature(
                        each.get("role").textValue(),
                        each.get("signer").textValue(),
                        LocalDate.parse(each.get("signedOn").textValue()),
                        OffsetDateTime.parse(each.get("recordedAt").textValue()).toInstant()));
            }
        }
        return signatures;
    }

    private static @Nullable Retraction retraction(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("retracted_at", OffsetDateTime.class);
        if (at == null) {
            return null;
        }
        Instant recordedAt = at.toInstant();
        return new Retraction(row.getString("reason"), row.getBoolean("issuer_withdrew"), recordedAt);
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
