package org.continuum.bulk;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.continuum.access.Database;
import org.continuum.access.ServiceIdentity;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks for jobs in which there is something to do. Every instance has some; an organization is served by one at a time,
 * and organizations take turns. Nothing of a job is kept here: who dies leaves whole pieces behind, and another goes on.
 */
@ApplicationScoped
class BulkWorker {
    private static final Logger LOG = Logger.getLogger(BulkWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** The first half of a lock's number, apart from those of other features; the second is the organization's. */
    private static final int LOCK = 0x62756c6b;

    private static final String TAKE_LOCK = "SELECT pg_try_advisory_xact_lock(?, hashtext(?))";

    private final Database database;
    private final BulkJobs jobs;
    private final BulkTurn turn;
    private final int lanes;
    private final Semaphore woken = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    /** @param lanes how many organizations are served at a time */
    BulkWorker(
            Database database, BulkJobs jobs, BulkTurn turn, @ConfigProperty(name = "continuum.bulk.lanes") int lanes) {
        this.database = database;
        this.jobs = jobs;
        this.turn = turn;
        this.lanes = lanes;
    }

    void start(@Observes StartupEvent event) {
        stopped = false;
        for (int i = 0; i < lanes; i++) {
            threads.add(Thread.ofVirtual().name("bulk-worker-" + i).start(this::run));
        }
    }

    /** Waits for the piece that is under way. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        woken.release(lanes);
        for (Thread thread : threads) {
            thread.join();
        }
        threads.clear();
    }

    /** There is something to do; other instances find out within a second. */
    void wake() {
        woken.release();
    }

    private void run() {
        try {
            while (!stopped) {
                if (!some()) {
                    woken.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False if there was nothing to do. */
    private boolean some() {
        try {
            for (UUID id : database.as(ServiceIdentity.BULK, jobs::waiting)) {
                if (took(id)) {
                    return true;
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("Bulk jobs wait: the worker failed and tries again", e);
        }
        return false;
    }

    /** The lock is held by a transaction of its own, which does nothing else and ends with the turn. */
    private boolean took(UUID id) {
        return database.as(ServiceIdentity.BULK, () -> {
            Optional<BulkJob> job = jobs.find(id);
            return job.isPresent() && lock(job.get().organization()) && turn.serve(id, () -> stopped);
        });
    }

    private boolean lock(UUID organization) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement lock = connection.prepareStatement(TAKE_LOCK)) {
            lock.setInt(1, LOCK);
            lock.setString(2, organization.toString());
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
