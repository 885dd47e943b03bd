package org.continuum.trail;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The machine's clock; the only time that a production build knows. */
@DefaultBean
@Singleton
class SystemTime implements ServiceTime {
    @Override
    public Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
