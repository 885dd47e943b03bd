package org.continuum.bulk;

import java.util.function.UnaryOperator;
import org.continuum.evidence.Candidate;
import org.continuum.http.Problem;
import org.jspecify.annotations.Nullable;

/** A row that has been read: it fits the contract, or it does not. */
sealed interface ReadRow {
    int number();

    /**
     * @param line as it came in
     * @param places says where in the row a problem is, as its sender counts
     */
    record Good(int number, byte[] line, Candidate candidate, UnaryOperator<Problem> places) implements ReadRow {
        @Nullable
        String reference() {
            return candidate.submission().envelope().reference();
        }
    }

    record Bad(int number, Problem problem) implements ReadRow {}
}
