package org.continuum.evidence;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.continuum.trail.Place;

/** A record on its way into the log, with what the trail has said of it. */
record Addition(UUID id, Submission submission, Received received, long personSeq, Instant recordedAt) {
    static Addition of(Candidate candidate, Place place) {
        return new Addition(
                place.subject(),
                candidate.submission(),
                candidate.received(),
                Objects.requireNonNull(place.personSeq()),
                place.recordedAt());
    }

    Envelope envelope() {
        return submission.envelope();
    }
}
