package org.continuum.trail;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.continuum.access.Database;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ClockHealthTest {
    @Inject
    Database database;

    @Inject
    ServiceTime time;

    @Test
    void an_instance_whose_clock_is_not_the_databases_is_not_ready() {
        assertThat(with(Duration.ZERO)).isEqualTo(Status.UP);
        assertThat(with(ClockHealth.MOST.plusMinutes(1))).isEqualTo(Status.DOWN);
        assertThat(with(ClockHealth.MOST.plusMinutes(1).negated())).isEqualTo(Status.DOWN);
        when().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'clock' }.status", equalTo("UP"));
    }

    private Status with(Duration ahead) {
        return new ClockHealth(database, () -> time.now().plus(ahead)).call().getStatus();
    }
}
