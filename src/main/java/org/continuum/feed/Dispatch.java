package org.continuum.feed;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.continuum.trail.ServiceTime;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that what is due is delivered. Every instance has one; subscriptions are shared out by {@link Claims}. Each
 * that is claimed has a virtual thread of its own, so that a slow receiver holds up nobody but itself.
 */
@ApplicationScoped
class Dispatch {
    private static final Logger LOG = Logger.getLogger(Dispatch.class);

    /** Deliveries at the same time; more than connections to the database, because they mostly wait for receivers. */
    private static final int AT_ONCE = 64;

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration TIDY_EVERY = Duration.ofSeconds(15);
    private static final Duration DELIVERED_KEPT = Duration.ofDays(30);

    private final TrailEnd trailEnd;
    private final Claims claims;
    private final DeliverEvents deliverEvents;
    private final Deliveries deliveries;
    private final DeliveryFigures figures;
    private final ServiceTime time;
    private final boolean wanted;
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Instant tidiedAt = Instant.EPOCH;
    private @Nullable Thread worker;

    Dispatch(
            TrailEnd trailEnd,
            Claims claims,
            DeliverEvents deliverEvents,
            Deliveries deliveries,
            DeliveryFigures figures,
            ServiceTime time,
            @ConfigProperty(name = "continuum.webhooks.send", defaultValue = "true") boolean wanted) {
        this.trailEnd = trailEnd;
        this.claims = claims;
        this.deliverEvents = deliverEvents;
        this.deliveries = deliveries;
        this.figures = figures;
        this.time = time;
        this.wanted = wanted;
    }

    /** The keys are read with the rest: a malformed one stops the start, not the first delivery. */
    void start(@Observes StartupEvent event, Sealing sealing) {
        sealing.check();
        if (wanted) {
            worker = Thread.ofVirtual().name("webhooks").start(this::run);
        }
    }

    /** What is under way ends, or its claim does after a minute. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        if (worker != null) {
            worker.join(PAUSE_AFTER_FAILURE);
            slots.tryAcquire(AT_ONCE, Wire.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Begins the deliveries that are due, as many as there is room for. */
    private void deliverDue(Instant now, long end) {
        for (Claim claim : claims.take(now, end, slots.availablePermits())) {
            slots.acquireUninterruptibly();
            Thread.ofVirtual().name("webhook").start(() -> deliver(claim));
        }
    }

    private void deliver(Claim claim) {
        try {
            deliverEvents.deliver(claim, () -> stopped.getCount() == 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.errorf(e, "Subscription %s waits for a minute: its delivery failed here", claim.subscription());
        } finally {
            slots.release();
        }
    }

    private void run() {
        try {
            long end = 0;
            while (stopped.getCount() > 0 && !trailEnd.isClosed()) {
                end = trailEnd.awaitBeyond(end, PAUSE);
                stopped.await(runOnce(end).toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long to pause before looking again. */
    private Duration runOnce(long end) {
        try {
            Instant now = time.now();
            if (now.isAfter(tidiedAt.plus(TIDY_EVERY))) {
                tidiedAt = now;
                figures.refresh();
                deliveries.forget(now.minus(DELIVERED_KEPT));
            }
            deliverDue(now, end);
            return Duration.ZERO;
        } catch (RuntimeException e) {
            LOG.warn("Webhooks wait: the dispatch failed and tries again", e);
            return PAUSE_AFTER_FAILURE;
        }
    }
}
