package org.continuum.trail;

import java.time.Instant;

/** The service's own time: the only source of recorded-at. */
public interface ServiceTime {
    /** Now, in whole microseconds, which is what the database can keep. */
    Instant now();
}
