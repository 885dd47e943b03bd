package org.continuum.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
        Rates rates = new Rates(3, 0, () -> now);
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
        Rates rates = new Rates(3, 0, () -> now);
        assertThat(taken(rates, "one")).isEqualTo(3);
        assertThat(taken(rates, "another")).isEqualTo(3);
    }

    @Test
    void none_is_no_limit() {
        assertThat(taken(new Rates(0, 0, () -> now), "one")).isEqualTo(100);
    }

    @Test
    void persons_are_counted_and_not_the_answers_that_tell_of_them() {
        Rates rates = new Rates(0, 60, () -> now);
        assertThat(read(rates, "one", 20, 20, 10)).isEmpty();
        assertThat(read(rates, "one", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)).isEmpty();
        assertThat(read(rates, "one", 1)).containsExactly(30);
        later(1);
        assertThat(read(rates, "one", 1)).isEmpty();
        assertThat(read(rates, "one", 1)).containsExactly(30);
        assertThat(read(rates, "another", 60)).isEmpty();
    }

    @Test
    void an_answer_is_told_as_a_whole_and_waited_for_afterwards() {
        Rates rates = new Rates(0, 60, () -> now);
        assertThat(read(rates, "one", 59, 100)).isEmpty();
        assertThat(read(rates, "one", 1)).containsExactly(101);
        later(99);
        assertThat(read(rates, "one", 1)).containsExactly(30);
        later(1);
        assertThat(read(rates, "one", 100)).isEmpty();
        assertThat(read(rates, "one", 1)).containsExactly(101);
    }

    @Test
    void what_is_asked_and_what_is_read_are_counted_apart() {
        Rates rates = new Rates(3, 60, () -> now);
        assertThat(read(rates, "one", 60)).isEmpty();
        assertThat(taken(rates, "one")).isEqualTo(3);
    }

    /** The seconds that it is told to wait, each time that it is refused. */
    private static List<Integer> read(Rates rates, String subject, int... persons) {
        List<Integer> waits = new ArrayList<>();
        for (int many : persons) {
            try {
                rates.read(client(subject), many);
            } catch (Problem problem) {
                assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY);
                waits.add(problem.retryAfter().orElseThrow());
            }
        }
        return waits;
    }

    private static Caller client(String subject) {
        return new Caller(ORGANIZATION, subject, subject, Set.of());
    }

    private void later(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }

    /** How often it is let, of a hundred times. */
    private static int taken(Rates rates, String subject) {
        for (int i = 0; i < 100; i++) {
            try {
                rates.ask(client(subject));
            } catch (Problem problem) {
                assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY);
                return i;
            }
        }
        return 100;
    }
}
