package org.continuum.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.continuum.people.Registry;
import org.continuum.sandbox.RequestedTime;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AbandonedUploadTest {
    @Inject
    AbandonUploads uploads;

    @Inject
    RequestedTime time;

    @Test
    void an_upload_that_nobody_touches_for_a_week_is_let_go_and_not_a_day_before() {
        UUID university = Registry.provider();
        UUID person = Registry.person(university);
        Jobs jobs = new Jobs(university);
        UUID job = jobs.with(Jobs.exams(person, "left", 3));
        UUID looked = jobs.with(Jobs.exams(person, "looked", 1));
        jobs.previewed(looked);
        UUID done = jobs.with(Jobs.exams(person, "done", 1));
        jobs.committed(done);

        abandonAfter(Duration.ofDays(6));
        assertThat(jobs.get(job).path("state").asText()).isEqualTo("receiving");

        abandonAfter(Duration.ofDays(8));
        assertThat(jobs.get(job).path("state").asText()).isEqualTo("canceled");
        jobs.send(job, Jobs.NDJSON, "?first=4", Jobs.bytes(Jobs.exam(person, "late", 1)))
                .statusCode(409);
        assertThat(jobs.get(looked).path("state").asText())
                .as("nor did anybody come back to commit it")
                .isEqualTo("canceled");
        assertThat(jobs.get(done).path("state").asText()).isEqualTo("committed");
    }

    private void abandonAfter(Duration passed) {
        ManagedContext request = Arc.container().requestContext();
        request.activate();
        try {
            time.set(Instant.now().plus(passed));
            uploads.abandon();
        } finally {
            request.terminate();
        }
    }
}
