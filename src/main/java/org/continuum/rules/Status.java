package org.continuum.rules;

/**
 * What was found for one requirement or one part of it. Listed from nearest to farthest from satisfied, which is also
 * the order in which an any-of prefers its options; {@link #weight} is the order in which an all-of takes its worst.
 */
public enum Status {
    /** Satisfied; the finding's basis says in which way. */
    MET(0),
    /** Excused by a recorded decision of an authority. */
    WAIVED(0),
    /** Excused by the rule itself. */
    EXEMPT(0),
    /** Not in force, or does not reach this person, field or license type. */
    NOT_APPLICABLE(0),
    /** May be met later, by a stated date. */
    DEFERRED(1),
    /** The deciding evidence or decision is under review or appeal. */
    DISPUTED(4),
    /** The evidence is complete; a named authority has yet to decide. */
    AWAITING_DECISION(3),
    /** Recorded evidence would satisfy it once signed, verified or received. */
    PENDING_VERIFICATION(2),
    /** Rule conflict, unknown form, missing table row or missing circumstance: a person must look. */
    INDETERMINATE(5),
    /** Something counts, nothing adverse governs, the quantity is short and can still be completed. */
    INSUFFICIENT(6),
    /** Was satisfied and lapsed by time alone. */
    EXPIRED(7),
    /** Satisfied only by evidence which its issuer has withdrawn. */
    REVOKED(9),
    /** Governing evidence fails, or nothing usable is recorded, or the option has closed. */
    UNMET(8),
    /** A negative condition or lock-out is in force. */
    BARRED(10);

    private final int weight;

    Status(int weight) {
        this.weight = weight;
    }

    /** How heavily it weighs in an all-of: the heaviest part decides. Unmet and revoked make the same outcome. */
    int weight() {
        return weight;
    }

    /** Whether it counts as met: met, waived or exempt. */
    public boolean satisfied() {
        return this == MET || this == WAIVED || this == EXEMPT;
    }

    /** Whether only somebody's completing act stands between it and met. */
    boolean underway() {
        return this == DISPUTED || this == AWAITING_DECISION || this == PENDING_VERIFICATION || this == DEFERRED;
    }

    static Status worse(Status a, Status b) {
        return b.weight > a.weight ? b : a;
    }

    static Status nearer(Status a, Status b) {
        return b.ordinal() < a.ordinal() ? b : a;
    }

    /** The word used in the API: lower case with underscores. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
