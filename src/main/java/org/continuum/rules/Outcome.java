package org.continuum.rules;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The whole answer: what the requirements' statuses come to. */
public enum Outcome {
    READY,
    READY_WITH_CONDITIONS,
    PENDING,
    INDETERMINATE,
    NOT_READY,
    BARRED;

    /** The outcome of the statuses; empty when nothing applies at all, for then there is nothing to be ready for. */
    public static Optional<Outcome> of(Collection<Status> statuses) {
        Outcome worst = null;
        for (Status status : statuses) {
            if (status != Status.NOT_APPLICABLE && (worst == null || of(status).compareTo(worst) > 0)) {
                worst = of(status);
            }
        }
        return Optional.ofNullable(worst);
    }

    private static Outcome of(Status status) {
        return switch (status) {
            case BARRED -> BARRED;
            case UNMET, INSUFFICIENT, EXPIRED, REVOKED -> NOT_READY;
            case INDETERMINATE -> INDETERMINATE;
            case PENDING_VERIFICATION, AWAITING_DECISION, DISPUTED -> PENDING;
            case DEFERRED -> READY_WITH_CONDITIONS;
            case MET, WAIVED, EXEMPT, NOT_APPLICABLE -> READY;
        };
    }

    /** The word used in the API: lower case with underscores. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
