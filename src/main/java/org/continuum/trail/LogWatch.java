package org.continuum.trail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.continuum.access.Database;
import org.continuum.access.ServiceIdentity;
import org.continuum.log.Tampered;
import org.jspecify.annotations.Nullable;

/** Watches whether the log keeps what receipts promise, for metrics and health. */
@ApplicationScoped
class LogWatch {
    private static final String OLDEST = """
            SELECT e.recorded_at FROM trail_queue q JOIN trail_entry e ON e.home_id = q.home_id AND e.id = q.entry_id
            ORDER BY q.ordinal LIMIT 1""";

    private static final String SIZE = "SELECT max(size) FROM log_checkpoint";

    private final Database database;
    private final ServiceTime time;
    private final MeterRegistry meters;
    private final Counter refusals;
    private volatile @Nullable String trouble;

    LogWatch(Database database, ServiceTime time, MeterRegistry meters) {
        this.database = database;
        this.time = time;
        this.meters = meters;
        this.refusals = Counter.builder("continuum.log.refusals")
                .description("How often the log was not what was written, and was not signed")
                .register(meters);
    }

    void measure(@Observes StartupEvent event) {
        Gauge.builder("continuum.log.unsequenced.age", this, LogWatch::waiting)
                .description("How long the oldest entry has been waiting for its place")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("continuum.log.size", this, LogWatch::size)
                .description("Entries in the log")
                .baseUnit("entries")
                .register(meters);
    }

    void works() {
        trouble = null;
    }

    void fails(Exception why) {
        trouble = why.toString();
    }

    void refuses(Tampered why) {
        fails(why);
        refusals.increment();
    }

    /** What the sequencer stumbled over last, if it has not worked since. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Seconds; 0 when nothing waits. */
    double waiting() {
        return measured(OLDEST, row -> {
            if (!row.next()) {
                return 0;
            }
            Instant oldest = row.getObject(1, OffsetDateTime.class).toInstant();
            return Math.max(0, Duration.between(oldest, time.now()).toMillis() / 1e3);
        });
    }

    /** Entries in the log. */
    double size() {
        return measured(SIZE, row -> {
            row.next();
            return row.getLong(1);
        });
    }

    /** A figure that cannot be had is none; the log of the service says why elsewhere. */
    private double measured(String query, Figure figure) {
        try {
            return database.as(ServiceIdentity.SEQUENCER, () -> {
                try (Connection connection = database.getConnection();
                        Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery(query)) {
                    return figure.of(row);
                }
            });
        } catch (RuntimeException e) {
            return Double.NaN;
        }
    }

    private interface Figure {
        double of(ResultSet row) throws SQLException;
    }
}
