package org.continuum.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.evidence.EvidenceRecord.Retraction;
import org.continuum.evidence.EvidenceRecord.Signature;
import org.continuum.http.Problem;
import org.continuum.trail.Receipt;
import org.continuum.trail.Rows;
import org.jspecify.annotations.Nullable;

/** All evidence. What is in it stays as it is: there is no way to change or remove, here or in the database. */
@ApplicationScoped
public class EvidenceLog {
    // The received bytes are left where they are: they are large, and only their own endpoint wants them.
    // Of all parts of the record, each with the number by which it is known to the whole: :record is there eight times.
    private static final String OF_PERSON = """
            SELECT e.person_id, e.id, e.kind, e.occurred_on, e.recorded_at, e.organization_id, e.purpose,
                CASE e.person_id WHEN :record THEN e.person_seq ELSE number_on(:record, e.person_id, e.person_seq) END
                    AS person_seq, e.assessor_role, e.supersedes, e.expires_on, e.required_signatures, e.payload, e.digest,
                s.signatures, r.reason, r.issuer_withdrew, r.recorded_at AS retracted_at,
                CASE r.person_id WHEN :record THEN r.person_seq ELSE number_on(:record, r.person_id, r.person_seq) END
                    AS retracted_as
            FROM evidence e
            LEFT JOIN (
                SELECT evidence_id, json_agg(json_build_object(
                    'role', role, 'signer', signer, 'signedOn', signed_on, 'recordedAt', recorded_at,
                    'personSeq', coalesce(CASE person_id WHEN :record THEN person_seq
                        ELSE number_on(:record, person_id, person_seq) END, 0))
                    ORDER BY recorded_at, role) AS signatures
                FROM evidence_signature WHERE person_id = ANY (parts_of(:record)) GROUP BY evidence_id) s ON s.evidence_id = e.id
            LEFT JOIN evidence_retraction r ON r.person_id = e.person_id AND r.evidence_id = e.id
            WHERE e.person_id = ANY (parts_of(:record))""".replace(":record", "?");

    // One statement for one record and for a thousand, whether there are signatures or not. Roles' names have no comma.
    private static final String ADD = """
            WITH added AS (
                INSERT INTO evidence (person_id, id, person_seq, kind, purpose, occurred_on, recorded_at, assessor_role,
                    supersedes, expires_on, required_signatures, body, media_type, digest, payload)
                SELECT person_id, id, person_seq, kind, purpose, occurred_on, recorded_at, assessor_role,
                    supersedes, expires_on, string_to_array(required, ','), body, media_type, digest, payload::jsonb
                FROM unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::date[], ?::timestamptz[],
                    ?::text[], ?::uuid[], ?::date[], ?::text[], ?::bytea[], ?::text[], ?::bytea[], ?::text[])
                    AS e (person_id, id, person_seq, kind, purpose, occurred_on, recorded_at, assessor_role, supersedes,
                    expires_on, required, body, media_type, digest, payload))
            INSERT INTO evidence_signature
                (person_id, evidence_id, role, signer, signed_on, recorded_at, person_seq)
            SELECT person_id, evidence_id, role, signer, signed_on, recorded_at, person_seq
            FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::date[], ?::timestamptz[], ?::bigint[])
                AS s (person_id, evidence_id, role, signer, signed_on, recorded_at, person_seq)""";

    private static final String REFERRED = """
            SELECT e.person_id, e.id, e.organization_id, e.kind, e.purpose, s.id IS NOT NULL AS superseded
            FROM unnest(?::uuid[], ?::uuid[]) AS asked (person_id, id)
            JOIN evidence e ON e.person_id = asked.person_id AND e.id = asked.id
            LEFT JOIN evidence s ON s.person_id = e.person_id AND s.supersedes = e.id""";

    private static final String ADD_SIGNATURE = """
            INSERT INTO evidence_signature
                (person_id, evidence_id, role, signer, signed_on, recorded_at, body, person_seq)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private static final String ADD_RETRACTION = """
            INSERT INTO evidence_retraction
                (person_id, evidence_id, reason, issuer_withdrew, recorded_at, body, person_seq)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private static final String RECEIVED =
            "SELECT body, media_type, digest FROM evidence WHERE person_id = ANY (parts_of(?)) AND id = ?";

    private static final String NUMBERS = """
            SELECT e.person_id, e.id, e.person_seq
            FROM unnest(?::uuid[], ?::uuid[]) AS asked (person_id, id)
            JOIN evidence e ON e.person_id = asked.person_id AND e.id = asked.id""";

    private static final String UNIQUE_VIOLATION = "23505";

    private final Database database;
    private final ObjectReader json;
    private final ObjectWriter payload;

    EvidenceLog(Database database, ObjectMapper json) {
        this.database = database;
        this.payload = json.writerFor(Submission.class);
        this.json = payloads(json);
    }

    /** Reads payloads so that decimals keep their digits. */
    static ObjectReader payloads(ObjectMapper json) {
        return json.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
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

    /** The bytes as they came in. Throws the problem "not found" for an id that is not of this person. */
    Received received(UUID person, UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement received = connection.prepareStatement(RECEIVED)) {
            received.setObject(1, person);
            received.setObject(2, id);
            try (ResultSet row = received.executeQuery()) {
                if (!row.next()) {
                    throw Problem.notFound();
                }
                return new Received(row.getBytes("body"), row.getString("media_type"), row.getBytes("digest"));
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** What is known of records that others speak of, by id; what is not there is missing. */
    Map<UUID, Referred> referred(List<EvidenceId> asked) {
        Map<UUID, Referred> found = new HashMap<>();
        if (asked.isEmpty()) {
            return found;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(REFERRED)) {
            Rows<EvidenceId> rows = new Rows<>(connection, asked);
            rows.set(select, 1, "uuid", EvidenceId::person);
            rows.set(select, 2, "uuid", EvidenceId::id);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject("id", UUID.class);
                    found.put(
                            id,
                            new Referred(
                                    row.getObject("person_id", UUID.class),
                                    id,
                                    row.getObject("organization_id", UUID.class),
                                    row.getString("kind"),
                                    Purpose.of(row.getString("purpose")),
                                    row.getBoolean("superseded")));
                }
            }
            return found;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** The numbers of records on their persons' records, under which the trail knows them; what is not there is missing. */
    public Map<EvidenceId, Long> numbers(List<EvidenceId> records) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(NUMBERS)) {
            Rows<EvidenceId> rows = new Rows<>(connection, records);
            rows.set(select, 1, "uuid", EvidenceId::person);
            rows.set(select, 2, "uuid", EvidenceId::id);
            try (ResultSet row = select.executeQuery()) {
                Map<EvidenceId, Long> numbers = new HashMap<>();
                while (row.next()) {
                    numbers.put(
                            new EvidenceId(row.getObject("person_id", UUID.class), row.getObject("id", UUID.class)),
                            row.getLong("person_seq"));
                }
                return numbers;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /**
     * Adds records with the signatures that they bring; in the transaction of the act.
     *
     * @return false if somebody has superseded the same record in between; the transaction is then lost
     */
    boolean add(List<Addition> additions) {
        List<SignatureAdded> signatures = SignatureAdded.of(additions);
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            Rows<Addition> rows = new Rows<>(connection, additions);
            rows.set(add, 1, "uuid", each -> each.envelope().person());
            rows.set(add, 2, "uuid", Addition::id);
            rows.set(add, 3, "bigint", Addition::personSeq);
            rows.set(add, 4, "text", each -> each.submission().kind());
            rows.set(add, 5, "text", each -> each.envelope().purpose().stored());
            rows.set(add, 6, "date", each -> each.envelope().occurredOn());
            rows.set(add, 7, "timestamptz", Addition::recordedAt);
            rows.set(add, 8, "text", each -> each.envelope().assessorRole());
            rows.set(add, 9, "uuid", each -> each.envelope().supersedes());
            rows.set(add, 10, "date", each -> each.envelope().expiresOn());
            rows.set(add, 11, "text", each -> String.join(",", each.envelope().requiredSignatures()));
            rows.set(add, 12, each -> each.received().bytes());
            rows.set(add, 13, "text", each -> each.received().mediaType());
            rows.set(add, 14, each -> each.received().digest());
            rows.set(add, 15, "text", each -> payload(each.submission()));
            Rows<SignatureAdded> signed = new Rows<>(connection, signatures);
            signed.set(add, 16, "uuid", each -> each.to().envelope().person());
            signed.set(add, 17, "uuid", each -> each.to().id());
            signed.set(add, 18, "text", each -> each.signing().role());
            signed.set(add, 19, "text", each -> each.signing().signer());
            signed.set(add, 20, "date", each -> each.signing().signedOn());
            signed.set(add, 21, "timestamptz", each -> each.to().recordedAt());
            signed.set(add, 22, "bigint", each -> each.to().personSeq());
            add.executeUpdate();
            return true;
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw new IllegalStateException("The evidence cannot be added", e);
        }
    }

    private String payload(Submission submission) {
        try {
            return payload.writeValueAsString(submission);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A submission can always be written", e);
        }
    }

    /**
     * False if the role has signed already.
     *
     * @param body what came in, byte for byte
     */
    boolean addSignature(UUID person, UUID id, Signing signing, byte[] body, Receipt receipt) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD_SIGNATURE)) {
            add.setObject(1, person);
            add.setObject(2, id);
            add.setString(3, signing.role());
            add.setString(4, signing.signer());
            add.setObject(5, signing.signedOn());
            add.setObject(6, receipt.recordedAt().atOffset(ZoneOffset.UTC));
            add.setBytes(7, body);
            add.setObject(8, receipt.personSeq());
            return add.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("The signature cannot be added", e);
        }
    }

    /**
     * False if the record is retracted already.
     *
     * @param body what came in, byte for byte
     */
    boolean addRetraction(UUID person, UUID id, RetractionRequest request, byte[] body, Receipt receipt) {
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD_RETRACTION)) {
            add.setObject(1, person);
            add.setObject(2, id);
            add.setString(3, request.reason());
            add.setBoolean(4, request.issuerWithdrew());
            add.setObject(5, receipt.recordedAt().atOffset(ZoneOffset.UTC));
            add.setBytes(6, body);
            add.setObject(7, receipt.personSeq());
            return add.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("The retraction cannot be added", e);
        }
    }

    private List<EvidenceRecord> records(UUID person, @Nullable UUID id) {
        String query = OF_PERSON + (id == null ? " ORDER BY person_seq, e.recorded_at, e.id" : " AND e.id = ?");
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 1; i <= 8; i++) {
                select.setObject(i, person);
            }
            if (id != null) {
                select.setObject(9, id);
            }
            try (ResultSet rows = select.executeQuery()) {
                List<EvidenceRecord> records = new ArrayList<>();
                while (rows.next()) {
                    records.add(record(rows));
                }
                return records;
            }
        } catch (SQLException | JsonProcessingException e) {
            throw unreadable(e);
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
                        OffsetDateTime.parse(each.get("recordedAt").textValue()).toInstant(),
                        each.get("personSeq").longValue()));
            }
        }
        return signatures;
    }

    private static @Nullable Retraction retraction(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("retracted_at", OffsetDateTime.class);
        if (at == null) {
            return null;
        }
        return new Retraction(
                row.getString("reason"),
                row.getBoolean("issuer_withdrew"),
                at.toInstant(),
                row.getLong("retracted_as"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static IllegalStateException unreadable(Exception e) {
        return new IllegalStateException("The evidence cannot be read", e);
    }

    private record SignatureAdded(Addition to, Signing signing) {
        static List<SignatureAdded> of(List<Addition> additions) {
            List<SignatureAdded> all = new ArrayList<>();
            for (Addition each : additions) {
                each.envelope().signatures().forEach(signing -> all.add(new SignatureAdded(each, signing)));
            }
            return all;
        }
    }
}
