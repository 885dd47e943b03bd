package org.continuum.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What is asked: is this person ready for this license type.
 *
 * @param asOf facts that happened later are ignored; inclusive
 * @param evidenceKnownAsOf what was recorded later is ignored; inclusive
 * @param rulesKnownAsOf rules enacted later are ignored; inclusive
 */
public record Question(String licenseType, LocalDate asOf, Instant evidenceKnownAsOf, LocalDate rulesKnownAsOf) {
    public Question {
        Objects.requireNonNull(licenseType);
        Objects.requireNonNull(asOf);
        Objects.requireNonNull(evidenceKnownAsOf);
        Objects.requireNonNull(rulesKnownAsOf);
    }
}
