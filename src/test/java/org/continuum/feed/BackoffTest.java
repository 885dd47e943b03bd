package org.continuum.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.continuum.http.Problem;
import org.junit.jupiter.api.Test;

/** What deliveries are made of, each part alone: pauses, signatures, sealed secrets. */
class BackoffTest {
    private static final Attempt DOWN = new Attempt.Unanswered(Failure.NO_CONNECTION);

    @Test
    void pauses_grow_with_a_random_part_and_end() {
        for (int attempts = 1; attempts <= Backoff.PAUSES.size(); attempts++) {
            Duration least = Backoff.PAUSES.get(attempts - 1);
            Duration pause = Backoff.after(DOWN, attempts, new Random(attempts)).orElseThrow();
            assertThat(pause).isBetween(least, least.plus(least.dividedBy(5)));
        }
        assertEquals(Optional.empty(), Backoff.after(DOWN, Backoff.PAUSES.size() + 1, new Random(1)));
        Random random = new Random(1);
        assertThat(IntStream.range(0, 20)
                        .mapToObj(each -> Backoff.after(DOWN, 1, random).orElseThrow())
                        .distinct()
                        .count())
                .isGreaterThan(10);
    }

    @Test
    void a_refused_event_is_given_up_sooner_than_a_receiver_that_is_down() {
        Attempt refused = new Attempt.Refused(400);
        assertThat(Backoff.after(refused, Backoff.ATTEMPTS_IF_REFUSED - 1, new Random(1)))
                .isPresent();
        assertThat(Backoff.after(refused, Backoff.ATTEMPTS_IF_REFUSED, new Random(1)))
                .isEmpty();
        assertThat(Backoff.after(DOWN, Backoff.ATTEMPTS_IF_REFUSED, new Random(1)))
                .isPresent();
    }

    @Test
    void a_longer_pause_that_the_receiver_asks_for_is_kept_up_to_a_day() {
        assertEquals(Duration.ofMinutes(7), asking(Duration.ofMinutes(7)));
        assertThat(asking(Duration.ofSeconds(1))).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
        assertEquals(Duration.ofHours(24), asking(Duration.ofDays(400)));
    }

    private static Duration asking(Duration pause) {
        return Backoff.after(new Attempt.Unavailable(503, Optional.of(pause)), 1, new Random(1))
                .orElseThrow();
    }

    @Test
    void retry_after_is_read_as_seconds_or_as_a_date() {
        Instant now = Instant.parse("2026-11-01T12:00:00Z");
        assertEquals(Optional.of(Duration.ofSeconds(120)), Courier.retryAfter("120", now));
        assertEquals(Optional.of(Duration.ofSeconds(90)), Courier.retryAfter("Sun, 1 Nov 2026 12:01:30 GMT", now));
        for (String nonsense : List.of("", "-5", "soon", "1e9", "99999999999999", "Sun, 1 Nov 2020 12:00:00 GMT")) {
            assertEquals(Optional.empty(), Courier.retryAfter(nonsense, now), nonsense);
        }
        assertEquals(Optional.empty(), Courier.retryAfter(null, now));
    }

    /** The districts' guide has the schedule; people set their monitoring by it. */
    @Test
    void the_guide_tells_the_same_schedule() throws IOException {
        String guide = Files.readString(Path.of("docs", "districts.md"));
        assertThat(guide)
                .contains("5 s, 30 s, 2 min, 10 min, 30 min, 1 h, 2 h, 4 h, 8 h, 12 h, 24 h, 24 h")
                .contains("after " + Backoff.ATTEMPTS_IF_REFUSED + " attempts");
        assertEquals(12, Backoff.PAUSES.size());
    }

    @Test
    void an_outside_reader_accepts_each_of_several_signatures_and_no_changed_body() throws Exception {
        byte[] first = "the first secret, 32 bytes long.".getBytes(StandardCharsets.UTF_8);
        byte[] second = "another secret of thirty-two byt".getBytes(StandardCharsets.UTF_8);
        byte[] stranger = "nobody has ever seen this secret".getBytes(StandardCharsets.UTF_8);
        String body = "{\"type\":\"license.issued\",\"née\":\"Ü\"}";
        long seconds = Instant.now().getEpochSecond();
        String signature = Signature.of(List.of(first, second), "msg", seconds, body.getBytes(StandardCharsets.UTF_8));
        HttpHeaders headers = HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of("msg"),
                        "webhook-timestamp", List.of(Long.toString(seconds)),
                        "webhook-signature", List.of(signature)),
                (name, value) -> true);
        reader(first).verify(body, headers);
        reader(second).verify(body, headers);
        assertThrows(WebhookVerificationException.class, () -> reader(stranger).verify(body, headers));
        assertThrows(WebhookVerificationException.class, () -> reader(first).verify(body + " ", headers));
    }

    private static Webhook reader(byte[] secret) {
        return new Webhook(Signature.PREFIX + Base64.getEncoder().encodeToString(secret));
    }

    @Test
    void a_sealed_secret_opens_with_its_key_and_in_its_row_only() {
        String old = key(1);
        String current = key(2);
        UUID organization = UUID.randomUUID();
        UUID subscription = UUID.randomUUID();
        UUID id = UUID.randomUUID();
        byte[] secret = {1, 2, 3};
        byte[] sealed = sealing(old).seal(secret, organization, subscription, id);
        assertThat(sealing(old).open(sealed, organization, subscription, id)).isEqualTo(secret);
        assertThat(sealing(current, old).open(sealed, organization, subscription, id))
                .isEqualTo(secret);
        assertThat(sealing(old).seal(secret, organization, subscription, id)).isNotEqualTo(sealed);
        byte[] renewed = sealing(current, old).seal(secret, organization, subscription, id);
        assertThat(sealing(current).open(renewed, organization, subscription, id))
                .isEqualTo(secret);

        UUID other = UUID.randomUUID();
        assertThrows(IllegalStateException.class, () -> sealing(current).open(sealed, organization, subscription, id));
        assertThrows(IllegalStateException.class, () -> sealing(old).open(sealed, other, subscription, id));
        assertThrows(IllegalStateException.class, () -> sealing(old).open(sealed, organization, other, id));
        assertThrows(IllegalStateException.class, () -> sealing(old).open(sealed, organization, subscription, other));
        sealed[sealed.length - 1] ^= 1;
        assertThrows(IllegalStateException.class, () -> sealing(old).open(sealed, organization, subscription, id));
    }

    @Test
    void without_a_key_no_secret_is_made_and_a_malformed_key_stops_the_start() {
        UUID id = UUID.randomUUID();
        assertThrows(Problem.class, () -> new Sealing(Optional.empty()).seal(new byte[32], id, id, id));
        for (String malformed : List.of("", "short", "c2hvcnQ=", key(1).substring(1))) {
            assertThrows(IllegalStateException.class, () -> sealing(malformed), malformed);
        }
    }

    private static String key(int fill) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }

    private static Sealing sealing(String... keys) {
        return new Sealing(Optional.of(List.of(keys)));
    }
}
