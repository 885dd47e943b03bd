package org.continuum.access;

import java.time.Instant;

/** The service's time, by which consents begin and end; the database is told it with the identity. */
public interface Moment {
    Instant now();
}
