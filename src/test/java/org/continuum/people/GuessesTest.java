package org.continuum.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.junit.jupiter.api.Test;

class GuessesTest {
    private static final UUID ORGANIZATION = UUID.randomUUID();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private long now = Long.MAX_VALUE - 5; // the machine's count may run over

    @Test
    void more_than_so_many_within_any_hour_are_not_judged_right_or_wrong() {
        Guesses guesses = new Guesses(meters, 2, () -> now);
        assertThat(judged(guesses, ORGANIZATION, false)).isEqualTo(ProblemType.NOT_FOUND);
        later(50);
        assertThat(judged(guesses, ORGANIZATION, true)).isNull();
        assertThat(judged(guesses, ORGANIZATION, false)).isEqualTo(ProblemType.NOT_FOUND);
        assertThat(judged(guesses, ORGANIZATION, false)).isEqualTo(ProblemType.TOO_MANY);
        assertThat(judged(guesses, ORGANIZATION, true)).isEqualTo(ProblemType.TOO_MANY);
        assertThat(judged(guesses, UUID.randomUUID(), true)).isNull();
        later(10);
        assertThat(judged(guesses, ORGANIZATION, true))
                .as("the first is an hour ago")
                .isNull();
        assertThat(judged(guesses, ORGANIZATION, false)).isEqualTo(ProblemType.NOT_FOUND);
        assertThat(judged(guesses, ORGANIZATION, true)).isEqualTo(ProblemType.TOO_MANY);
    }

    @Test
    void colleagues_guess_for_one_organization() {
        Guesses guesses = new Guesses(meters, 1, () -> now);
        assertThat(judged(guesses, ORGANIZATION, false)).isEqualTo(ProblemType.NOT_FOUND);
        assertThat(judged(guesses, ORGANIZATION, false)).isEqualTo(ProblemType.TOO_MANY);
    }

    @Test
    void none_is_no_limit_and_every_failure_is_counted() {
        Guesses guesses = new Guesses(meters, 0, () -> now);
        for (int i = 0; i < 100; i++) {
            assertThat(judged(guesses, ORGANIZATION, false)).isEqualTo(ProblemType.NOT_FOUND);
        }
        assertThat(judged(guesses, ORGANIZATION, true)).isNull();
        assertThat(meters.get("continuum.identifications.failed")
                        .tag("organization", ORGANIZATION.toString())
                        .counter()
                        .count())
                .isEqualTo(100);
    }

    private void later(long minutes) {
        now += TimeUnit.MINUTES.toNanos(minutes);
    }

    /** The problem; null if there is none. */
    private static ProblemType judged(Guesses guesses, UUID organization, boolean right) {
        String subject = UUID.randomUUID().toString();
        try {
            guesses.judge(
                    new Caller(organization, subject, subject, Set.of()),
                    right ? Optional.of("her") : Optional.empty());
            return null;
        } catch (Problem problem) {
            return problem.type();
        }
    }
}
