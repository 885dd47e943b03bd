package org.continuum.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.continuum.access.Database;
import org.continuum.trail.Receipt;
import org.continuum.trail.Rows;
import org.continuum.vault.PersonKey;
import org.continuum.vault.PersonKeys;

/**
 * What acts add to the log, each with its place on the trail. What somebody has written is kept under the person's key; the
 * columns beside it are for queries, and none holds a free text.
 */
@ApplicationScoped
class Additions {
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

    private static final String ADD_SIGNATURE = """
            INSERT INTO evidence_signature
                (person_id, evidence_id, role, signed_on, recorded_at, body, person_seq)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private static final String ADD_RETRACTION = """
            INSERT INTO evidence_retraction
                (person_id, evidence_id, issuer_withdrew, recorded_at, body, person_seq)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private static final String UNIQUE_VIOLATION = "23505";

    private final Database database;
    private final PersonKeys keys;
    private final ObjectWriter payload;

    Additions(Database database, PersonKeys keys, ObjectMapper json) {
        this.database = database;
        this.keys = keys;
        this.payload = json.writerFor(Submission.class);
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
