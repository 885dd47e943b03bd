package org.continuum.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.continuum.http.Problem;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How often a client may ask one instance, and of how many persons it may be told: so many at once, which come free again
 * evenly within a minute. Generous, and for what runs wild; who may read what is not held by it.
 */
@ApplicationScoped
class Rates {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** After so many seconds much has come free again, and not each of those who wait asks every moment. */
    private static final long WAIT = 30;

    /** Of more at a time, those that have asked longest ago begin anew. */
    private static final int CLIENTS = 100_000;

    private final LongSupplier nanos;
    private final Limit requests;
    private final Limit persons;

    /**
     * @param requests in a minute; 0: as often as it likes
     * @param persons of so many in a minute; 0: of any number
     */
    @Inject
    Rates(
            @ConfigProperty(name = "continuum.http.requests-per-minute") int requests,
            @ConfigProperty(name = "continuum.reads.per-minute") int persons) {
        this(requests, persons, System::nanoTime);
    }

    Rates(int requests, int persons, LongSupplier nanos) {
        this.nanos = nanos;
        this.requests = new Limit(requests, "You may ask %d times a minute here, and have. Wait a little.");
        this.persons = new Limit(persons, "You may read of %d persons a minute here, and have. Wait a little.");
    }

    /**
     * It asks.
     *
     * @throws Problem "too many" where it has asked as often as it may
     */
    void ask(Caller caller) {
        requests.take(caller, 1);
    }

    /**
     * It is to be told of so many persons. While it may be told of one it is told of all of them, and waits the longer after
     * it: however low the limit is, each page can be read.
     *
     * @throws Problem "too many" where it may be told of none
     */
    void read(Caller caller, int many) {
        persons.take(caller, many);
    }

    private final class Limit {
        private final int perMinute;
        private final String told;
        private final Cache<Client, Bucket> buckets = Caffeine.newBuilder()
                .maximumSize(CLIENTS)
                .expireAfterAccess(Duration.ofHours(1))
                .build();

        Limit(int perMinute, String told) {
            this.perMinute = perMinute;
            this.told = told;
        }

        void take(Caller caller, int many) {
            if (perMinute == 0) {
                return;
            }
            long now = nanos.getAsLong();
            long wait = buckets.get(Client.of(caller), first -> new Bucket(now)).take(now, MINUTE / perMinute, many);
            if (wait > 0) {
                long seconds = TimeUnit.NANOSECONDS.toSeconds(wait) + 1;
                throw Problem.tooMany(told.formatted(perMinute), (int) Math.max(WAIT, seconds));
            }
        }
    }

    /** What has been taken, as the time at which all of it will have come free again. */
    private static final class Bucket {
        private long free;

        Bucket(long now) {
            free = now;
        }

        /** How long it takes until one is free; 0 where one is, and all are taken. */
        synchronized long take(long now, long one, int many) {
            long taken = Math.max(free - now, 0);
            if (taken + one > MINUTE) {
                return taken + one - MINUTE;
            }
            free = now + taken + one * many;
            return 0;
        }
    }
}
