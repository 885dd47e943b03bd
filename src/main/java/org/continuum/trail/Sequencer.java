package org.continuum.trail;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.continuum.access.Database;
import org.continuum.access.ServiceIdentity;
import org.continuum.log.Checkpoint;
import org.continuum.log.Log;
import org.continuum.log.LogKey;
import org.continuum.log.LogKeys;
import org.continuum.log.Tampered;
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

    private static final String WAITING = """
            SELECT EXISTS (SELECT 1 FROM trail_queue) OR (SELECT coalesce(max(position), 0) FROM trail_position)
                > (SELECT coalesce(max(size), 0) FROM log_checkpoint)""";

    private static final String TAKE_LOCK = "SELECT pg_try_advisory_xact_lock(?)";

    // ordinal orders what this statement sees. A smaller one that commits later gets a later position: nobody has yet
    // been told of it. A person's own entries keep their order, because each began after the one before had committed.
    private static final String SEQUENCE = """
            WITH batch AS (
                DELETE FROM trail_queue
                WHERE ordinal <= (SELECT max(ordinal) FROM (SELECT ordinal FROM trail_queue ORDER BY ordinal LIMIT ?) next)
                RETURNING ordinal, home_id, entry_id)
            INSERT INTO trail_position (position, home_id, entry_id)
            SELECT (SELECT coalesce(max(position), 0) FROM trail_position) + row_number() OVER (ORDER BY ordinal),
                home_id, entry_id
            FROM batch""";

    // First the positions, then an entry for each: a plan from when the tables were empty would join all with all.
    private static final String UNLOGGED = "SELECT " + Kept.COLUMNS + """
             FROM (SELECT * FROM trail_position WHERE position > ? ORDER BY position LIMIT ?) p
                CROSS JOIN LATERAL (
                    SELECT * FROM trail_entry WHERE home_id = p.home_id AND id = p.entry_id OFFSET 0) e
            ORDER BY p.position""";

    private final Database database;
    private final Log log;
    private final LogKeys keys;
    private final LogKey key;
    private final ServiceTime time;
    private final LogWatch watch;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread worker;

    Sequencer(Database database, Log log, LogKeys keys, LogKey key, ServiceTime time, LogWatch watch) {
        this.database = database;
        this.log = log;
        this.keys = keys;
        this.key = key;
        this.time = time;
        this.watch = watch;
    }

    void start(@Observes StartupEvent event) {
        database.as(ServiceIdentity.SEQUENCER, () -> {
            keys.add(key.verifier(), time.now());
            return null;
        });
        worker = Thread.ofVirtual().name("trail-sequencer").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        if (worker != null) {
            worker.join(PAUSE_AFTER_FAILURE);
        }
    }

    /**
     * Sequences one batch and logs it; how many entries it had. None also when another instance is at it.
     *
     * @throws Tampered if the log is not what it was: then nothing is sequenced and nothing signed
     */
    int sequence() throws SQLException {
        if (!database.as(ServiceIdentity.SEQUENCER, this::isWaiting)) {
            return 0;
        }
        return database.as(ServiceIdentity.SEQUENCER, () -> {
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
            int sequenced = sequence();
            watch.works();
            return sequenced == BATCH ? Duration.ZERO : PAUSE;
        } catch (Tampered e) {
            watch.refuses(e);
            LOG.error("The log is not what was written, and is not signed; see docs/trail.md", e);
            return PAUSE_AFTER_FAILURE;
        } catch (SQLException | RuntimeException e) {
            watch.fails(e);
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

    private int sequence(Connection connection) throws SQLException {
        try (PreparedStatement sequence = connection.prepareStatement(SEQUENCE)) {
            sequence.setInt(1, BATCH);
            sequence.executeUpdate();
        }
        List<byte[]> entries = unlogged(connection, Log.checkpoint(connection));
        if (!entries.isEmpty()) {
            log.append(connection, entries, time.now());
        }
        return entries.size();
    }

    /** What has a position and is not in the log: this batch, unless an earlier version has given positions only. */
    private static List<byte[]> unlogged(Connection connection, Optional<Checkpoint> checkpoint) throws SQLException {
        try (PreparedStatement unlogged = connection.prepareStatement(UNLOGGED)) {
            unlogged.setLong(1, checkpoint.map(Checkpoint::size).orElse(0L));
            unlogged.setInt(2, BATCH);
            try (ResultSet rows = unlogged.executeQuery()) {
                List<byte[]> entries = new ArrayList<>();
                while (rows.next()) {
                    entries.add(Kept.of(rows).logEntry().bytes());
                }
                return entries;
            }
        }
    }
}
