package org.continuum.trial;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;
import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.bulk.Jobs;
import org.continuum.contract.Tokens;
import org.continuum.people.Registry;
import org.junit.jupiter.api.Test;

/** What an operator may have set otherwise than the tests have it. */
@QuarkusTest
@TestProfile(OtherSettingsTest.Otherwise.class)
class OtherSettingsTest {
    public static class Otherwise implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("continuum.bulk.max-rows", "3"),
                    Map.entry("continuum.bulk.max-bytes", "2000"),
                    Map.entry("continuum.bulk.max-waiting-bytes", "3000"),
                    Map.entry("continuum.webhooks.keys", ""),
                    Map.entry("continuum.http.requests-per-minute", "60"),
                    Map.entry("continuum.reads.per-minute", "2"),
                    Map.entry("continuum.http.in-progress", "4"),
                    Map.entry("continuum.http.in-progress-per-client", "3"),
                    Map.entry("quarkus.http.test-ssl-port", "0"),
                    Map.entry(
                            "quarkus.http.ssl.certificate.key-store-file",
                            certificate().toString()),
                    Map.entry("quarkus.http.ssl.certificate.key-store-password", "not a secret"));
        }

        /** Signed by nobody, made by what every JDK brings. */
        private static Path certificate() {
            try {
                Path file = Files.createTempDirectory(Path.of("target"), "tls-").resolve("own.p12");
                Process keytool = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "own",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                "not a secret",
                                "-keystore",
                                file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(file.resolveSibling("said").toFile())
                        .start();
                if (keytool.waitFor() != 0) {
                    throw new IllegalStateException(Files.readString(file.resolveSibling("said")));
                }
                return file.toAbsolutePath();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @TestHTTPResource(value = "/problems", tls = true)
    URL encrypted;

    @Test
    void over_tls_every_answer_says_that_nothing_else_will_do_from_now_on() {
        for (String address : List.of(encrypted.toString(), encrypted + "/none-of-ours")) {
            given().relaxedHTTPSValidation()
                    .get(address)
                    .then()
                    .header("Strict-Transport-Security", containsString("max-age=31536000"));
        }
        given().get("/problems").then().header("Strict-Transport-Security", nullValue());
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
    void a_job_takes_as_many_bytes_as_it_may_and_says_where_the_limit_is() {
        Jobs jobs = new Jobs(Registry.provider());
        UUID job = jobs.with(List.of("x".repeat(1_500)));
        send(jobs, job, "?first=2", 501)
                .statusCode(413)
                .body("type", equalTo("/problems/too-large"))
                .body("detail", containsString("up to 2000 bytes"));
        send(jobs, job, "?first=2", 500).statusCode(200).body("received", equalTo(2));
    }

    /** Each row counts with 128 bytes besides its own, and none that has gone. */
    @Test
    void of_an_organization_so_much_waits_and_no_more_until_a_job_is_let_go() {
        Jobs jobs = new Jobs(Registry.provider());
        UUID first = jobs.with(List.of("x".repeat(1_500)));
        UUID second = jobs.create();
        send(jobs, second, "", 1_245)
                .statusCode(409)
                .body("type", equalTo("/problems/conflict"))
                .body("errors[0].detail", containsString("3000 bytes"))
                .body("errors[0].fix", containsString("Commit or cancel"));
        send(jobs, second, "", 1_244).statusCode(200);
        send(jobs, second, "?first=2", 0).statusCode(200).body("received", equalTo(1));
        send(jobs, second, "?first=2", 1).statusCode(409);
        Jobs others = new Jobs(Registry.provider());
        send(others, others.create(), "", 1_500).statusCode(200);
        jobs.order(first, "cancel").statusCode(202);
        await().until(() -> send(jobs, second, "?first=2", 500).extract().statusCode() == 200);
    }

    private static ValidatableResponse send(Jobs jobs, UUID job, String query, int bytes) {
        return as(jobs.organization(), Role.PROGRAM_SUBMITTER)
                .contentType(Jobs.NDJSON)
                .body("x".repeat(bytes).getBytes(UTF_8))
                .post("/bulk-jobs/" + job + "/rows" + query)
                .then();
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

    @Test
    void a_client_that_asks_more_often_than_it_may_is_told_to_wait_and_nobody_else_is() {
        UUID organization = UUID.randomUUID();
        int let = 0;
        Response answer = as(organization, Role.OPERATOR).get("/rule-sets");
        while (answer.statusCode() == 200 && let < 1000) {
            let++;
            answer = as(organization, Role.OPERATOR).get("/rule-sets");
        }
        answer.then()
                .statusCode(429)
                .header("Retry-After", "30")
                .body("type", equalTo("/problems/too-many"))
                .body("detail", containsString("60 times a minute"));
        assertThat(let).isGreaterThanOrEqualTo(60);
        given().auth()
                .oauth2(Tokens.named(organization, "colleague", "Con Colleague", Role.OPERATOR))
                .get("/rule-sets")
                .then()
                .statusCode(200);
        as(organization, Role.OPERATOR).get("/problems/too-many").then().statusCode(200);
    }

    @Test
    void a_client_that_reads_of_more_persons_than_it_may_is_told_to_wait_and_nobody_else_is() {
        UUID university = Registry.provider();
        UUID person = Registry.person(university);
        Registry.person(university);
        Registry.person(university);
        as(university, Role.PROGRAM_SUBMITTER)
                .get("/people?limit=3")
                .then()
                .statusCode(200)
                .body("items", hasSize(3));
        for (String path : List.of("/people?limit=1", "/people/" + person)) {
            as(university, Role.PROGRAM_SUBMITTER)
                    .get(path)
                    .then()
                    .statusCode(429)
                    .header("Retry-After", matchesPattern("[3-6]\\d"))
                    .body("type", equalTo("/problems/too-many"))
                    .body("detail", containsString("2 persons a minute"));
        }
        given().auth()
                .oauth2(Tokens.named(university, "colleague", "Con Colleague", Role.PROGRAM_SUBMITTER))
                .get("/people?limit=3")
                .then()
                .statusCode(200);
        assertThat(Registry.person(university))
                .as("what is written tells of nobody")
                .isNotNull();
    }

    @Test
    void a_stream_that_has_told_of_as_many_persons_as_it_may_waits_and_goes_on() throws Exception {
        UUID university = Registry.provider();
        HttpRequest follow = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/events/stream?type=person.created"))
                .header("Authorization", "Bearer " + Tokens.of(university, Role.PROGRAM_SUBMITTER))
                .build();
        try (HttpClient client = HttpClient.newHttpClient();
                BufferedReader stream = new BufferedReader(new InputStreamReader(
                        client.send(follow, BodyHandlers.ofInputStream()).body(), UTF_8))) {
            for (int i = 0; i < 5; i++) {
                Registry.person(university);
            }
            read(stream, "data:", 2);
            as(university, Role.PROGRAM_SUBMITTER).get("/people?limit=1").then().statusCode(429);
            Registry.person(university);
            read(stream, ":", 6);
        }
    }

    /** So many lines that begin so; a stream that has ended has no more. */
    private static void read(BufferedReader stream, String begin, int many) throws IOException {
        for (int found = 0; found < many; ) {
            String line = stream.readLine();
            assertThat(line).as("a line after %d of %s", found, begin).isNotNull();
            found += line.startsWith(begin) ? 1 : 0;
        }
    }
}
