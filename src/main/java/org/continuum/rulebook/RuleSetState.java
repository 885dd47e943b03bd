package org.continuum.rulebook;

import java.time.LocalDate;
import java.util.List;

/** What has become of a published version, as of a day. It follows from dates alone and is never stored. */
public enum RuleSetState {
    /** It stands: it is the law for the days that it names, or will be. */
    published,
    /** Another version of the rule set, enacted later, is the law for the day. */
    superseded,
    /** It has been withdrawn for the day. */
    withdrawn;

    /**
     * @param versions all of the rule set
     * @param known by what was law then
     */
    static RuleSetState of(Enactment version, List<Enactment> versions, LocalDate day, LocalDate known) {
        if (version.isWithdrawn(day, known)) {
            return withdrawn;
        }
        boolean begun = !day.isBefore(version.effectiveFrom());
        boolean overtaken = begun
                && versions.stream()
                        .filter(other -> Enactment.IN_ORDER.compare(other, version) > 0)
                        .anyMatch(other -> other.governs(day, known));
        return overtaken ? superseded : published;
    }
}
