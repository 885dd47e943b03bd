package org.continuum.readiness;

import java.util.function.Predicate;
import org.continuum.evidence.EvidenceRecord;

/**
 * What of a person's record somebody may read.
 *
 * @param evidence which evidence
 * @param licenses whether what happened to the licenses of this service
 */
record Reader(Predicate<EvidenceRecord> evidence, boolean licenses) {
    /** Of all, as an answer is computed. */
    static final Reader OF_ALL = new Reader(any -> true, true);
}
