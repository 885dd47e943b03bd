package org.continuum.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.continuum.access.Database;
import org.continuum.access.Parts;
import org.continuum.http.Problem;
import org.continuum.trail.Receipt;
import org.continuum.trail.Rows;
import org.continuum.vault.PersonKey;
import org.continuum.vault.PersonKeys;
import org.jspecify.annotations.Nullable;

/**
 * All evidence. What is in it stays as it is: there is no way to change or remove, here or in the database. What somebody has
 * written is kept under the person's key; the columns beside it are for queries, and none holds a free text.
 */
@ApplicationScoped
public class EvidenceLog {
    // One statement for one record and for a thousand, whether there are signatures or not. Roles' names have no comma.
    private static final String ADD = """
            WITH added AS (
                INSERT INTO evidence (person_id, id, person_seq, kind, purpose, occurred_on, recorded_at, assessor_role,
                    supersedes, expires_on, against, required_signatures, body, media_type, digest, payload)
                SELECT person_id, id, person_seq, kind, purpose, occurred_on, recorded_at, assessor_role,
                    supersedes, expires_on, against, string_to_array(required, ','), body, media_type, digest, payload
                FROM unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::date[], ?::timestamptz[],
                    ?::text[], ?::uuid[], ?::date[], ?::uuid[], ?::text[], ?::bytea[], ?::text[], ?::bytea[], ?::bytea[])
                    AS e (person_id, id, person_seq, kind, purpose, occurred_on, recorded_at, assessor_role, supersedes,
                    expires_on, against, required, body, media_type, digest, payload))
            INSERT INTO evidence_signature
                (person_id, evidence_id, role, signed_on, recorded_at, person_seq)
            SELECT person_id, evidence_id, role, signed_on, recorded_at, person_seq
            FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::date[], ?::timestamptz[], ?::bigint[])
                AS s (person_id, evidence_id, role, signed_on, recorded_at, person_seq)""";

    private static final String REFERRED = """
            SELECT e.person_id, e.id, e.organization_id, e.kind, e.purpose, s.id IS NOT NULL AS superseded
            FROM unnest(?::uuid[], ?::uuid[]) AS asked (person_id, id)
            JOIN evidence e ON e.person_id = asked.person_id AND e.id = asked.id
            LEFT JOIN evidence s ON s.person_id = e.person_id AND s.supersedes = e.id""";

    private static final String ADD_SIGNATURE = """
            INSERT INTO evidence_signature
                (person_id, evidence_id, role, signed_on, recorded_at, body, person_seq)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private static final String ADD_RETRACTION = """
            INSERT INTO evidence_retraction
                (person_id, evidence_id, issuer_withdrew, recorded_at, body, person_seq)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private static final String RECEIVED =
            "SELECT person_id, body, media_type FROM evidence WHERE person_id = ANY (?) AND id = ?";

    private static final String NUMBERS = """
            SELECT e.person_id, e.id, e.person_seq
            FROM unnest(?::uuid[], ?::uuid[]) AS asked (person_id, id)
            JOIN evidence e ON e.person_id = asked.person_id AND e.id = asked.id""";

    private static final String BESIDES = "SELECT has_evidence_besides(?, ?)";

    private static final String BY_CALLER = """
            SELECT EXISTS (SELECT FROM evidence e
                JOIN trail_entry t ON t.home_id = e.person_id AND t.person_seq = e.person_seq
                WHERE e.person_id = ANY (?) AND e.id = ? AND t.organization_id = caller_organization()
                    AND t.actor = current_setting('continuum.actor'))""";

    private static final String UNIQUE_VIOLATION = "23505";

    private final Database database;
    private final Parts parts;
    private final PersonKeys keys;
    private final ObjectReader json;
    private final ObjectWriter payload;

    EvidenceLog(Database database, Parts parts, PersonKeys keys, ObjectMapper json) {
        this.database = database;
        this.parts = parts;
        this.keys = keys;
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

    /** Whether more stands on the record than these, of whatever kind and purpose; that alone is told of what is not for the caller. */
    boolean hasBesides(UUID person, List<UUID> seen) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(BESIDES)) {
            select.setObject(1, person);
            select.setArray(2, connection.createArrayOf("uuid", seen.toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Whether whoever asks has submitted it, and not only somebody of the same organization: the entry knows. */
    boolean isByCaller(UUID person, UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(BY_CALLER)) {
            parts.bind(select, person, 1);
            select.setObject(2, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** The bytes as they came in. Throws the problem "not found" for an id that is not of this person. */
    Received received(UUID person, UUID id) {
        try (Connection connection = database.getConnection();
                PreparedStatement received = connection.prepareStatement(RECEIVED)) {
            parts.bind(received, person, 1);
            received.setObject(2, id);
            try (ResultSet row = received.executeQuery()) {
                if (!row.next()) {
                    throw Problem.notFound();
                }
                return Received.of(
                        Seals.BODY.open(keys.of(row.getObject("person_id", UUID.class)), id, row.getBytes("body")),
                        row.getString("media_type"));
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
        Map<UUID, PersonKey> sealing =
                keys.of(additions.stream().map(each -> each.envelope().person()).collect(Collectors.toSet()));
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
            rows.set(add, 11, "uuid", each -> each.submission() instanceof Appeal appeal ? appeal.against() : null);
            rows.set(add, 12, "text", each -> String.join(",", each.envelope().requiredSignatures()));
            rows.set(
                    add,
                    13,
                    each -> sealed(sealing, Seals.BODY, each, each.received().bytes()));
            rows.set(add, 14, "text", each -> each.received().mediaType());
            rows.set(
                    add,
                    15,
                    each -> sealed(sealing, Seals.DIGEST, each, each.received().digest()));
            rows.set(add, 16, each -> sealed(sealing, Seals.PAYLOAD, each, payload(each.submission())));
            Rows<SignatureAdded> signed = new Rows<>(connection, signatures);
            signed.set(add, 17, "uuid", each -> each.to().envelope().person());
            signed.set(add, 18, "uuid", each -> each.to().id());
            signed.set(add, 19, "text", each -> each.signing().role());
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

    private static byte[] sealed(Map<UUID, PersonKey> keys, Seals column, Addition added, byte[] plain) {
        return column.seal(Objects.requireNonNull(keys.get(added.envelope().person())), added.id(), plain);
    }

    private byte[] payload(Submission submission) {
        try {
            return payload.writeValueAsBytes(submission);
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
            add.setObject(4, signing.signedOn());
            add.setObject(5, receipt.recordedAt().atOffset(ZoneOffset.UTC));
            add.setBytes(6, keys.of(person).seal(body, Seals.signature(signing.role()), id));
            add.setObject(7, receipt.personSeq());
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
            add.setBoolean(3, request.issuerWithdrew());
            add.setObject(4, receipt.recordedAt().atOffset(ZoneOffset.UTC));
            add.setBytes(5, Seals.RETRACTION.seal(keys.of(person), id, body));
            add.setObject(6, receipt.personSeq());
            return add.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("The retraction cannot be added", e);
        }
    }

    private List<EvidenceRecord> records(UUID person, @Nullable UUID id) {
        String query = ReadRecord.QUERY + (id == null ? " ORDER BY person_seq, e.recorded_at, e.id" : " AND e.id = ?");
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 1; i <= 6; i++) {
                select.setObject(i, person);
            }
            parts.bind(select, person, 7);
            if (id != null) {
                select.setObject(8, id);
            }
            try (ResultSet rows = select.executeQuery()) {
                List<EvidenceRecord> records = new ArrayList<>();
                ReadRecord read = new ReadRecord(keys, json);
                while (rows.next()) {
                    records.add(read.of(rows));
                }
                return records;
            }
        } catch (SQLException | IOException e) {
            throw unreadable(e);
        }
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
