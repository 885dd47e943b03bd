package org.continuum.trail;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.continuum.access.Moment;

/** The service's own time: the only source of recorded-at. */
public interface ServiceTime extends Moment {
    /** In whole microseconds, which is what the database can keep. */
    @Override
    Instant now();

    /**
     * The time for an entry that follows one recorded at {@code previous} on the same person's record: strictly later.
     * Clocks of several instances disagree by some milliseconds, and clocks are set back; what is known as of an instant
     * must not depend on that. Whatever a record holds up to an instant that it has passed, it holds for ever.
     */
    default Instant after(Instant previous) {
        Instant now = now();
        return now.isAfter(previous) ? now : previous.plus(1, ChronoUnit.MICROS);
    }
}
