package org.continuum.sandbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that somebody does about a person: one request to the service, made when it was recorded. */
sealed interface Deed {
    Instant at();

    Institution by();

    /** A name of its own within the person's history, for retries and for those who refer to it. */
    String name();

    /**
     * @param content the evidence without person, framework and supersedes, which are not known before loading
     * @param corrects the name of the submission that this one supersedes
     */
    record Submits(
            Instant at,
            Institution by,
            String name,
            Map<String, Object> content,
            @Nullable String corrects) implements Deed {
        Submits with(String field, Object value) {
            Map<String, Object> changed = new LinkedHashMap<>(content);
            changed.put(field, value);
            return new Submits(at, by, name, changed, corrects);
        }
    }

    record Signs(Instant at, Institution by, String name, String submission, String role, String signer, LocalDate day)
            implements Deed {}

    record Retracts(Instant at, Institution by, String name, String submission, String reason, boolean issuerWithdrew)
            implements Deed {}

    record Enrolls(Instant at, Institution by, String name, Offering program, LocalDate startedOn) implements Deed {}

    /** @param outcome completed or withdrawn */
    record Leaves(
            Instant at,
            Institution by,
            String name,
            Offering program,
            LocalDate startedOn,
            LocalDate endedOn,
            String outcome)
            implements Deed {}

    record Employs(Instant at, Institution by, String name, LocalDate startedOn) implements Deed {}

    /** The board freezes the answer of the day, and a named person grants the license on it. */
    record Grants(Instant at, Institution by, String name, String licenseType, String term) implements Deed {}

    /** The employer begins an induction and assigns its mentor. */
    record Inducts(Instant at, Institution by, String name, LocalDate startedOn) implements Deed {}
}
