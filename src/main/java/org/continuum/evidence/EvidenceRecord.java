package org.continuum.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One piece of evidence as it stands in the log, with everything that was added to it since. Nothing in it is a
 * conclusion: what counts, as of when, follows from these dates.
 *
 * @param kind the submission's {@code kind}, e.g. {@code performance-assessment}
 * @param personSeq the number of the submission on the person's record; signatures and retractions have their own
 * @param organization who submitted it
 * @param assessorRole in which role the assessor judged, if the submission names one
 * @param supersedes the record that this one replaces once it is final
 * @param expiresOn the last day on which it counts, if it says so itself
 * @param requiredSignatures roles that must sign before it is final
 * @param signatures in the order of their recording
 * @param payload the whole submission as JSON, in Unicode normal form C; decimals keep their digits. Not to be changed
 * @param digest SHA-256 of the bytes received, hexadecimal
 */
public record EvidenceRecord(
        UUID person,
        UUID id,
        String kind,
        LocalDate occurredOn,
        Instant recordedAt,
        long personSeq,
        UUID organization,
        Purpose purpose,
        @Nullable String assessorRole,
        @Nullable UUID supersedes,
        @Nullable LocalDate expiresOn,
        List<String> requiredSignatures,
        List<Signature> signatures,
        @Nullable Retraction retraction,
        ObjectNode payload,
        String digest) {
    public EvidenceRecord {
        requiredSignatures = List.copyOf(requiredSignatures);
        signatures = List.copyOf(signatures);
    }

    /** Whether it can be seen at all: it had happened by then, and was known by then. */
    public boolean visible(LocalDate asOf, Instant knownAsOf) {
        return !occurredOn.isAfter(asOf) && !recordedAt.isAfter(knownAsOf);
    }

    /** The record as it stood when the person's record ended with that number: what was added to it later is left out. */
    public EvidenceRecord upTo(long position) {
        return new EvidenceRecord(
                person,
                id,
                kind,
                occurredOn,
                recordedAt,
                personSeq,
                organization,
                purpose,
                assessorRole,
                supersedes,
                expiresOn,
                requiredSignatures,
                signatures.stream().filter(each -> each.personSeq() <= position).toList(),
                retraction == null || retraction.personSeq() > position ? null : retraction,
                payload,
                digest);
    }

    /** Whether everybody whose signature it needs had signed by then, as far as was known by then. */
    public boolean signed(LocalDate asOf, Instant knownAsOf) {
        Set<String> missing = new HashSet<>(requiredSignatures);
        for (Signature signature : signatures) {
            if (signature.known(asOf, knownAsOf)) {
                missing.remove(signature.role());
            }
        }
        return missing.isEmpty();
    }

    /** Whether its retraction was known by then. What is retracted was never good, whatever the day asked for. */
    public boolean retracted(Instant knownAsOf) {
        return retraction != null && !retraction.recordedAt().isAfter(knownAsOf);
    }

    /** As it would be if it were taken back; the retraction has no number, since nothing is recorded. */
    public EvidenceRecord asIfRetracted(String reason, Instant at) {
        return new EvidenceRecord(
                person,
                id,
                kind,
                occurredOn,
                recordedAt,
                personSeq,
                organization,
                purpose,
                assessorRole,
                supersedes,
                expiresOn,
                requiredSignatures,
                signatures,
                new Retraction(reason, false, at, 0),
                payload,
                digest);
    }

    /**
     * @param recordedAt when the service learned of the signature, which may be later than the record itself
     * @param personSeq its number on the person's record; 0 for one from before such numbers were kept
     */
    public record Signature(String role, String signer, LocalDate signedOn, Instant recordedAt, long personSeq) {
        boolean known(LocalDate asOf, Instant knownAsOf) {
            return !signedOn.isAfter(asOf) && !recordedAt.isAfter(knownAsOf);
        }
    }

    /**
     * @param issuerWithdrew whether who issued it (a testing company, a registrar) has withdrawn it, rather than the
     *     submitter having sent it by mistake
     * @param personSeq its number on the person's record; 0 for one from before such numbers were kept
     */
    public record Retraction(String reason, boolean issuerWithdrew, Instant recordedAt, long personSeq) {}
}
