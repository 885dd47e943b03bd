package org.continuum.rulebook;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * When a version of a rule set is the law: all that chooses it among others but for what its anchor says.
 *
 * @param id of the rule set
 * @param digest SHA-256 of the version's bytes, hexadecimal
 * @param effectiveTo the last day for which it is the law; null: no end
 * @param withdrawal what was said of it since it was published; null while it stands
 */
public record Enactment(
        String id,
        String version,
        String digest,
        LocalDate enacted,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo,
        @Nullable Withdrawal withdrawal) {

    /** The one enacted last is the last. */
    static final Comparator<Enactment> IN_ORDER = Comparator.comparing(Enactment::enacted)
            .thenComparing(Enactment::effectiveFrom)
            .thenComparing(Enactment::digest);

    /** Whether it is the law for the day, by what was law then; anchored already. */
    boolean governs(LocalDate day, LocalDate known) {
        return wouldGovern(day, known) && !isWithdrawn(day, known);
    }

    /** As {@link #governs}, but for its withdrawal. */
    boolean wouldGovern(LocalDate day, LocalDate known) {
        return isKnown(known) && !day.isBefore(effectiveFrom) && (effectiveTo == null || !day.isAfter(effectiveTo));
    }

    boolean isKnown(LocalDate known) {
        return !enacted.isAfter(known);
    }

    boolean isWithdrawn(LocalDate day, LocalDate known) {
        return withdrawal != null && withdrawal.holds(day, known);
    }
}
