package org.continuum.trail;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives committed entries their place in the one sequence. Every instance runs one; a lock in the database lets one at
 * a time do it, so that positions have no gap and appear in order: who has read up to a position has seen all before it.
 *
 * <p>It has a thread of its own because the application's scheduler looks at its clock once a second only, and waiting
 * for a place is the whole delay of the feed.
 */
@ApplicationScoped
class Sequencer {
    private static final Logger LOG = Logger.getLogger(Sequencer.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);
    private static final int BATCH = 5_000;

    /** Any number that nothing else in this database locks. */
    private static final long LOCK = 0x636f6e74696e7501L;

    private static final String WAITING = "SELECT EXISTS (SELECT 1 FROM trail_queue)";

    private static final String TAKE_LOCK = "SELECT pg_try_advisory_xact_lock(?)";

    // ordinal orders what this statement sees. A smaller one that commits later gets a later position: nobody has yet
    // been told of it. A person's own entries keep their order, because each began after the one before had committed.
    private static final String SEQUENCE = """
            WITH batch AS (
                DELETE FROM trail_queue
                WHERE ordinal IN (SELECT ordinal FROM trail_queue ORDER BY ordinal LIMIT ?)
                RETURNING ordinal, home_id, entry_id)
            INSERT INTO trail_position (position, home_id, entry_id)
            SELECT (SELECT coalesce(max(position), 0) FROM trail_position) + row_number() OVER (ORDER BY ordinal),
                home_id, entry_id
            FROM batch""";

    private final AgroalDataSource database;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread worker;

    Sequencer(AgroalDataSource database) {
        this.database = database;
    }

    void start(@Observes StartupEvent event) {
        worker = Thread.ofVirtual().name("trail-sequencer").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        if (worker != null) {
            worker.join(PAUSE_AFTER_FAILURE);
        }
    }

    /** Sequences one batch; how many entries it had. None also when another instance is at it. */
    int sequence() throws SQLException {
        if (!isWaiting()) {
            return 0;
        }
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = database.getConnection()) {
                return takeLock(connection) ? sequence(connection) : 0;
            }
        });
    }

    private void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = sequenceAndPause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration sequenceAndPause() {
        try {
            return sequence() == BATCH ? Duration.ZERO : PAUSE;
        } catch (SQLException | RuntimeException e) {
            LOG.warn("Entries wait: the sequencer failed and tries again", e);
            return PAUSE_AFTER_FAILURE;
        }
    }

    private boolean isWaiting() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WAITING)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** The lock ends with the transaction, after its rows have become visible. */
    private static boolean takeLock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(TAKE_LOCK)) {
            lock.setLong(1, LOCK);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static int sequence(Connection connection) throws SQLException {
        try (PreparedStatement sequence = connection.prepareStatement(SEQUENCE)) {
            sequence.setInt(1, BATCH);
            return sequence.executeUpdate();
        }
    }
}
