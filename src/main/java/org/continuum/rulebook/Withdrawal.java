package org.continuum.rulebook;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * That a published version is no longer the law. For the days before it was the law and stays so, and whoever asks by
 * what was known before it was enacted finds the version as if nothing had happened.
 */
@Schema(description = "That a version is no longer the law.")
public record Withdrawal(
        @Schema(description = "When the withdrawal was made law: rules known as of an earlier day do not know it.")
        LocalDate enacted,

        @Schema(description = "The first day for which the version is not the law any more.")
        LocalDate effectiveFrom,

        @Schema(description = "Why.") String reason) {

    /**
     * Whether the version is gone.
     *
     * @param day the date that selects the version
     * @param known by what was law then
     */
    boolean holds(LocalDate day, LocalDate known) {
        return !enacted.isAfter(known) && !day.isBefore(effectiveFrom);
    }

    /** Completes "version 2 …". */
    String words() {
        return "was withdrawn on " + enacted + " for the days from " + effectiveFrom + " (" + reason + ")";
    }
}
