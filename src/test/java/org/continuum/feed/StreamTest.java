package org.continuum.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;
import static org.continuum.trial.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.continuum.people.Registry;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StreamTest {
    @ConfigProperty(name = "continuum.data")
    Path data;

    @Inject
    Hooks hooks;

    private UUID university;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Following> open = new ArrayList<>();

    @BeforeEach
    void register() {
        university = Registry.provider();
    }

    @AfterEach
    void close() {
        open.forEach(Following::close);
        client.shutdownNow();
    }

    @Test
    void what_happens_arrives_with_its_position_and_a_sign_of_life_when_nothing_does() {
        long start = hooks.end();
        Following stream = follow("?type=person.created&after=" + start, null);
        assertEquals(200, stream.status);
        assertEquals("text/event-stream", stream.contentType.split(";")[0]);
        Registry.person(university);
        await().until(() -> stream.data().size() == 1);
        Registry.person(university);
        await().until(() -> stream.data().size() == 2);
        assertThat(stream.data().getFirst()).contains("\"specversion\":\"1.0\"", "\"type\":\"person.created\"");
        assertThat(stream.ids().getFirst())
                .isEqualTo(stream.data().getFirst().replaceAll(".*\"position\":\"(\\d+)\".*", "$1"));
        int before = stream.lines(":").size();
        await().until(() -> stream.lines(":").size() > before);
    }

    @Test
    void who_comes_back_goes_on_after_the_last_event_and_misses_nothing_from_any_position() {
        long start = hooks.end();
        for (int i = 0; i < 5; i++) {
            Registry.person(university);
        }
        hooks.sequence();
        List<String> feed = as(university, Role.PROGRAM_SUBMITTER)
                .get("/events?limit=200&after=" + start)
                .path("items.position");
        assertThat(feed).hasSizeGreaterThanOrEqualTo(5);
        for (int seen = 0; seen < feed.size(); seen++) {
            Following stream = follow("?after=0", seen == 0 ? Long.toString(start) : feed.get(seen - 1));
            List<String> due = feed.subList(seen, feed.size());
            await().until(() -> stream.data().size() >= due.size());
            assertEquals(due, stream.ids().subList(0, due.size()));
            stream.close();
        }
    }

    @Test
    void a_stranger_is_told_nothing_of_a_person() {
        long start = hooks.end();
        Following stream = follow(Tokens.of(Registry.employer(), Role.DISTRICT_HR), "?after=" + start, null);
        UUID person = Registry.person(university);
        UUID program = Registry.program(university);
        await().until(() -> stream.data().stream().anyMatch(event -> event.contains(program.toString())));
        assertThat(stream.data()).noneMatch(event -> event.contains(person.toString()));
    }

    @Test
    void the_stream_ends_with_the_token() throws Exception {
        Following stream = follow(token(Instant.now().plusSeconds(1)), "", null);
        assertEquals(200, stream.status);
        await().until(stream::ended);
    }

    @Test
    void an_organization_has_so_many_streams_and_no_more_until_one_is_closed() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertEquals(200, follow("", null).status);
        }
        HttpResponse<String> refused =
                client.send(request(Tokens.of(university, Role.OPERATOR), "", null), BodyHandlers.ofString());
        assertEquals(429, refused.statusCode());
        assertEquals("30", refused.headers().firstValue("Retry-After").orElseThrow());
        assertTrue(refused.body().contains("/problems/too-many"), refused.body());
        assertEquals(
                200, follow(Tokens.of(Registry.provider(), Role.OPERATOR), "", null).status, "of another organization");
        open.getFirst().close();
        await().until(() -> follow("", null).status == 200);
    }

    private Following follow(String query, String lastEventId) {
        return follow(Tokens.of(university, Role.PROGRAM_SUBMITTER), query, lastEventId);
    }

    private Following follow(String token, String query, String lastEventId) {
        try {
            HttpResponse<InputStream> answer =
                    client.send(request(token, query, lastEventId), BodyHandlers.ofInputStream());
            Following following = new Following(answer);
            open.add(following);
            return following;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest request(String token, String query, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/events/stream" + query))
                .header("Authorization", "Bearer " + token);
        return (lastEventId == null ? request : request.header("Last-Event-ID", lastEventId)).build();
    }

    private String token(Instant end) throws Exception {
        PrivateKey key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(
                        Files.readAllBytes(data.resolve("sandbox-issuer").resolve("private.der"))));
        return Jwt.issuer("urn:continuum:sandbox")
                .audience("continuum")
                .subject("tester")
                .groups(Set.of(Role.PROGRAM_SUBMITTER))
                .claim("organization", university.toString())
                .expiresAt(end)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .header("typ", "at+jwt")
                .sign(key);
    }
}
