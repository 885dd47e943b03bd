package org.continuum.rulebook;

import java.time.LocalDate;
import java.time.Period;
import org.continuum.rules.Citation;

/**
 * How an answer under a rule set may be appealed, in the law's own terms.
 *
 * @param within how long after the day of the notice, that day not counted; its last day included
 * @param to whom the appeal goes
 * @param how in which form
 */
public record AppealTerms(Period within, String to, String how, Citation citation) {
    /** The last day on which an appeal is in time. */
    public LocalDate lastDay(LocalDate noticeIssuedOn) {
        return noticeIssuedOn.plus(within);
    }

    static AppealTerms read(Place place) {
        place.object("within", "to", "how", "citation");
        Period within = place.needed("within", Place::period);
        if (!place.at("within").isMissing() && (within.isNegative() || within.isZero())) {
            place.at("within").wrong("Nobody could appeal in that time.", "Write how long it is, for example P30D.");
        }
        return new AppealTerms(
                within, place.text("to"), place.text("how"), place.needed("citation", RuleSetReader::citation));
    }
}
