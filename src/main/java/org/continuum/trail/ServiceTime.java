package org.continuum.trail;

import java.time.Instant;

/** The service's own time: the only source of recorded-at. */
public interface ServiceTime {
    /** Now, in whole microseconds, which is what the database can keep. */
    Instant now();

    /**
     * The time for an entry that follows one recorded at {@code previous} on the same person's record. Clocks of
     * several instances disagree by some milliseconds; what is known as of an instant must not depend on that.
     */
    default Instant notBefore(Instant previous) {
        Instant now = now();
        return now.isBefore(previous) ? previous : now;
    }
}
