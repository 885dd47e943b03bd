package org.continuum.trail;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.containsString;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.continuum.http.Ids;
import org.continuum.launch.Superuser;
import org.continuum.log.Checkpoint;
import org.continuum.log.Log;
import org.continuum.log.LyingDisk;
import org.junit.jupiter.api.Test;

/** A storage that changes one bit on the way: nothing is signed, somebody is told, and nothing is lost. */
@QuarkusTest
class RefusalTest {
    @Inject
    Acting acting;

    @Inject
    Log log;

    @Inject
    TrailEntries entries;

    @Inject
    LogWatch watch;

    @Inject
    MeterRegistry meters;

    @Test
    void what_cannot_be_read_back_is_not_signed_and_health_and_metrics_say_so_until_it_can() throws SQLException {
        acting.append(Acting.somebody(), Ids.next());
        await().until(() -> watch.waiting() == 0 && watch.trouble().isEmpty());
        double refusals = refusals();
        try (Connection connection = Superuser.connect()) {
            LyingDisk.under(connection, "log_tile", "hashes");
        }
        long size = size();
        UUID entry;
        try {
            entry = acting.append(Acting.somebody(), Ids.next()).entry();
            await().until(() -> watch.trouble().isPresent());
            assertThat(refusals()).isGreaterThan(refusals);
            given().get("/q/health/well").then().statusCode(503).body(containsString("trouble"));
            given().get("/q/health/ready").then().statusCode(200);
            assertThat(size()).isEqualTo(size);
            assertThat(acting.after(size, 100)).isEmpty();
            assertThat(given().get("/q/metrics").asString())
                    .contains(
                            "continuum_log_refusals_total",
                            "continuum_log_unsequenced_age_seconds",
                            "continuum_log_size");
        } finally {
            try (Connection connection = Superuser.connect();
                    var statement = connection.createStatement()) {
                statement.execute("DROP FUNCTION lie CASCADE");
            }
        }
        await().until(() ->
                acting.after(size, 100).stream().anyMatch(each -> each.id().equals(entry)));
        await().until(() -> watch.trouble().isEmpty());
        given().get("/q/health/well").then().statusCode(200);
        assertThat(size()).isGreaterThan(size);
    }

    private double refusals() {
        return meters.counter("continuum.log.refusals").count();
    }

    private long size() {
        return acting.seeing(log::checkpoint).map(Checkpoint::size).orElse(0L);
    }
}
