package org.continuum.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often a client may ask one instance: so many times at once, which come free again evenly within a minute. Generous,
 * and for what runs wild; who may read what is not held by it.
 */
@ApplicationScoped
class Rates {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** Of more at a time, those that have asked longest ago begin anew. */
    private static final int CLIENTS = 100_000;

    private final int perMinute;
    private final LongSupplier nanos;
    private final Cache<Client, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(CLIENTS)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();

    /** @param perMinute 0: as often as it likes */
    @Inject
    Rates(@ConfigProperty(name = "continuum.http.requests-per-minute") int perMinute) {
        this(perMinute, System::nanoTime);
    }

    Rates(int perMinute, LongSupplier nanos) {
        this.perMinute = perMinute;
        this.nanos = nanos;
    }

    /** @throws Problem "too many" where it has none left */
    void take(Caller caller) {
        if (perMinute == 0) {
            return;
        }
        long now = nanos.getAsLong();
        Bucket bucket = buckets.get(Client.of(caller), first -> new Bucket(now));
        if (!bucket.take(now, MINUTE / perMinute)) {
            throw new Problem(
                    ProblemType.TOO_MANY,
                    "You may ask " + perMinute + " times a minute here, and have. Wait a little.");
        }
    }

    /** What has been taken, as the time at which all of it will have come free again. */
    private static final class Bucket {
        private long free;

        Bucket(long now) {
            free = now;
        }

        synchronized boolean take(long now, long cost) {
            long taken = Math.max(free - now, 0);
            if (taken + cost > MINUTE) {
                return false;
            }
            free = now + taken + cost;
            return true;
        }
    }
}
