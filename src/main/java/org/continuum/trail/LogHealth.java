package org.continuum.trail;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Tells whether the log is well, at {@code /q/health/well}. That it is not is no reason to take an instance out of service,
 * which would serve nobody; it is a reason to wake somebody.
 */
@Wellness
@ApplicationScoped
class LogHealth implements HealthCheck {
    private final LogWatch watch;

    LogHealth(LogWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        var said = HealthCheckResponse.named("log")
                .status(watch.trouble().isEmpty())
                .withData("size", (long) watch.size())
                .withData("unsequenced-seconds", (long) watch.waiting());
        watch.trouble().ifPresent(trouble -> said.withData("trouble", trouble));
        return said.build();
    }
}
