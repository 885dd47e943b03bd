package org.continuum.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PromptBodyTest {
    private long now = Long.MAX_VALUE - 5; // the machine's count may run over

    @Test
    void a_body_may_take_its_minute() throws IOException {
        assertThat(new PromptBody(dripping("abc", 20), () -> now).readAllBytes())
                .isEqualTo("abc".getBytes(US_ASCII));
    }

    @Test
    void a_json_body_whose_every_piece_comes_in_time_and_not_the_whole_is_refused() {
        StrictJsonReader reader = new StrictJsonReader(null, null, null, () -> now);
        assertLate(() -> reader.readFrom(
                Object.class,
                Object.class,
                new Annotation[0],
                MediaType.APPLICATION_JSON_TYPE,
                null,
                dripping("{}  ", 20)));
    }

    @Test
    void a_yaml_body_whose_every_piece_comes_in_time_and_not_the_whole_is_refused() {
        assertLate(() -> yaml(dripping("a: b", 20)));
    }

    @Test
    void a_yaml_body_may_take_its_minute_and_its_bytes_and_no_byte_more() throws IOException {
        assertThat(yaml(dripping("a:b", 20))).isEqualTo("a:b".getBytes(US_ASCII));
        byte[] most = new byte[Limits.BODY_BYTES];
        assertThat(yaml(new ByteArrayInputStream(most))).isEqualTo(most);
        assertThatThrownBy(() -> yaml(new ByteArrayInputStream(new byte[Limits.BODY_BYTES + 1])))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE));
    }

    private byte[] yaml(InputStream body) throws IOException {
        return new YamlReader(() -> now)
                .readFrom(
                        byte[].class,
                        byte[].class,
                        new Annotation[0],
                        MediaType.valueOf("application/yaml"),
                        null,
                        body);
    }

    private static void assertLate(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_REQUEST))
                .hasMessageContaining("within 60 seconds");
    }

    /** A byte at a time, each after so many seconds; that there are no more is known at once. */
    private InputStream dripping(String text, int seconds) {
        return new ByteArrayInputStream(text.getBytes(US_ASCII)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                now += available() > 0 ? Duration.ofSeconds(seconds).toNanos() : 0;
                return super.read(buffer, offset, Math.min(length, 1));
            }
        };
    }
}
