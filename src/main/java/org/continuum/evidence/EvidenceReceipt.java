package org.continuum.evidence;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.continuum.trail.Recorded;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a submitter learns: that it is recorded, when, and how it stands. */
@Schema(description = "A record has been added; a repetition under the same Idempotency-Key gets the same.")
public record EvidenceReceipt(
        @Schema(description = "The id of the evidence.") UUID id,

        @Schema(description = "The id of the trail entry; the event of the feed has it too.")
        UUID entry,

        @Schema(description = "The entry's number on the person's record, from 1 without a gap.")
        long personSeq,

        @Schema(description = "The service's own time of recording.")
        Instant recordedAt,

        @Schema(description = "How the evidence stands after it.")
        EvidenceStatus status,

        @Schema(description = "SHA-256 over a secret salt and the exact bytes received, hexadecimal.")
        String commitment,

        @Schema(
                description =
                        "The log's Ed25519 signature over its name, the id and this receipt, behind four bytes that name"
                                + " the key, in base64: a promise that it will be in the log within two seconds.",
                maxLength = 92)
        String signature) {
    static EvidenceReceipt of(Recorded recorded, EvidenceStatus status) {
        return new EvidenceReceipt(
                recorded.id(),
                recorded.receipt().entry(),
                Objects.requireNonNull(recorded.receipt().personSeq()),
                recorded.receipt().recordedAt(),
                status,
                recorded.receipt().commitment(),
                recorded.receipt().signature());
    }
}
