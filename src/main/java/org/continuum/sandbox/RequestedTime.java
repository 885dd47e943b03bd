package org.continuum.sandbox;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request says the time is. The synthetic state's loader, which is no request, says so itself. */
@RequestScoped
@IfBuildProfile(anyOf = {"dev", "test"})
public class RequestedTime {
    private @Nullable Instant instant;

    Optional<Instant> instant() {
        return Optional.ofNullable(instant);
    }

    /** From here on, for this request. */
    public void set(Instant asked) {
        instant = asked.truncatedTo(ChronoUnit.MICROS);
    }
}
