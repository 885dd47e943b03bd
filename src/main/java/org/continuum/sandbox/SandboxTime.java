package org.continuum.sandbox;

import io.quarkus.arc.Arc;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.continuum.trail.ServiceTime;

/** A clock that a request may set, so that whole histories can be replayed; elsewhere it is the machine's. */
@Singleton
@IfBuildProfile(anyOf = {"dev", "test"})
public class SandboxTime implements ServiceTime {
    private final RequestedTime requested;

    SandboxTime(RequestedTime requested) {
        this.requested = requested;
    }

    @Override
    public Instant now() {
        return set().orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    /** A replayed history may tell of things in another order than they happened. */
    @Override
    public Instant after(Instant previous) {
        return set().orElseGet(() -> ServiceTime.super.after(previous));
    }

    private Optional<Instant> set() {
        return Arc.container().requestContext().isActive() ? requested.instant() : Optional.empty();
    }
}
