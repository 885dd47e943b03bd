package org.continuum.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.trial.Patience.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.continuum.access.Forger;
import org.continuum.access.PublishedKeys;
import org.continuum.launch.Production;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged production artifact is told to stop while clients follow its events. */
class StoppingIT {
    /** What Quarkus says when it stops although requests are still under way. */
    private static final String HELD_UP = "Timed out waiting for graceful shutdown";

    /** 128 and SIGTERM's number: it ended as it was told to. */
    private static final int TERMINATED = 143;

    private static final Forger ISSUER = new Forger();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static PublishedKeys published;
    private static Production production;

    @BeforeAll
    static void bring() throws Exception {
        published = new PublishedKeys();
        published.publish(ISSUER.jwks());
        production = Production.bring();
    }

    @AfterAll
    static void close() throws IOException {
        production.close();
        published.close();
    }

    @Test
    void streams_end_with_a_whole_event_hold_nothing_up_and_are_resumed_without_a_gap() throws Exception {
        // No sign of life falls due meanwhile: a stream that waits must be woken.
        start(Map.of("QUARKUS_SHUTDOWN_DELAY", "1s", "CONTINUUM_STREAMS_HEARTBEAT", "1h"));
        List<String> acknowledged = new ArrayList<>(List.of(register().orElseThrow()));
        Following busy = follow("?type=organization.registered", "0");
        Following waiting = follow("?type=person.erased", "0");
        CompletableFuture<List<String>> writing = CompletableFuture.supplyAsync(StoppingIT::registerUntilRefused);
        await().until(() -> busy.data().size() > 3);

        assertThat(production.stop()).contains(TERMINATED);

        acknowledged.addAll(writing.join());
        await().until(() -> busy.ended() && waiting.ended());
        assertThat(busy.brokenOff()).isEmpty();
        assertThat(waiting.brokenOff()).isEmpty();
        assertThat(busy.endsWithAWholeEvent()).isTrue();
        assertThat(production.said()).doesNotContain(HELD_UP);

        start(Map.of());
        acknowledged.add(register().orElseThrow());
        Following resumed = follow("?type=organization.registered", busy.ids().getLast());
        await().until(() -> resumed.data().stream().anyMatch(event -> event.contains(acknowledged.getLast())));
        assertThat(Stream.of(busy, resumed)
                        .flatMap(stream -> stream.ids().stream())
                        .toList())
                .isEqualTo(positions());
        assertThat(acknowledged)
                .allSatisfy(id -> assertThat(Stream.of(busy, resumed)
                                .flatMap(stream -> stream.data().stream())
                                .filter(event -> event.contains(id)))
                        .hasSize(1));
        resumed.close();
        production.stop();
    }

    /** Without this the test above could pass because nothing that is under way is ever waited for. */
    @Test
    void a_request_that_does_not_end_is_seen_to_hold_it_up() throws Exception {
        start(Map.of("QUARKUS_SHUTDOWN_TIMEOUT", "1s"));
        try (Socket socket = new Socket("127.0.0.1", production.api());
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.getOutputStream()
                    .write(("POST /organizations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + ISSUER.good()
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 99\r\n"
                                    + "Expect: 100-continue\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(production.stop()).contains(TERMINATED);
        }
        assertThat(production.said()).contains(HELD_UP);
    }

    private static void start(Map<String, String> settings) throws IOException {
        var all = new HashMap<>(settings);
        all.put("MP_JWT_VERIFY_ISSUER", Forger.ISSUER);
        all.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", published.address());
        production.start(all);
    }

    private static List<String> registerUntilRefused() {
        List<String> registered = new ArrayList<>();
        for (Optional<String> id = register(); id.isPresent(); id = register()) {
            registered.add(id.get());
        }
        return registered;
    }

    /** The organization's id, or none when the service is not there any more. */
    private static Optional<String> register() {
        try {
            HttpResponse<String> answer = CLIENT.send(
                    request("/organizations")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(
                                    "{\"kind\":\"employer\",\"name\":\"A district\",\"jurisdiction\":\"US-MA\"}"))
                            .build(),
                    BodyHandlers.ofString());
            return answer.statusCode() == 201
                    ? Optional.of(JSON.readTree(answer.body()).path("id").asText())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Following follow(String query, String lastEventId) throws IOException, InterruptedException {
        Following following = new Following(CLIENT.send(
                request("/events/stream" + query)
                        .header("Last-Event-ID", lastEventId)
                        .build(),
                BodyHandlers.ofInputStream()));
        assertThat(following.status).isEqualTo(200);
        return following;
    }

    /** Of all organizations' registrations, as the feed tells them. */
    private static List<String> positions() throws IOException, InterruptedException {
        List<String> positions = new ArrayList<>();
        JsonNode page;
        String after = "0";
        do {
            page = JSON.readTree(CLIENT.send(
                            request("/events?type=organization.registered&limit=200&after=" + after)
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
            page.path("items")
                    .forEach(event -> positions.add(event.path("position").asText()));
            after = page.path("next").asText();
        } while (!page.path("items").isEmpty());
        return positions;
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + production.api() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + ISSUER.good());
    }
}
