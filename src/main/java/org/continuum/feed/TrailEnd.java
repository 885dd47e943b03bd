package org.continuum.feed;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.continuum.access.Database;
import org.continuum.access.ServiceIdentity;
import org.continuum.trail.TrailEntries;
import org.jboss.logging.Logger;

/**
 * Wakes whoever waits for more events. One thread of each instance asks where the sequence ends, so that a thousand
 * waiting streams cost the database no more than one.
 */
@ApplicationScoped
class TrailEnd {
    private static final Logger LOG = Logger.getLogger(TrailEnd.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

    private final Database database;
    private final TrailEntries entries;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long end;
    private boolean closed;

    TrailEnd(Database database, TrailEntries entries) {
        this.database = database;
        this.entries = entries;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("trail-end").start(this::run);
    }

    /** As soon as the instance is to stop: open streams would hold it up, and their clients find another one. */
    void delay(@Observes ShutdownDelayInitiatedEvent event) {
        close();
    }

    void stop(@Observes ShutdownEvent event) {
        close();
    }

    /** Waits until the sequence goes on after the position, or the time is over; the end of it as last seen. */
    long awaitBeyond(long position, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = atMost.toNanos();
            while (end <= position && !closed && left > 0) {
                left = moved.awaitNanos(left);
            }
            return end;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any more: the instance stops. */
    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void close() {
        lock.lock();
        try {
            closed = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (!isClosed()) {
                TimeUnit.MILLISECONDS.sleep(look().toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration look() {
        try {
            long found = database.as(ServiceIdentity.PUBLIC, entries::end);
            lock.lock();
            try {
                end = found;
                moved.signalAll();
            } finally {
                lock.unlock();
            }
            return PAUSE;
        } catch (RuntimeException e) {
            LOG.warn("Streams and webhooks wait: the end of the sequence cannot be read", e);
            return PAUSE_AFTER_FAILURE;
        }
    }
}
