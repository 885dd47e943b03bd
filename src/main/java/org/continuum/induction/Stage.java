package org.continuum.induction;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import org.continuum.evidence.EvidenceRecord;
import org.continuum.evidence.Purpose;

/** The stages of the continuum. */
public enum Stage {
    @JsonProperty("preparation")
    PREPARATION,
    @JsonProperty("licensure")
    LICENSURE,
    @JsonProperty("growth")
    GROWTH;

    /** Kinds that are about the license and not about the work. */
    private static final Set<String> OF_LICENSURE = Set.of(
            "exam-result", "clearance-check", "recommendation", "application", "decision", "appeal", "license-record");

    /**
     * Growth is what says so. Of the rest, what is about the license is licensure, and what is about the work is
     * preparation, also when a rule asks for it: a license asks how somebody was prepared.
     */
    static Stage of(EvidenceRecord evidence) {
        if (evidence.purpose() == Purpose.GROWTH) {
            return GROWTH;
        }
        return OF_LICENSURE.contains(evidence.kind()) ? LICENSURE : PREPARATION;
    }
}
