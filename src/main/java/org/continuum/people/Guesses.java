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
 * her id and an identifier could otherwise try all dates of birth, and whoever has neither, all identifiers.
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

    /** What was found, if anything; else the problem "not found". After too many failures the problem "too many". */
    <T> T judge(Caller caller, Optional<T> found) {
        count(caller, found.isEmpty() ? 1 : 0);
        return found.orElseThrow(Problem::notFound);
    }

    /**
     * To be asked before it is answered whether a person was found. After too many failures the problem "too many", also where
     * nothing was wrong: many who guess at once would learn of it otherwise.
     *
     * @param wrong how many persons were named by what is not theirs
     */
    void count(Caller caller, int wrong) {
        UUID organization = caller.organization();
        if (wrong > 0) {
            meters.counter("continuum.identifications.failed", "organization", organization.toString())
                    .increment(wrong);
        }
        if (perHour > 0) {
            count(failed.get(organization, first -> new ArrayDeque<>()), wrong);
        }
    }

    private void count(Deque<Long> failures, int wrong) {
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
            for (int i = 0; i < wrong; i++) {
                failures.addLast(now);
            }
        }
    }
}
