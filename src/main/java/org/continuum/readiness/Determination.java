package org.continuum.readiness;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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

    /** What was answered, read back. */
    Readiness readiness(ObjectMapper json) {
        try {
            return json.readValue(answer, Readiness.class);
        } catch (IOException e) {
            throw new IllegalStateException("A frozen answer can always be read", e);
        }
    }

    Question question() {
        return new Question(licenseType, asOf, evidenceKnownAsOf, rulesKnownAsOf);
    }
}
