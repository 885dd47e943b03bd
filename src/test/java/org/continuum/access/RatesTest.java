package org.continuum.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.junit.jupiter.api.Test;

class RatesTest {
    private static final UUID ORGANIZATION = UUID.randomUUID();

    private long now = Long.MAX_VALUE - 5; // the machine's count may run over

    @Test
    void what_has_been_taken_comes_free_evenly_within_a_minute() {
        Rates rates = new Rates(3, () -> now);
        assertThat(taken(rates, "one")).isEqualTo(3);
        later(19);
        assertThat(taken(rates, "one")).isZero();
        later(1);
        assertThat(taken(rates, "one")).isEqualTo(1);
        later(40);
        assertThat(taken(rates, "one")).isEqualTo(2);
        later(600);
        assertThat(taken(rates, "one"))
                .as("no more than a minute's, however long ago")
                .isEqualTo(3);
    }

    @Test
    void each_client_has_its_own() {
        Rates rates = new Rates(3, () -> now);
        assertThat(taken(rates, "one")).isEqualTo(3);
        assertThat(taken(rates, "another")).isEqualTo(3);
    }

    @Test
    void none_is_no_limit() {
        assertThat(taken(new Rates(0, () -> now), "one")).isEqualTo(100);
    }

    private void later(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }

    /** How often it is let, of a hundred times. */
    private static int taken(Rates rates, String subject) {
        for (int i = 0; i < 100; i++) {
            try {
                rates.take(new Caller(ORGANIZATION, subject, subject, Set.of()));
            } catch (Problem problem) {
                assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY);
                return i;
            }
        }
        return 100;
    }
}
