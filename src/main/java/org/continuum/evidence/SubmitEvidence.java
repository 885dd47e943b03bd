package org.continuum.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.Violation;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.jspecify.annotations.Nullable;

/**
 * Adds a piece of evidence to a person's record.
 *
 * <p>This is the service's most frequent write, so its round trips are counted: {@link AddEvidence} says which, and the
 * caller's identity and the commit come to them; two more with a key.
 */
@ApplicationScoped
public class SubmitEvidence {
    private final Idempotency idempotency;
    private final AddEvidence add;

    SubmitEvidence(Idempotency idempotency, AddEvidence add) {
        this.idempotency = idempotency;
        this.add = add;
    }

    /** @param key of the request; without one the submission's own reference takes its place */
    @Act
    public Recorded submit(Caller caller, Submission submission, Received received, @Nullable RequestKey key) {
        Candidate candidate = new Candidate(submission, received);
        Optional<RequestKey> own = candidate.key();
        if (key != null && own.isPresent() && !own.get().value().equals(key.value())) {
            throw Problem.invalid(List.of(new Violation(
                    "/reference",
                    "Differs from the Idempotency-Key, and the record can have one name only.",
                    "Leave one of them out.")));
        }
        return idempotency.once(key != null ? key : own.orElse(null), () -> add.addOne(caller, candidate));
    }
}
