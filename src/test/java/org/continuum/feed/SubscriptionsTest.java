package org.continuum.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;
import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.continuum.access.Role;
import org.continuum.launch.Superuser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SubscriptionsTest {
    private static final String URL = "https://hooks.example.org/continuum?tenant=1";

    private final UUID district = UUID.randomUUID();

    /** Nobody answers at hooks.example.org: other tests must not be held up by it. */
    @AfterEach
    void remove() {
        List<String> ids = hr().get("/subscriptions?limit=200").path("items.id");
        for (String id : ids) {
            String path = "/subscriptions/" + id;
            hr().header("If-Match", hr().get(path).header("ETag"))
                    .delete(path)
                    .then()
                    .statusCode(204);
        }
    }

    @Test
    void a_subscription_is_made_read_changed_and_removed_by_its_own_organization() {
        String path = made(Map.of("url", URL, "types", List.of("license.issued"), "description", "HR system"));
        ExtractableResponse<Response> read = hr().get(path)
                .then()
                .statusCode(200)
                .body("url", equalTo(URL))
                .body("types", equalTo(List.of("license.issued")))
                .body("payloadVersion", equalTo("2026-11-01"))
                .body("description", equalTo("HR system"))
                .body("state", equalTo("active"))
                .body("disabledFor", nullValue())
                .body("secrets", hasSize(0))
                .body("createdAt", notNullValue())
                .extract();
        hr().body(Map.of("url", URL)).put(path).then().statusCode(428);
        hr().header("If-Match", read.header("ETag"))
                .body(Map.of("url", URL, "paused", true))
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", not(read.header("ETag")))
                .body("types", hasSize(0))
                .body("state", equalTo("paused"));
        hr().header("If-Match", read.header("ETag"))
                .body(Map.of("url", URL))
                .put(path)
                .then()
                .statusCode(412);
        hr().delete(path).then().statusCode(428);
        hr().header("If-Match", read.header("ETag")).delete(path).then().statusCode(412);
        hr().header("If-Match", hr().get(path).header("ETag"))
                .delete(path)
                .then()
                .statusCode(204);
        hr().get(path).then().statusCode(404);
    }

    @Test
    void a_secret_is_told_once_and_its_making_is_a_change() {
        String path = made(Map.of("url", URL));
        String before = hr().get(path).header("ETag");
        ExtractableResponse<Response> secret = hr().post(path + "/secrets")
                .then()
                .statusCode(201)
                .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="))
                .extract();
        String read = hr().get(path)
                .then()
                .header("ETag", not(before))
                .body("secrets.id", equalTo(List.of(secret.<String>path("id"))))
                .extract()
                .asString();
        assertEquals(-1, read.indexOf("whsec_"));
        hr().delete(path + "/secrets/" + UUID.randomUUID()).then().statusCode(404);
        hr().delete(path + "/secrets/" + secret.path("id")).then().statusCode(204);
        hr().get(path).then().body("secrets", hasSize(0));
    }

    @Test
    void another_organization_does_not_even_learn_that_there_is_one() {
        String path = made(Map.of("url", URL));
        String tag = hr().get(path).header("ETag");
        UUID stranger = UUID.randomUUID();
        for (String below : List.of("", "/progress", "/deliveries")) {
            as(stranger, Role.OPERATOR).get(path + below).then().statusCode(404);
        }
        as(stranger, Role.OPERATOR)
                .header("If-Match", tag)
                .body(Map.of("url", URL))
                .put(path)
                .then()
                .statusCode(404);
        as(stranger, Role.OPERATOR).header("If-Match", tag).delete(path).then().statusCode(404);
        as(stranger, Role.OPERATOR).post(path + "/secrets").then().statusCode(404);
        as(stranger, Role.OPERATOR)
                .body(Map.of("after", 0))
                .post(path + "/replay")
                .then()
                .statusCode(404);
        as(stranger, Role.OPERATOR).get("/subscriptions").then().body("items", hasSize(0));
        as(district, Role.DISTRICT_HR).get("/subscriptions").then().body("items", hasSize(1));
    }

    @Test
    void who_only_submits_or_analyzes_sets_up_no_webhooks() {
        for (String role : List.of(Role.PROGRAM_SUBMITTER, Role.BOARD_ANALYST, Role.AUDITOR)) {
            as(district, role)
                    .body(Map.of("url", URL))
                    .post("/subscriptions")
                    .then()
                    .statusCode(403);
            as(district, role).get("/subscriptions").then().statusCode(403);
        }
    }

    @Test
    void all_that_cannot_be_accepted_is_told_at_once() {
        hr().body(Map.of(
                        "url",
                        "http://169.254.169.254:80/latest",
                        "types",
                        List.of("license.issued", "license.isued"),
                        "payloadVersion",
                        "2020-01-01"))
                .post("/subscriptions")
                .then()
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/url", "/url", "/url", "/types/1", "/payloadVersion"));
        String path = made(Map.of("url", URL));
        hr().header("If-Match", hr().get(path).header("ETag"))
                .body(Map.of("url", "https://10.0.0.1/"))
                .put(path)
                .then()
                .statusCode(422);
        hr().get(path).then().body("url", equalTo(URL));
    }

    @Test
    void a_replay_begins_at_a_position_that_there_is() {
        String path = made(Map.of("url", URL));
        hr().body(Map.of("after", 9_000_000_000L))
                .post(path + "/replay")
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/after")));
        hr().body(Map.of("after", 0)).post(path + "/replay").then().statusCode(202);
        hr().get(path + "/progress").then().body("position", equalTo(0));
    }

    @Test
    void a_request_repeated_under_its_key_makes_one_subscription() {
        Map<String, Object> details = Map.of("url", URL);
        String key = UUID.randomUUID().toString();
        String first = hr().header("Idempotency-Key", key)
                .body(details)
                .post("/subscriptions")
                .path("id");
        hr().header("Idempotency-Key", key)
                .body(details)
                .post("/subscriptions")
                .then()
                .statusCode(201)
                .body("id", equalTo(first));
        hr().get("/subscriptions").then().body("items", hasSize(1));
    }

    @Test
    void an_organization_has_so_many_and_no_more() {
        for (int i = 0; i < Subscribe.MOST; i++) {
            made(Map.of("url", URL));
        }
        hr().body(Map.of("url", URL)).post("/subscriptions").then().statusCode(422);
        Response page = hr().get("/subscriptions?limit=15");
        assertEquals(15, page.<List<?>>path("items").size());
        hr().get("/subscriptions?limit=15&cursor=" + page.path("next")).then().body("items", hasSize(5));
    }

    /** Both have come as far as to add one before either has; a lock holds them up there. */
    @Test
    void of_two_that_come_at_once_for_the_last_place_one_gets_it() throws Exception {
        for (int i = 1; i < Subscribe.MOST; i++) {
            made(Map.of("url", URL));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection holder = Superuser.connect();
                Connection watcher = Superuser.connect()) {
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("LOCK TABLE subscription IN SHARE MODE");
            }
            long holding = number(holder, "SELECT pg_backend_pid()");
            List<Future<Integer>> both = Stream.generate(() -> threads.submit(() ->
                            hr().body(Map.of("url", URL)).post("/subscriptions").statusCode()))
                    .limit(2)
                    .toList();
            await().until(() -> number(watcher, """
                            SELECT count(*) FROM pg_stat_activity a WHERE EXISTS (
                                SELECT FROM unnest(pg_blocking_pids(a.pid)) b
                                WHERE b = %1$d OR %1$d = ANY (pg_blocking_pids(b)))""".formatted(holding)) == 2);
            holder.rollback();
            assertThat(List.of(both.get(0).get(), both.get(1).get())).containsExactlyInAnyOrder(201, 422);
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private String made(Map<String, Object> details) {
        return hr().body(details)
                .post("/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .header("Location")
                .replaceFirst("^https?://[^/]+", "");
    }

    private RequestSpecification hr() {
        return as(district, Role.DISTRICT_HR);
    }
}
