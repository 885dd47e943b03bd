package org.continuum.fire;

/**
 * How a cycle went.
 *
 * @param sent requests, each counted once however often it was sent
 * @param acknowledged of them with 201
 * @param acknowledgedBefore before the fault
 * @param open without an acknowledgement when the dust had settled
 * @param committedUnanswered of the open ones, those which had had their effect
 * @param repeated open ones that were sent again under their key
 * @param jobs bulk jobs that the fault fell into
 * @param recoveryMillis from the fault to the first acknowledgement after it
 */
record Outcome(
        Fault fault,
        int sent,
        int acknowledged,
        int acknowledgedBefore,
        int open,
        int committedUnanswered,
        int repeated,
        int jobs,
        long recoveryMillis,
        Verdict verdict) {
    Outcome with(Verdict found) {
        return new Outcome(
                fault,
                sent,
                acknowledged,
                acknowledgedBefore,
                open,
                committedUnanswered,
                repeated,
                jobs,
                recoveryMillis,
                found);
    }
}
