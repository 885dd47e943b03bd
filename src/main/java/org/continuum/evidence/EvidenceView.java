package org.continuum.evidence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A record as it stands as of a day and a state of knowledge: nothing that was learned later is in it. */
@Schema(name = "Evidence", description = "A piece of evidence and what was added to it since.")
public record EvidenceView(
        UUID id,
        @Schema(description = "Whom it is about.") UUID person,

        @Schema(description = "Its number on the person's record.")
        long personSeq,

        @Schema(description = "When the service learned of it.")
        Instant recordedAt,

        @Schema(description = "Who submitted it.") UUID organization,

        @Schema(description = "How it stands on the day asked for, as far as was known.")
        EvidenceStatus status,

        @Schema(description = "All signatures known, those submitted with it too.")
        List<SignatureView> signatures,

        @Nullable RetractionView retraction,

        @Schema(description = "SHA-256 of the bytes received, hexadecimal.")
        String digest,

        @Schema(description = "What was submitted.") Submission submission) {
    static EvidenceView of(
            EvidenceRecord one, EvidenceStatus status, Submission submission, LocalDate asOf, Instant knownAsOf) {
        EvidenceRecord.Retraction retraction = one.retracted(knownAsOf) ? one.retraction() : null;
        return new EvidenceView(
                one.id(),
                one.person(),
                one.personSeq(),
                one.recordedAt(),
                one.organization(),
                status,
                one.signatures().stream()
                        .filter(each -> each.known(asOf, knownAsOf))
                        .map(each -> new SignatureView(each.role(), each.signer(), each.signedOn(), each.recordedAt()))
                        .toList(),
                retraction == null
                        ? null
                        : new RetractionView(retraction.reason(), retraction.issuerWithdrew(), retraction.recordedAt()),
                one.digest(),
                submission);
    }

    @Schema(name = "Signature")
    public record SignatureView(
            String role,
            String signer,
            LocalDate signedOn,

            @Schema(description = "When the service learned of it.")
            Instant recordedAt) {}

    @Schema(name = "Retraction")
    public record RetractionView(
            String reason,

            @Schema(description = "Whether its issuer withdrew it.")
            boolean issuerWithdrew,

            @Schema(description = "When the service learned of it.")
            Instant recordedAt) {}
}
