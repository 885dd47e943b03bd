package org.continuum.evidence;

import java.util.Optional;
import org.continuum.trail.RequestKey;

/** A submission that fits the contract, with the bytes that it was read from. */
public record Candidate(Submission submission, Received received) {
    /** Where single ones are sent: the same bytes under the same name are the same request, whichever way they come. */
    static final String PATH = "/evidence";

    /** The submitter's own reference, as the key of a request. */
    Optional<RequestKey> key() {
        return Optional.ofNullable(submission.envelope().reference())
                .map(reference -> RequestKey.of(reference, PATH, received.bytes()));
    }
}
