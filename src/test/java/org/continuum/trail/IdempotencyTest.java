package org.continuum.trail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.continuum.access.Caller;
import org.continuum.http.Ids;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdempotencyTest {
    @Inject
    Acting acting;

    @Inject
    Trail trail;

    @Inject
    Idempotency idempotency;

    private final Caller caller = Acting.somebody();
    private final UUID person = Ids.next();
    private final AtomicInteger effects = new AtomicInteger();

    @Test
    void the_same_request_has_one_effect_and_one_answer() {
        Recorded first = send(caller, key("a", "body"));
        Recorded again = send(caller, key("a", "body"));
        assertEquals(first, again);
        assertEquals(1, effects.get());
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        send(caller, key("a", "body"));
        Problem refused = assertThrows(Problem.class, () -> send(caller, key("a", "other body")));
        assertEquals(ProblemType.KEY_REUSED, refused.type());
        assertEquals(1, effects.get());
    }

    @Test
    void keys_of_different_organizations_have_nothing_to_do_with_each_other() {
        Recorded ours = send(caller, key("a", "body"));
        Recorded theirs = send(Acting.somebody(), key("a", "other body"));
        assertNotEquals(ours.id(), theirs.id());
    }

    @Test
    void without_a_key_each_request_is_done() {
        assertNotEquals(send(caller, null).id(), send(caller, null).id());
    }

    @Test
    void a_request_that_failed_may_be_sent_again_under_its_key() {
        assertThrows(
                IllegalStateException.class,
                () -> acting.inAct(
                        caller,
                        () -> idempotency.once(key("a", "body"), () -> {
                            throw new IllegalStateException("refused");
                        })));
        send(caller, key("a", "corrected body"));
        assertEquals(1, effects.get());
    }

    @Test
    void concurrent_twins_have_one_effect_and_one_answer() throws Exception {
        List<Future<Recorded>> running = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 32; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    return send(caller, key("a", "body"));
                }));
            }
            start.countDown();
        }
        Set<Recorded> answers = new HashSet<>();
        for (Future<Recorded> each : running) {
            answers.add(each.get());
        }
        assertEquals(1, answers.size());
        assertEquals(1, effects.get());
    }

    @Test
    void a_twin_waits_for_the_first_and_does_the_work_if_that_fails() throws Exception {
        CountDownLatch reserved = new CountDownLatch(1);
        CountDownLatch fail = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Object> first = threads.submit(() -> acting.inAct(
                    caller,
                    () -> idempotency.once(key("a", "body"), () -> {
                        reserved.countDown();
                        await(fail);
                        throw new IllegalStateException("refused after all");
                    })));
            await(reserved);
            Future<Recorded> twin = threads.submit(() -> send(caller, key("a", "body")));
            assertThrows(java.util.concurrent.TimeoutException.class, () -> twin.get(300, TimeUnit.MILLISECONDS));
            fail.countDown();
            assertThrows(java.util.concurrent.ExecutionException.class, first::get);
            assertEquals(1L, twin.get().receipt().personSeq());
        }
        assertEquals(1, effects.get());
    }

    @Test
    void a_key_is_visible_ascii_of_at_most_200_characters() {
        for (String wrong : List.of("", "two words", "k\u00e9y", "k".repeat(201))) {
            Problem refused = assertThrows(Problem.class, () -> key(wrong, "body"));
            assertEquals(
                    "#header/Idempotency-Key", refused.violations().getFirst().pointer());
        }
        assertArrayEquals(new byte[] {1}, new RequestKey("k".repeat(200), new byte[] {1}).digest());
    }

    private Recorded send(Caller who, RequestKey key) {
        return acting.inAct(
                who,
                () -> idempotency.once(key, () -> {
                    effects.incrementAndGet();
                    return new Recorded(Ids.next(), trail.append(acting.ours(person)));
                }));
    }

    private static RequestKey key(String value, String body) {
        return new RequestKey(value, Hashing.sha256(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
