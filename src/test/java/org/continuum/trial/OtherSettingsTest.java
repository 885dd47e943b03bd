package org.continuum.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.continuum.people.Registry.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.bulk.Jobs;
import org.continuum.people.Registry;
import org.junit.jupiter.api.Test;

/** What an operator may have set otherwise than the tests have it. */
@QuarkusTest
@TestProfile(OtherSettingsTest.Otherwise.class)
class OtherSettingsTest {
    public static class Otherwise implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("continuum.bulk.max-rows", "3", "continuum.webhooks.keys", "");
        }
    }

    @Test
    void a_job_takes_as_many_rows_as_it_may_and_says_where_the_limit_is() {
        UUID university = Registry.provider();
        Jobs jobs = new Jobs(university);
        UUID job = jobs.create();
        String row = "{}\n";
        as(university, Role.PROGRAM_SUBMITTER)
                .contentType(Jobs.NDJSON)
                .body(row.repeat(4).getBytes(UTF_8))
                .post("/bulk-jobs/" + job + "/rows")
                .then()
                .statusCode(413)
                .body("detail", containsString("up to 3 rows"));
        as(university, Role.PROGRAM_SUBMITTER).get("/bulk-jobs/" + job).then().body("received", equalTo(0));
        as(university, Role.PROGRAM_SUBMITTER)
                .contentType(Jobs.NDJSON)
                .body(row.repeat(3).getBytes(UTF_8))
                .post("/bulk-jobs/" + job + "/rows")
                .then()
                .statusCode(200)
                .body("received", equalTo(3));
    }

    @Test
    void without_a_key_for_secrets_webhooks_say_what_the_operator_has_to_do() {
        UUID university = Registry.provider();
        String id = as(university, Role.PROGRAM_ADMINISTRATOR)
                .body(Map.of("url", "https://hooks.example.org/", "types", List.of("license.issued")))
                .post("/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as(university, Role.PROGRAM_ADMINISTRATOR)
                .post("/subscriptions/" + id + "/secrets")
                .then()
                .statusCode(503)
                .body("type", equalTo("/problems/not-set-up"))
                .body("detail", containsString("key"));
    }
}
