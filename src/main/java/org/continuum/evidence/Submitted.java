package org.continuum.evidence;

import java.util.Optional;
import org.continuum.http.Violation;

/**
 * How much evidence one organization has submitted to a record, to all of its parts together. A record is read as a whole, whatever
 * is asked of it, so what each may add has an end; whoever sends too much closes the record to itself only.
 *
 * @param all the retracted with the others: they are read with them
 */
record Submitted(long all, long retracted) {
    /**
     * Pieces that are not retracted, corrections among them. There may be twice as many with the retracted, and thrice as many with
     * the corrections and decisions that still come.
     */
    static final int MOST = 10_000;

    static final Submitted NOTHING = new Submitted(0, 0);

    /** What speaks against one more. Whoever has sent too much can still put right what is there, and an authority decide. */
    Optional<Violation> against(Submission submission) {
        if (submission.envelope().supersedes() != null
                || submission instanceof Decision decision && !decision.determines()) {
            return violation(
                    all >= 3 * MOST,
                    "Your organization has submitted %d pieces of evidence to this record, and can submit no more."
                            .formatted(3 * MOST),
                    "Retract what is wrong; it makes no room for more.");
        }
        return violation(
                        all - retracted >= MOST,
                        "Your organization has %d pieces of evidence on this record, and can only correct them."
                                .formatted(MOST),
                        "Retract what is not hers; what is many times the same is sent summed up.")
                .or(() -> violation(
                        all >= 2 * MOST,
                        "Your organization has submitted %d pieces of evidence to this record, and can only correct them."
                                .formatted(2 * MOST),
                        "Send with supersedes what is to stand for a piece that is there."));
    }

    private static Optional<Violation> violation(boolean full, String detail, String fix) {
        return full ? Optional.of(new Violation("/person", detail, fix)) : Optional.empty();
    }
}
