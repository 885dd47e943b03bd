package org.continuum.trial;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An instance has four requests in progress at most, and three of one client. */
@QuarkusTest
@TestProfile(OtherSettingsTest.Otherwise.class)
class CrowdTest {
    private static final int MOST = 3;

    private static final Duration SOON = Duration.ofMillis(200);

    private final UUID organization = UUID.randomUUID();
    private final Map<HttpClient.Version, HttpClient> clients = new EnumMap<>(HttpClient.Version.class);

    @AfterEach
    void close() {
        clients.values().forEach(HttpClient::shutdownNow);
    }

    @Test
    void one_request_too_many_is_refused_at_once_while_others_are_in_progress() throws Exception {
        HttpRequest one = request("/trial/held", "one");
        HttpRequest other = request("/trial/held", "other");
        try (HttpClient client = HttpClient.newHttpClient()) {
            List<CompletableFuture<HttpResponse<Void>>> asked = new ArrayList<>();
            for (HttpRequest held : List.of(one, one, other, other)) {
                asked.add(client.sendAsync(held, BodyHandlers.discarding()));
            }
            try {
                assertThat(TrialResource.HELD.tryAcquire(4, 1, TimeUnit.MINUTES))
                        .isTrue();
                given().get("/problems")
                        .then()
                        .statusCode(503)
                        .header("Retry-After", "5")
                        .body("type", equalTo("/problems/unavailable"))
                        .body("detail", containsString("in progress"));
                given().noFilters().get("/q/health/live").then().statusCode(200);
                for (String path : List.of("/q/../problems", "/q/%2e%2e/problems")) {
                    HttpRequest past = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                            .build();
                    assertThat(client.send(past, BodyHandlers.discarding()).statusCode())
                            .as(path)
                            .isEqualTo(404);
                }
            } finally {
                TrialResource.letGo();
            }
            for (CompletableFuture<HttpResponse<Void>> each : asked) {
                assertThat(each.get().statusCode()).isEqualTo(200);
            }
        }
        given().get("/problems").then().statusCode(200);
    }

    @Test
    void a_client_whose_bodies_do_not_come_in_takes_its_own_places_and_nobody_else_s() throws Exception {
        List<Socket> sending = new ArrayList<>();
        try {
            for (int i = 0; i < MOST; i++) {
                sending.add(begunToSend("slow"));
            }
            assertRefused("slow");
            assertThat(ask("colleague")).isEqualTo(200);
        } finally {
            for (Socket each : sending) {
                each.close();
            }
        }
        awaitAllPlaces(HttpClient.Version.HTTP_1_1, "slow");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void an_answer_that_nobody_reads_is_in_progress_until_it_is_read_or_let_go(HttpClient.Version version)
            throws Exception {
        HttpResponse<InputStream> read = askLarge(version, "lazy");
        assertThat(read.version()).isEqualTo(version);
        assertThat(read.body().readAllBytes()).hasSize(TrialResource.LARGE);
        List<InputStream> unread = awaitAllPlaces(version, "lazy");
        assertThat(ask("colleague")).isEqualTo(200);
        for (InputStream each : unread) {
            each.close();
        }
        awaitAllPlaces(version, "lazy");
    }

    /** As many answers as it may have at the same time, not read. */
    private List<InputStream> awaitAllPlaces(HttpClient.Version version, String subject) {
        List<InputStream> taken = new ArrayList<>();
        await().pollInterval(SOON).until(() -> {
            HttpResponse<InputStream> answer = askLarge(version, subject);
            if (answer.statusCode() == 200) {
                taken.add(answer.body());
            }
            return taken.size() == MOST;
        });
        assertRefused(subject);
        return taken;
    }

    private HttpResponse<InputStream> askLarge(HttpClient.Version version, String subject)
            throws IOException, InterruptedException {
        return clients.computeIfAbsent(
                        version, of -> HttpClient.newBuilder().version(of).build())
                .send(request("/trial/large", subject), BodyHandlers.ofInputStream());
    }

    private void assertRefused(String subject) {
        given().auth()
                .oauth2(token(subject))
                .get("/rule-sets")
                .then()
                .statusCode(429)
                .header("Retry-After", "30")
                .body("type", equalTo("/problems/too-many"))
                .body("detail", containsString("3 requests in progress"));
    }

    private int ask(String subject) {
        return given().auth().oauth2(token(subject)).get("/rule-sets").statusCode();
    }

    /** A request whose body is waited for: whoever is told to go on has been let in. */
    private Socket begunToSend(String subject) throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        socket.getOutputStream()
                .write(("POST /trial HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token(subject)
                                + "\r\nContent-Type: application/json\r\nContent-Length: 99\r\n"
                                + "Expect: 100-continue\r\n\r\n")
                        .getBytes(US_ASCII));
        assertThat(new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine())
                .isEqualTo("HTTP/1.1 100 Continue");
        return socket;
    }

    private HttpRequest request(String path, String subject) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + token(subject))
                .build();
    }

    private String token(String subject) {
        return Tokens.named(organization, subject, "Terry Tester", Role.OPERATOR);
    }
}
