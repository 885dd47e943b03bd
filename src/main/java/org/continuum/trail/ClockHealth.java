package org.continuum.trail;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.continuum.access.Database;
import org.continuum.access.ServiceIdentity;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Takes an instance out of service whose clock is not the database's. What it records with a time that has not come stays ahead on
 * each record that it touched: later entries only follow, and what is asked as of today is asked as of that day.
 */
@Readiness
@ApplicationScoped
class ClockHealth implements HealthCheck {
    static final Duration MOST = Duration.ofSeconds(10);

    private final Database database;
    private final ServiceTime time;

    ClockHealth(Database database, ServiceTime time) {
        this.database = database;
        this.time = time;
    }

    @Override
    public HealthCheckResponse call() {
        Duration ahead;
        try {
            ahead = database.as(ServiceIdentity.PUBLIC, this::ahead);
        } catch (RuntimeException silent) {
            return HealthCheckResponse.down("clock");
        }
        return HealthCheckResponse.named("clock")
                .status(ahead.abs().compareTo(MOST) <= 0)
                .withData("seconds-ahead-of-the-database", ahead.toSeconds())
                .build();
    }

    private Duration ahead() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            Instant theirs = row.getObject(1, OffsetDateTime.class).toInstant();
            return Duration.between(theirs, time.now());
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not tell the time", e);
        }
    }
}
