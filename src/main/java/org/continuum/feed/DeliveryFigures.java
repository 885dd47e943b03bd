package org.continuum.feed;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.continuum.access.Database;
import org.continuum.access.ServiceIdentity;

/** What an operator watches: how far each active subscription is behind, what was given up, and how attempts end. */
@ApplicationScoped
class DeliveryFigures {
    private static final String FIGURES = """
            SELECT s.id, s.state, (SELECT coalesce(max(position), 0) FROM trail_position) - p.position AS lag,
                (SELECT count(*) FROM delivery d WHERE d.subscription_id = s.id AND d.state = 'dead') AS dead
            FROM subscription s JOIN delivery_progress p ON p.subscription_id = s.id""";

    private final Database database;
    private final MeterRegistry meters;
    private final MultiGauge lag;
    private final MultiGauge dead;

    DeliveryFigures(Database database, MeterRegistry meters) {
        this.database = database;
        this.meters = meters;
        this.lag = MultiGauge.builder("continuum.webhooks.lag")
                .description("Positions of the sequence that the subscription has not come to yet")
                .register(meters);
        this.dead = MultiGauge.builder("continuum.webhooks.dead")
                .description("Events given up")
                .register(meters);
    }

    void tried(Attempt attempt) {
        Failure failure = attempt.failure();
        meters.counter("continuum.webhooks.attempts", "outcome", failure == null ? "delivered" : failure.slug)
                .increment();
    }

    /** Looks again; the same on every instance, so take the highest. */
    void refresh() {
        List<Row<?>> lags = new ArrayList<>();
        List<Row<?>> deads = new ArrayList<>();
        database.as(ServiceIdentity.WEBHOOKS, () -> {
            read(lags, deads);
            return null;
        });
        lag.register(lags, true);
        dead.register(deads, true);
    }

    private void read(List<Row<?>> lags, List<Row<?>> deads) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement figures = connection.prepareStatement(FIGURES);
                ResultSet rows = figures.executeQuery()) {
            while (rows.next()) {
                Tags tags = Tags.of("subscription", rows.getString("id"), "state", rows.getString("state"));
                lags.add(Row.of(tags, rows.getLong("lag")));
                deads.add(Row.of(tags, rows.getLong("dead")));
            }
        }
    }
}
