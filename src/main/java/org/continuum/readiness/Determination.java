package org.continuum.readiness;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.continuum.rules.Question;

/**
 * A frozen readiness answer: what was asked, what it was computed from, and the exact bytes of what was answered.
 *
 * @param answer the answer as JSON, byte for byte
 * @param digest SHA-256 of the answer, hexadecimal
 */
public record Determination(
        UUID person,
        UUID id,
        long personSeq,
        String licenseType,
        Readiness.Word outcome,
        LocalDate asOf,
        Instant evidenceKnownAsOf,
        LocalDate rulesKnownAsOf,
        String ruleSet,
        String ruleSetVersion,
        String ruleSetDigest,
        String engine,
        byte[] answer,
        String digest,
        Instant recordedAt,
        UUID organization,
        String actor) {
    public Determination {
        answer = answer.clone();
    }

    @Override
    public byte[] answer() {
        return answer.clone();
    }

    Question question() {
        return new Question(licenseType, asOf, evidenceKnownAsOf, rulesKnownAsOf);
    }
}
