package org.continuum.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.continuum.evidence.EvidenceRecord.Retraction;
import org.continuum.evidence.EvidenceRecord.Signature;
import org.continuum.vault.PersonKey;
import org.continuum.vault.PersonKeys;
import org.jspecify.annotations.Nullable;

/** Makes records of rows: opens what is sealed, and finds there who has signed and why something was taken back. */
record ReadRecord(PersonKeys keys, ObjectReader json) {
    // The received bytes are left where they are: they are large, and only their own endpoint wants them.
    // Of all parts of the record, each with the number by which it is known to the whole: :record is there six times.
    // Signatures are looked for record by record: a plan from when there were none would read all of the person's for
    // each.
    static final String QUERY = """
            SELECT e.person_id, e.id, e.kind, e.occurred_on, e.recorded_at, e.organization_id, e.purpose,
                CASE e.person_id WHEN :record THEN e.person_seq ELSE number_on(:record, e.person_id, e.person_seq) END
                    AS person_seq, e.assessor_role, e.supersedes, e.expires_on, e.required_signatures, e.payload, e.digest,
                s.signatures, r.body AS retraction, r.issuer_withdrew, r.recorded_at AS retracted_at,
                CASE r.person_id WHEN :record THEN r.person_seq ELSE number_on(:record, r.person_id, r.person_seq) END
                    AS retracted_as
            FROM evidence e
            LEFT JOIN LATERAL (
                SELECT json_agg(json_build_object(
                    'role', role, 'body', encode(body, 'hex'), 'signedOn', signed_on, 'recordedAt', recorded_at,
                    'personSeq', coalesce(CASE person_id WHEN :record THEN person_seq
                        ELSE number_on(:record, person_id, person_seq) END, 0))
                    ORDER BY recorded_at, role) AS signatures
                FROM evidence_signature g WHERE g.person_id = e.person_id AND g.evidence_id = e.id) s ON true
            LEFT JOIN evidence_retraction r ON r.person_id = e.person_id AND r.evidence_id = e.id
            WHERE e.person_id = ANY (?)""".replace(":record", "?");

    EvidenceRecord of(ResultSet row) throws SQLException, IOException {
        UUID id = row.getObject("id", UUID.class);
        UUID person = row.getObject("person_id", UUID.class);
        PersonKey key = keys.of(person);
        ObjectNode payload = (ObjectNode) json.readTree(Seals.PAYLOAD.open(key, id, row.getBytes("payload")));
        return new EvidenceRecord(
                person,
                id,
                row.getString("kind"),
                row.getObject("occurred_on", LocalDate.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getLong("person_seq"),
                row.getObject("organization_id", UUID.class),
                Purpose.of(row.getString("purpose")),
                row.getString("assessor_role"),
                row.getObject("supersedes", UUID.class),
                row.getObject("expires_on", LocalDate.class),
                List.of((String[]) row.getArray("required_signatures").getArray()),
                signatures(key, id, row.getString("signatures"), payload),
                retraction(key, id, row),
                payload,
                HexFormat.of().formatHex(Seals.DIGEST.open(key, id, row.getBytes("digest"))));
    }

    private List<Signature> signatures(PersonKey key, UUID id, @Nullable String stored, ObjectNode payload)
            throws IOException {
        List<Signature> signatures = new ArrayList<>();
        if (stored != null) {
            for (JsonNode each : json.readTree(stored)) {
                String role = each.get("role").textValue();
                signatures.add(new Signature(
                        role,
                        signer(key, id, role, each.get("body").textValue(), payload),
                        LocalDate.parse(each.get("signedOn").textValue()),
                        OffsetDateTime.parse(each.get("recordedAt").textValue()).toInstant(),
                        each.get("personSeq").longValue()));
            }
        }
        return signatures;
    }

    /** A signature that came with its record has no bytes of its own. */
    private String signer(PersonKey key, UUID id, String role, @Nullable String body, ObjectNode payload)
            throws IOException {
        if (body != null) {
            byte[] sealed = HexFormat.of().parseHex(body);
            return text(key.open(sealed, Seals.signature(role), id), "signer");
        }
        return payload.path("signatures")
                .valueStream()
                .filter(each -> each.path("role").asText().equals(role))
                .map(each -> each.path("signer").asText())
                .findFirst()
                .orElseThrow(() -> new IOException("Nobody has signed as " + role));
    }

    private @Nullable Retraction retraction(PersonKey key, UUID id, ResultSet row) throws SQLException, IOException {
        byte[] sealed = row.getBytes("retraction");
        if (sealed == null) {
            return null;
        }
        return new Retraction(
                text(Seals.RETRACTION.open(key, id, sealed), "reason"),
                row.getBoolean("issuer_withdrew"),
                row.getObject("retracted_at", OffsetDateTime.class).toInstant(),
                row.getLong("retracted_as"));
    }

    private String text(byte[] received, String field) throws IOException {
        return Normalizer.normalize(json.readTree(received).path(field).asText(), Normalizer.Form.NFC);
    }
}
