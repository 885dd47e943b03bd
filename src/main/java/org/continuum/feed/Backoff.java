package org.continuum.feed;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to try again. The pauses grow, with a random part so that many receivers which went down together are not called
 * together; docs/districts.md has the same table.
 */
final class Backoff {
    /** The pause after the first failed attempt, after the second, … 13 attempts in some three days. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(12),
            Duration.ofHours(24),
            Duration.ofHours(24));

    /** A refusal is about this event, or soon mended; others wait behind it. 6 attempts in some 43 minutes. */
    static final int ATTEMPTS_IF_REFUSED = 6;

    static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(24);

    private static final double JITTER = 0.2;

    private Backoff() {}

    /**
     * The pause before the next attempt; empty when there is none.
     *
     * @param attempts failed so far, this one counted
     */
    static Optional<Duration> after(Attempt attempt, int attempts, RandomGenerator random) {
        int most = attempt instanceof Attempt.Refused ? ATTEMPTS_IF_REFUSED : PAUSES.size() + 1;
        if (attempts >= most) {
            return Optional.empty();
        }
        Duration pause = PAUSES.get(attempts - 1);
        Duration longer = pause.plusMillis((long) (pause.toMillis() * JITTER * random.nextDouble()));
        return Optional.of(
                asked(attempt).filter(asked -> asked.compareTo(longer) > 0).orElse(longer));
    }

    private static Optional<Duration> asked(Attempt attempt) {
        return attempt instanceof Attempt.Unavailable unavailable
                ? unavailable
                        .retryAfter()
                        .map(asked -> asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked)
                : Optional.empty();
    }
}
