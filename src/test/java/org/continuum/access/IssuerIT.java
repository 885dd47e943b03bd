package org.continuum.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.trial.Patience.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.continuum.contract.NodeTools;
import org.continuum.launch.Production;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged production artifact with an OpenID provider that others have written, as {@code docs/operators.md} says. */
class IssuerIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PORT = Production.freePort();
    private static final String ISSUER = "http://127.0.0.1:" + PORT;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final PublicJsonWebKey RSA = OidcProvider.key("rsa-1", "RSA");
    private static final PublicJsonWebKey EC = OidcProvider.key("ec-1", "EC");

    private static Production production;

    @BeforeAll
    static void start() throws Exception {
        NodeTools.require();
        production = Production.bring();
        // The issuer does not run yet: that is no reason not to start.
        production.start(Map.of(
                "MP_JWT_VERIFY_ISSUER",
                ISSUER,
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                ISSUER + "/jwks",
                "CONTINUUM_TOKENS_READ_KEYS_EVERY",
                "1s"));
    }

    @AfterAll
    static void stop() throws IOException {
        if (production != null) {
            production.close();
        }
    }

    @Test
    void clients_with_a_secret_and_with_a_key_of_their_own_are_let_in() throws Exception {
        try (var issuer = new OidcProvider(ISSUER, List.of(RSA, EC))) {
            assertThat(issuer.keysAddress()).isEqualTo(ISSUER + "/jwks");
            for (String client : List.of("college", "district", "registry")) {
                awaitStatus(200, issuer.tokenOf(client));
            }
        }
    }

    @Test
    void tokens_for_another_service_or_by_another_issuers_name_are_refused() throws Exception {
        try (var issuer = new OidcProvider(ISSUER, List.of(RSA, EC))) {
            awaitStatus(200, issuer.tokenOf("college"));
            refused(issuer.tokenOf("elsewhere"));
        }
        try (var issuer = new OidcProvider("http://localhost:" + PORT, List.of(RSA, EC))) {
            refused(issuer.tokenOf("college"));
        }
        assertThat(production.said())
                .contains("A token is refused: another audience", "A token is refused: another issuer");
    }

    @Test
    void another_key_is_believed_and_a_withdrawn_one_is_not_without_a_restart() throws Exception {
        PublicJsonWebKey next = OidcProvider.key("rsa-2", "RSA");
        String old;
        try (var issuer = new OidcProvider(ISSUER, List.of(RSA, EC))) {
            old = issuer.tokenOf("college");
            awaitStatus(200, old);
        }
        try (var issuer = new OidcProvider(ISSUER, List.of(next, RSA, EC))) {
            awaitStatus(200, issuer.tokenOf("college"));
            assertThat(ask(old).statusCode())
                    .as("the old key while it is published")
                    .isEqualTo(200);
        }
        try (var issuer = new OidcProvider(ISSUER, List.of(next, EC))) {
            awaitStatus(401, old);
            refused(old);
            assertThat(ask(issuer.tokenOf("college")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void while_the_issuer_is_down_its_known_keys_hold_and_an_unknown_one_is_no_failure_of_ours() throws Exception {
        String seen;
        String unseen;
        try (var issuer = new OidcProvider(ISSUER, List.of(RSA, EC))) {
            seen = issuer.tokenOf("college");
            unseen = issuer.tokenOf("registry");
            awaitStatus(200, seen);
        }
        int before = failures();
        await().atMost(PATIENCE).until(() -> failures() > before + 1);
        assertThat(ask(seen).statusCode()).isEqualTo(200);
        assertThat(ask(unseen).statusCode()).isEqualTo(200);
        refused(new Forger().good());
    }

    private static int failures() {
        return production.said().split("issuer's keys cannot be read", -1).length;
    }

    private static void refused(String token) throws Exception {
        HttpResponse<String> answer = ask(token);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    private static void awaitStatus(int due, String token) {
        await().atMost(PATIENCE).until(() -> ask(token).statusCode(), is -> is == due);
    }

    private static HttpResponse<String> ask(String token) throws IOException, InterruptedException {
        URI frameworks = URI.create("http://127.0.0.1:" + production.api() + "/frameworks");
        return HTTP.send(
                HttpRequest.newBuilder(frameworks)
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }
}
