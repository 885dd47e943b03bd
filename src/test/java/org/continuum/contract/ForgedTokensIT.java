package org.continuum.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.continuum.access.Forger;
import org.continuum.access.Forgery;
import org.continuum.access.PublishedKeys;
import org.continuum.launch.Production;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every forged token at every operation of the contract, and a good one carried in every way that is not ours; at the
 * packaged production artifact. All are answered the same 401, from which nobody learns what was wrong.
 */
class ForgedTokensIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOME_ID = "0198c0de-0000-7000-8000-00000000abcd";

    private static final List<ContractDocument.Operation> SECURED = ContractDocument.committed().operations().stream()
            .filter(ContractDocument.Operation::secured)
            .toList();
    private static final Forger ISSUER = new Forger();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static PublishedKeys published;
    private static Production production;

    @BeforeAll
    static void start() throws Exception {
        published = new PublishedKeys();
        published.publish(ISSUER.jwks());
        production = Production.bring();
        production.start(
                Map.of("MP_JWT_VERIFY_ISSUER", Forger.ISSUER, "MP_JWT_VERIFY_PUBLICKEY_LOCATION", published.address()));
    }

    @AfterAll
    static void stop() throws IOException {
        production.close();
        published.close();
    }

    @Test
    void no_forged_token_gets_in_anywhere() {
        List<Attempt> attempts = Forgery.all(ISSUER).stream()
                .map(forgery -> new Attempt(forgery.name(), bearer(forgery.token())))
                .toList();
        assertThat(attempts).hasSizeGreaterThan(280);
        refused(attempts);
    }

    @Test
    void a_good_token_that_is_carried_otherwise_does_not_get_in() {
        String good = ISSUER.good();
        String basic = Base64.getEncoder().encodeToString(("ann:" + good).getBytes(StandardCharsets.UTF_8));
        Map<String, UnaryOperator<HttpRequest.Builder>> ways = new LinkedHashMap<>();
        ways.put("nothing", request -> request);
        for (String name : List.of("access_token", "Authorization", "Bearer", "jwt", "token")) {
            ways.put("cookie " + name, request -> request.header("Cookie", name + "=" + good));
        }
        for (String value : List.of(
                "Basic " + good,
                "Basic " + basic,
                "Token " + good,
                "JWT " + good,
                "DPoP " + good,
                "Bearer" + good,
                "Bearer:" + good,
                "Bearer Bearer " + good,
                "Bearer token=" + good,
                "Bearer " + good + ", Bearer " + good,
                "Bearer \"" + good + "\"",
                good,
                "Bearer",
                "Bearer ")) {
            ways.put(
                    "Authorization: " + value.replace(good, "…").replace(basic, "…"),
                    request -> request.header("Authorization", value));
        }
        for (String header : List.of("X-Forwarded-Access-Token", "Proxy-Authorization", "X-Authorization", "X-User")) {
            ways.put(header, request -> request.header(header, "Bearer " + good));
        }
        ways.put("two headers, the good one first", bearer(good).andThen(bearer("x"))::apply);
        ways.put("two headers, the good one last", bearer("x").andThen(bearer(good))::apply);
        ways.put("two headers, both good", bearer(good).andThen(bearer(good))::apply);
        List<Attempt> attempts = new ArrayList<>();
        ways.forEach((name, carried) -> attempts.add(new Attempt(name, carried)));
        attempts.add(new Attempt("query access_token", request -> request, "?access_token=" + good));
        refused(attempts);
    }

    /** Without this the tests above could pass because nobody gets in. */
    @Test
    void a_good_token_gets_in_however_its_scheme_is_spelt() {
        for (String scheme : List.of("Bearer", "bearer", "BEARER")) {
            getsIn(scheme + " " + ISSUER.good());
        }
        getsIn("Bearer " + ISSUER.herself());
    }

    private static void getsIn(String authorization) {
        Attempt good = new Attempt("a good token", request -> request.header("Authorization", authorization));
        assertThat(SECURED)
                .allSatisfy(operation -> assertThat(answer(operation, good).status())
                        .as(authorization.substring(0, 7) + "at " + operation)
                        .isNotEqualTo(401)
                        .isLessThan(500));
    }

    private static void refused(List<Attempt> attempts) {
        assertThat(SECURED).hasSizeGreaterThan(80);
        List<String> findings = SECURED.parallelStream()
                .flatMap(operation -> {
                    Answer due = answer(operation, new Attempt("no token", request -> request));
                    assertThat(due.status()).as(operation.toString()).isEqualTo(401);
                    assertThat(due.type()).isEqualTo("application/problem+json");
                    assertThat(due.challenge()).isEqualTo("Bearer");
                    return attempts.stream()
                            .map(attempt -> {
                                Answer got = answer(operation, attempt);
                                return got.equals(due) ? "" : attempt.name() + " at " + operation + ": " + got;
                            })
                            .filter(finding -> !finding.isEmpty());
                })
                .toList();
        assertThat(findings).as(SECURED.size() * attempts.size() + " exchanges").isEmpty();
    }

    private static UnaryOperator<HttpRequest.Builder> bearer(String token) {
        return request -> request.header("Authorization", "Bearer " + token);
    }

    private static Answer answer(ContractDocument.Operation operation, Attempt attempt) {
        String path = operation.path().replaceAll("\\{[^}]+}", SOME_ID) + attempt.query();
        HttpRequest request = attempt.carried()
                .apply(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + production.api() + path))
                        .header("Content-Type", operation.contentType())
                        .method(
                                operation.method(),
                                operation.takesJson()
                                        ? BodyPublishers.ofString("{\"no-such-field\":1}")
                                        : BodyPublishers.noBody()))
                .build();
        try {
            return Answer.of(sent(request));
        } catch (IOException e) {
            throw new UncheckedIOException(attempt.name() + " at " + operation, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A server may close a connection that it kept alive; the client does not repeat a POST then, so we do. */
    private static HttpResponse<InputStream> sent(HttpRequest request) throws IOException, InterruptedException {
        try {
            return CLIENT.send(request, BodyHandlers.ofInputStream());
        } catch (IOException closed) {
            return CLIENT.send(request, BodyHandlers.ofInputStream());
        }
    }

    private record Attempt(String name, UnaryOperator<HttpRequest.Builder> carried, String query) {
        Attempt(String name, UnaryOperator<HttpRequest.Builder> carried) {
            this(name, carried, "");
        }
    }

    /** @param body but for the correlation id */
    private record Answer(int status, String type, String challenge, String body) {
        static Answer of(HttpResponse<InputStream> response) throws IOException {
            // What is let in may be a stream that does not end.
            try (InputStream in = response.body()) {
                return new Answer(
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(""),
                        String.join(" | ", response.headers().allValues("WWW-Authenticate")),
                        response.statusCode() == 401 ? withoutCorrelation(in.readAllBytes()) : "");
            }
        }

        private static String withoutCorrelation(byte[] body) throws IOException {
            ObjectNode problem = (ObjectNode) JSON.readTree(body);
            String correlation = problem.path("correlationId").asText();
            assertThat(correlation).isNotEmpty();
            return new String(body, StandardCharsets.UTF_8).replace(correlation, "");
        }
    }
}
