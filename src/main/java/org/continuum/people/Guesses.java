package org.continuum.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often an organization may name a person by what is not hers: so many times within an hour at one instance. Whoever has
 * her id and an identifier could otherwise try all dates of birth.
 */
@ApplicationScoped
class Guesses {
    private static final long HOUR = Duration.ofHours(1).toNanos();

    /** Of more at a time, those that have guessed longest ago begin anew. */
    private static final int ORGANIZATIONS = 100_000;

    private final MeterRegistry meters;
    private final int perHour;
    private final LongSupplier nanos;
    private final Cache<UUID, Deque<Long>> failed = Caffeine.newBuilder()
            .maximumSize(ORGANIZATIONS)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    /** @param perHour 0: as often as it likes */
    @Inject
    Guesses(MeterRegistry meters, @ConfigProperty(name = "continuum.identifications.failed-per-hour") int perHour) {
        this(meters, perHour, System::nanoTime);
    }

    Guesses(MeterRegistry meters, int perHour, LongSupplier nanos) {
        this.meters = meters;
        this.perHour = perHour;
        this.nanos = nanos;
    }

    /**
     * What was found, if anything; else the problem "not found". After too many failures the problem "too many", also where
     * something was found: many who guess at once would learn of it otherwise.
     */
    <T> T judge(Caller caller, Optional<T> found) {
        UUID organization = caller.organization();
        if (found.isEmpty()) {
            meters.counter("continuum.identifications.failed", "organization", organization.toString())
                    .increment();
        }
        if (perHour > 0) {
            count(failed.get(organization, first -> new ArrayDeque<>()), found.isEmpty());
        }
        return found.orElseThrow(Problem::notFound);
    }

    private void count(Deque<Long> failures, boolean fails) {
        synchronized (failures) {
            long now = nanos.getAsLong();
            while (!failures.isEmpty() && now - failures.getFirst() >= HOUR) {
                failures.removeFirst();
            }
            if (failures.size() >= perHour) {
                Duration wait = Duration.ofNanos(HOUR - (now - failures.getFirst()));
                throw Problem.tooMany(
                        "Your organization has named persons by what is not theirs %d times within an hour."
                                .formatted(perHour),
                        Math.toIntExact(wait.toSeconds() + 1));
            }
            if (fails) {
                failures.addLast(now);
            }
        }
    }
}
