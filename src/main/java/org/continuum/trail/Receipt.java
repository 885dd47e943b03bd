package org.continuum.trail;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.continuum.log.LogKey;
import org.continuum.log.VerifierKey;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the act learns from the trail: a signed promise that the entry will be in the log within two seconds.
 *
 * @param signature base64 of the log key's hash and its Ed25519 signature over {@link #text}
 */
@Schema(description = "The trail's signed promise that what has been recorded will be in the log within two seconds.")
public record Receipt(
        @Schema(description = "The id of the trail entry; the event of the feed has it too.")
        UUID entry,

        @Schema(description = "Its number on the person's record, from 1 without a gap; absent without a person.")
        @Nullable
        Long personSeq,

        @Schema(description = "The service's own time of recording.")
        Instant recordedAt,

        @Schema(description = "SHA-256 over a secret salt and what was recorded, in hexadecimal.")
        String commitment,

        @Schema(
                description =
                        "The log's Ed25519 signature over its name, the record's id and this receipt, behind four bytes"
                                + " that name the key, in base64; docs/trail.md says how to check it.",
                maxLength = 92)
        String signature) {
    static Receipt signed(
            LogKey key, UUID entry, UUID record, @Nullable Long personSeq, Instant recordedAt, byte[] commitment) {
        String hex = HexFormat.of().formatHex(commitment);
        return new Receipt(
                entry,
                personSeq,
                recordedAt,
                hex,
                key.sign(text(key.origin(), entry, record, personSeq, recordedAt, hex)));
    }

    static Receipt of(Place place, String signature) {
        return new Receipt(
                place.entry(),
                place.personSeq(),
                place.recordedAt(),
                HexFormat.of().formatHex(place.commitment()),
                signature);
    }

    /** Whether the key has signed this receipt for the record. */
    public boolean isSignedBy(VerifierKey verifier, UUID record) {
        return verifier.verifies(text(verifier.origin(), entry, record, personSeq, recordedAt, commitment), signature);
    }

    /** What is signed: seven lines, of which the first keeps it from ever being taken for something else. */
    private static String text(
            String origin, UUID entry, UUID record, @Nullable Long personSeq, Instant recordedAt, String commitment) {
        return "continuum/receipt/v1\n%s\n%s\n%s\n%s\n%d\n%s\n"
                .formatted(origin, record, entry, commitment, personSeq == null ? 0 : personSeq, recordedAt);
    }
}
