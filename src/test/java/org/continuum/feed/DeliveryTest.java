package org.continuum.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.trial.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.continuum.access.Role;
import org.continuum.feed.Hooks.Hook;
import org.continuum.people.Registry;
import org.continuum.trail.ServiceTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeliveryTest {
    @Inject
    Hooks hooks;

    @Inject
    Claims claims;

    @Inject
    Deliveries deliveries;

    @Inject
    DeliverEvents deliverEvents;

    @Inject
    TrailEnd trailEnd;

    @Inject
    DeliveryFigures figures;

    @Inject
    Sealing sealing;

    @Inject
    ServiceTime time;

    private final List<Hook> made = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Instant start = Hooks.now();

    @AfterEach
    void forget() throws Exception {
        hooks.forget(made);
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void events_arrive_in_their_order_each_a_cloud_event_with_a_signature_that_an_outside_reader_verifies()
            throws Exception {
        Receiver receiver = receiver();
        Hook hook = hook(receiver);
        long before = hooks.end();
        hook.happen(3);
        hooks.deliver(start);
        assertEquals(hook.feed(before), receiver.ids());
        assertEquals(3, receiver.got().size());
        for (Receiver.Got got : receiver.got()) {
            assertEquals("application/cloudevents+json; charset=utf-8", got.header("content-type"));
            assertEquals("2026-11-01", got.header("continuum-version"));
            assertThat(got.body()).contains("\"specversion\":\"1.0\"", "\"id\":\"" + got.id() + "\"");
            verify(hook.secret(), got);
        }
        assertEquals(0, hooks.deliver(start), "nothing is due a second time");
    }

    @Test
    void an_event_that_fails_is_tried_again_under_the_same_id_and_those_behind_it_wait() {
        Receiver receiver = receiver().answering(500, 503);
        Hook hook = hook(receiver);
        hook.happen(2);
        hooks.deliver(start);
        assertEquals(1, receiver.got().size());
        assertEquals("retrying", hook.deliveries("").path("items[0].state"));
        assertEquals("unavailable", hook.deliveries("").path("items[0].failure"));
        assertEquals(500, hook.deliveries("").<Integer>path("items[0].status"));

        hooks.deliver(start.plusSeconds(4));
        assertEquals(1, receiver.got().size(), "before the pause is over");
        hooks.deliver(start.plusSeconds(7));
        assertEquals(2, receiver.got().size());
        hooks.deliver(start.plusSeconds(7 + 29));
        assertEquals(2, receiver.got().size(), "the pause grows");
        hooks.deliver(start.plusSeconds(7 + 37));
        assertEquals(4, receiver.got().size());
        assertEquals(1, new HashSet<>(receiver.ids().subList(0, 3)).size());
        assertEquals(List.of("delivered", "delivered"), hook.deliveries("").path("items.state"));
        assertEquals(3, hook.deliveries("").<Integer>path("items[1].attempts"));
        assertEquals(0, hook.progress().<Integer>path("attempts"));
    }

    @Test
    void a_receiver_that_says_when_to_come_again_is_heard() {
        Receiver receiver = receiver().answering(429, "Retry-After", "3600");
        hook(receiver).happen(1);
        hooks.deliver(start);
        hooks.deliver(start.plusSeconds(3599));
        assertEquals(1, receiver.got().size());
        hooks.deliver(start.plusSeconds(3600));
        assertEquals(2, receiver.got().size());
    }

    @Test
    void an_event_that_is_refused_again_and_again_becomes_a_visible_dead_letter_and_a_replay_delivers_it() {
        Receiver receiver = receiver().answering(400, 400, 302, 404, 400, 422);
        Hook hook = hook(receiver);
        hook.happen(2);
        Instant at = start;
        for (int attempt = 1; attempt < Backoff.ATTEMPTS_IF_REFUSED; attempt++) {
            hooks.deliver(at);
            assertEquals(attempt, receiver.got().size());
            at = at.plus(Backoff.PAUSES.get(attempt - 1).multipliedBy(2));
        }
        assertTrue(hook.deliveries("?state=dead").<List<?>>path("items").isEmpty());
        hooks.deliver(at);
        assertEquals(Backoff.ATTEMPTS_IF_REFUSED + 1, receiver.got().size(), "those behind it go on");
        ExtractableResponse<Response> dead = hook.deliveries("?state=dead");
        assertEquals(List.of(receiver.ids().getFirst()), dead.path("items.event"));
        assertEquals(List.of(422), dead.path("items.status"));
        assertEquals(List.of("refused"), dead.path("items.failure"));
        assertEquals(1, hook.progress().<Integer>path("dead"));
        assertEquals("active", hook.read().path("state"));

        hook.replay(dead.<Integer>path("items[0].position") - 1);
        hooks.deliver(at);
        List<String> ids = receiver.ids();
        assertEquals(
                List.of(ids.getFirst(), ids.get(Backoff.ATTEMPTS_IF_REFUSED)), ids.subList(ids.size() - 2, ids.size()));
        assertEquals(List.of("delivered", "delivered"), hook.deliveries("").path("items.state"));
    }

    @Test
    void a_receiver_that_refuses_several_events_in_a_row_is_disabled() {
        int attempts = DeliverEvents.MOST_GIVEN_UP * Backoff.ATTEMPTS_IF_REFUSED;
        int[] refusals = new int[attempts];
        java.util.Arrays.fill(refusals, 401);
        Receiver receiver = receiver().answering(refusals);
        Hook hook = hook(receiver);
        hook.happen(DeliverEvents.MOST_GIVEN_UP + 1);
        for (int hour = 0; hour < attempts; hour++) {
            hooks.deliver(start.plus(Duration.ofHours(hour)));
        }
        assertEquals(attempts, receiver.got().size());
        assertEquals("disabled", hook.read().path("state"));
        assertEquals("refused", hook.read().path("disabledFor"));
        assertEquals(DeliverEvents.MOST_GIVEN_UP, hook.progress().<Integer>path("dead"));
    }

    @Test
    void a_receiver_that_is_gone_is_disabled_at_once_and_who_mends_it_goes_on_with_the_same_event() {
        Receiver receiver = receiver().answering(410);
        Hook hook = hook(receiver);
        hook.happen(2);
        hooks.deliver(start);
        assertEquals(1, receiver.got().size());
        assertEquals("disabled", hook.read().path("state"));
        assertEquals("gone", hook.read().path("disabledFor"));
        assertEquals(0, hooks.deliver(start.plus(Duration.ofDays(1))));

        hook.change(receiver.url());
        assertEquals("active", hook.read().path("state"));
        hooks.deliver(start);
        assertEquals(
                List.of(receiver.ids().get(0), receiver.ids().get(0)),
                receiver.ids().subList(0, 2));
        assertEquals(3, receiver.got().size());
    }

    @Test
    void a_receiver_that_is_down_for_days_is_disabled_and_loses_nothing() {
        Receiver gone = receiver();
        Hook hook = hook(gone);
        gone.close();
        long before = hooks.end();
        hook.happen(3);
        Instant at = start;
        for (Duration pause : Backoff.PAUSES) {
            hooks.deliver(at);
            assertEquals("active", hook.read().path("state"));
            assertEquals("no-connection", hook.deliveries("").path("items[0].failure"));
            at = at.plus(pause.multipliedBy(2));
        }
        hooks.deliver(at);
        assertEquals("disabled", hook.read().path("state"));
        assertEquals("unreachable", hook.read().path("disabledFor"));
        hooks.sequence();
        String told = "/events?limit=200&type=subscription.disabled&after=" + before;
        assertEquals(List.of("unreachable"), hook.asOwner().get(told).path("items.data.reason"));
        assertEquals(
                List.of(),
                Registry.as(Registry.employer(), Role.DISTRICT_HR).get(told).path("items"),
                "how somebody has set up a receiver is nobody else's matter");

        Receiver moved = receiver();
        hook.change(moved.url());
        hooks.deliver(at);
        assertEquals(hook.feed(before), moved.ids());
    }

    @Test
    void what_is_paused_waits_and_what_is_resumed_goes_on_where_it_stopped() {
        Receiver receiver = receiver();
        Hook hook = hook(receiver);
        hook.happen(1);
        hooks.deliver(start);
        hook.change(receiver.url(), "paused", true);
        long before = hooks.end();
        hook.happen(2);
        assertEquals(0, hooks.deliver(start));
        hook.change(receiver.url(), "paused", false);
        hooks.deliver(start);
        assertEquals(hook.feed(before), receiver.ids().subList(1, 3));
    }

    @Test
    void a_replay_delivers_again_from_any_position_in_the_same_order_and_under_the_same_ids() {
        Receiver receiver = receiver();
        Hook hook = hook(receiver);
        long before = hooks.end();
        hook.happen(1);
        long middle = hooks.end();
        hook.happen(2);
        hooks.deliver(start);
        List<String> first = receiver.ids();
        hook.replay(middle);
        hooks.deliver(start);
        hook.replay(before);
        hooks.deliver(start);
        assertEquals(first, hook.feed(before));
        List<String> all = new ArrayList<>(first);
        all.addAll(first.subList(1, 3));
        all.addAll(first);
        assertEquals(all, receiver.ids());
    }

    @Test
    void what_failed_and_a_replay_goes_on_behind_is_not_said_to_be_tried_again() {
        Receiver receiver = receiver().answering(503);
        Hook hook = hook(receiver);
        hook.happen(1);
        hooks.deliver(start);
        ExtractableResponse<Response> retrying = hook.deliveries("?state=retrying");
        long failed = retrying.<Integer>path("items[0].position");
        hook.replay(failed - 1);
        assertEquals(
                retrying.<List<?>>path("items"),
                hook.deliveries("?state=retrying").path("items"));
        hook.replay(failed);
        assertEquals(List.of(), hook.deliveries("").path("items"));
    }

    @Test
    void during_a_rotation_deliveries_carry_a_signature_of_each_secret_and_afterwards_of_the_new_one_only()
            throws Exception {
        Receiver receiver = receiver();
        Hook hook = hook(receiver);
        Hook renewed = hooks.withSecret(hook.organization(), hook.id());
        hook.asOwner().post(hook.path() + "/secrets").then().statusCode(409);
        hook.happen(1);
        hooks.deliver(start);
        Receiver.Got during = receiver.got().getFirst();
        assertEquals(2, during.header("webhook-signature").split(" ").length);
        verify(hook.secret(), during);
        verify(renewed.secret(), during);

        hook.asOwner()
                .delete(hook.path() + "/secrets/" + hook.secretId())
                .then()
                .statusCode(204);
        hook.happen(1);
        hooks.deliver(start);
        Receiver.Got after = receiver.got().getLast();
        verify(renewed.secret(), after);
        assertThrows(WebhookVerificationException.class, () -> verify(hook.secret(), after));

        hook.asOwner()
                .delete(hook.path() + "/secrets/" + renewed.secretId())
                .then()
                .statusCode(204);
        hook.happen(1);
        assertEquals(0, hooks.deliver(start), "nothing leaves without a signature");
    }

    /** One sender has them all before it. */
    @Test
    void a_secret_that_is_removed_while_events_wait_signs_none_of_them() throws Exception {
        Receiver receiver = receiver();
        Hook hook = hook(receiver);
        Hook renewed = hooks.withSecret(hook.organization(), hook.id());
        hook.happen(3);
        ClassLoader ours = Thread.currentThread().getContextClassLoader();
        receiver.beforeAnswering(() -> {
            Thread.currentThread().setContextClassLoader(ours);
            Hook removed = receiver.got().size() == 1 ? hook : renewed;
            hook.asOwner()
                    .delete(hook.path() + "/secrets/" + removed.secretId())
                    .then()
                    .statusCode(204);
        });
        hooks.deliver(start);
        assertEquals(2, receiver.got().size(), "without a secret nothing leaves");
        verify(hook.secret(), receiver.got().getFirst());
        Receiver.Got after = receiver.got().getLast();
        verify(renewed.secret(), after);
        assertThrows(WebhookVerificationException.class, () -> verify(hook.secret(), after));
        hooks.withSecret(hook.organization(), hook.id());
        receiver.beforeAnswering(() -> {});
        hooks.deliver(start);
        assertEquals(3, new HashSet<>(receiver.ids()).size(), "what waited is delivered under the next one");
    }

    @Test
    void several_senders_at_once_deliver_each_event_once_and_one_after_the_other() throws Exception {
        Receiver receiver = receiver().beforeAnswering(Thread::yield);
        Hook hook = hook(receiver);
        long before = hooks.end();
        hook.happen(40);
        hooks.sequence();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                all.add(senders.submit(() -> hooks.deliver(start)));
            }
            for (Future<Integer> sender : all) {
                sender.get();
            }
        }
        assertEquals(hook.feed(before), receiver.ids());
        assertEquals(1, receiver.mostAtOnce());
    }

    @Test
    void a_sender_that_died_is_replaced_and_a_sender_that_was_too_slow_records_nothing() throws Exception {
        Receiver receiver = receiver();
        Hook hook = hook(receiver);
        hook.happen(1);
        hooks.sequence();
        Claim slow = mine(hook, claims.take(start, hooks.end(), 100));
        assertEquals(0, hooks.deliver(start), "somebody is at it");
        hooks.execute("UPDATE delivery_progress SET claimed_until = clock_timestamp() - interval '1 second'"
                + " WHERE subscription_id = '" + hook.id() + "'");
        hooks.deliver(start);
        assertEquals(1, receiver.got().size());
        long position = hook.progress().<Integer>path("position");
        assertFalse(deliveries.pass(slow.passed(0)));
        assertEquals(position, hook.progress().<Integer>path("position").longValue());
    }

    @Test
    void a_change_takes_the_subscription_from_its_sender() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Receiver old = receiver().beforeAnswering(() -> {
            arrived.countDown();
            waitFor(answer);
        });
        Receiver renewed = receiver();
        Hook hook = hook(old);
        long before = hooks.end();
        hook.happen(2);
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> sender = senders.submit(() -> hooks.deliver(start));
            waitFor(arrived);
            hook.change(renewed.url());
            answer.countDown();
            sender.get();
        }
        hooks.deliver(start);
        assertEquals(1, old.got().size());
        assertEquals(hook.feed(before), renewed.ids(), "at least once: what the old one got is told to the new one");
    }

    @Test
    void a_removed_subscription_gets_nothing_more_not_even_from_a_sender_that_is_at_it() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        Receiver receiver = receiver().beforeAnswering(() -> {
            arrived.countDown();
            waitFor(answer);
        });
        Hook hook = hook(receiver);
        hook.happen(2);
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> sender = senders.submit(() -> hooks.deliver(start));
            waitFor(arrived);
            hook.asOwner()
                    .header("If-Match", hook.read().header("ETag"))
                    .delete(hook.path())
                    .then()
                    .statusCode(204);
            answer.countDown();
            sender.get();
        }
        assertEquals(1, receiver.got().size());
        hook.asOwner().get(hook.path()).then().statusCode(404);
    }

    /** The running dispatch, not the test's own. */
    @Test
    void a_slow_receiver_holds_up_nobody_else() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        Receiver slow = receiver().beforeAnswering(() -> waitFor(answer));
        Receiver quick = receiver();
        Hook waiting = hook(slow);
        Hook hook = hook(quick);
        Dispatch dispatch = new Dispatch(trailEnd, claims, deliverEvents, deliveries, figures, time, true);
        dispatch.start(null, sealing);
        try {
            waiting.happen(2);
            await().until(() -> slow.got().size() == 1);
            hook.happen(5);
            await().until(() -> quick.got().size() == 5);
            assertEquals(1, slow.got().size());
            answer.countDown();
            await().until(() -> slow.got().size() == 2);
        } finally {
            answer.countDown();
            dispatch.stop(null);
        }
    }

    @Test
    void nothing_is_lost_or_doubled_when_writers_race_the_sequencer_and_the_sender() throws Exception {
        Receiver receiver = receiver();
        Hook hook = hook(receiver);
        long before = hooks.end();
        Dispatch dispatch = new Dispatch(trailEnd, claims, deliverEvents, deliveries, figures, time, true);
        dispatch.start(null, sealing);
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                all.add(writers.submit(() -> hook.happen(10)));
            }
            for (Future<?> writer : all) {
                writer.get();
            }
            await().until(() -> receiver.got().size() >= 60);
        } finally {
            dispatch.stop(null);
        }
        hooks.sequence();
        assertEquals(hook.feed(before), receiver.ids());
        assertEquals(60, receiver.ids().size());
    }

    @Test
    void a_webhook_says_what_the_feed_says_to_each_who_may_learn_of_it_and_nothing_to_others() {
        UUID university = Registry.provider();
        UUID district = Registry.employer();
        Receiver ofDistrict = receiver();
        Receiver ofStranger = receiver();
        hookOf(district, ofDistrict);
        hookOf(Registry.employer(), ofStranger);
        long before = hooks.end();
        UUID person = Registry.person(university);
        Registry.enroll(university, Registry.program(university), person);
        Registry.employ(district, person);
        hooks.deliver(start);
        assertThat(ofDistrict.got())
                .extracting(Receiver.Got::body)
                .filteredOn(body -> body.contains(person.toString()))
                .hasSize(4)
                .noneMatch(body -> body.contains("enrollment"));
        assertThat(ofStranger.got()).extracting(Receiver.Got::body).noneMatch(body -> body.contains(person.toString()));
        List<String> fed = Registry.as(district, Role.DISTRICT_HR)
                .get("/events?limit=200&after=" + before)
                .path("items.id");
        assertEquals(fed, ofDistrict.ids().stream().filter(fed::contains).collect(Collectors.toList()));
    }

    private Hook hookOf(UUID organization, Receiver receiver) {
        Hook hook = hooks.subscribe(organization, receiver.url(), "types", List.of());
        made.add(hook);
        return hook;
    }

    private Hook hook(Receiver receiver) {
        Hook hook = hooks.subscribe(receiver.url());
        made.add(hook);
        return hook;
    }

    private Receiver receiver() {
        Receiver receiver = new Receiver();
        open.add(receiver);
        return receiver;
    }

    private static Claim mine(Hook hook, List<Claim> taken) {
        return taken.stream()
                .filter(claim -> claim.subscription().equals(hook.id()))
                .findFirst()
                .orElseThrow();
    }

    private static void verify(String secret, Receiver.Got got) throws Exception {
        Map<String, List<String>> headers = got.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
        new Webhook(secret).verify(got.body(), HttpHeaders.of(headers, (name, value) -> true));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES))
                    .as("what should have happened")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
