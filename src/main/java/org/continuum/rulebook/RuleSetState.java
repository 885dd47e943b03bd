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
    static RuleSetState of(RuleSetDocument document, List<RuleSetDocument> versions, LocalDate day, LocalDate known) {
        if (document.withdrawal() != null && document.withdrawal().holds(day, known)) {
            return withdrawn;
        }
        boolean begun = !day.isBefore(document.ruleSet().effectiveFrom());
        boolean overtaken = begun
                && versions.stream()
                        .filter(other -> RuleSetDocument.BY_ENACTMENT.compare(other, document) > 0)
                        .anyMatch(other -> other.governs(day, known));
        return overtaken ? superseded : published;
    }
}
