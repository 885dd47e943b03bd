package org.continuum.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.continuum.trial.Patience.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.continuum.access.Forger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged production artifact in a network whose certificates are of an authority of its own, set as
 * {@code docs/operators.md} says: it serves by such a certificate, believes an issuer that has one, and no other.
 */
class PrivateAuthorityIT {
    private static final Forger ISSUER = new Forger();
    private static final int KEYS = Production.freePort();
    private static final int PLAIN = Production.freePort();

    @TempDir
    static Path folder;

    private static Authority inHouse;
    private static Authority unknown;
    private static Production production;

    @BeforeAll
    static void start() throws Exception {
        inHouse = new Authority(folder.resolve("in-house"));
        unknown = new Authority(folder.resolve("unknown"));
        inHouse.server("localhost");
        production = Production.bring();
        production.start(Map.of(
                "MP_JWT_VERIFY_ISSUER",
                Forger.ISSUER,
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                "https://localhost:" + KEYS + "/jwks",
                "CONTINUUM_TOKENS_READ_KEYS_EVERY",
                "1s",
                "QUARKUS_HTTP_SSL_CERTIFICATE_FILES",
                inHouse.chain("localhost").toString(),
                "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES",
                inHouse.key("localhost").toString(),
                "QUARKUS_HTTP_SSL_PORT",
                "0",
                "QUARKUS_HTTP_PORT",
                Integer.toString(PLAIN),
                "QUARKUS_HTTP_INSECURE_REQUESTS",
                "disabled",
                "JAVA_TOOL_OPTIONS",
                "-Djavax.net.ssl.trustStore=" + inHouse.trust() + " -Djavax.net.ssl.trustStorePassword="
                        + Authority.PASSWORD));
    }

    @AfterAll
    static void stop() throws IOException {
        production.close();
    }

    @Test
    void whoever_knows_the_authority_is_answered_and_whoever_does_not_hangs_up() throws Exception {
        SSLContext knowing = Authority.tls(inHouse.trust());
        HttpResponse<String> answer = get(knowing, "https://localhost:" + production.api() + "/problems", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        for (SSLContext other : new SSLContext[] {SSLContext.getDefault(), Authority.tls(unknown.trust())}) {
            assertThatThrownBy(() -> get(other, "https://localhost:" + production.api() + "/problems", ""))
                    .isInstanceOf(SSLHandshakeException.class);
        }
        assertThatThrownBy(() -> get(knowing, "http://localhost:" + PLAIN + "/problems", ""))
                .isInstanceOf(ConnectException.class);
    }

    /** In this order: keys that were read once hold while the issuer cannot be reached. */
    @Test
    void an_issuers_keys_are_read_by_a_certificate_of_the_authority_for_its_name_and_by_no_other() throws Exception {
        SSLContext knowing = Authority.tls(inHouse.trust());
        inHouse.server("identity.example");
        for (Path wrong : new Path[] {
            unknown.server("localhost"), folder.resolve("in-house").resolve("identity.example.p12")
        }) {
            AtomicInteger told = new AtomicInteger();
            try (Closing keys = keys(wrong, told)) {
                await().until(() -> production.said().split("keys cannot be read", -1).length > keys.before() + 2);
                assertThat(status(knowing)).as(wrong.toString()).isEqualTo(401);
                assertThat(told).hasValue(0);
            }
        }
        AtomicInteger told = new AtomicInteger();
        try (Closing keys = keys(folder.resolve("in-house").resolve("localhost.p12"), told)) {
            await().until(() -> status(knowing) == 200);
            assertThat(told).hasPositiveValue();
        }
    }

    private static int status(SSLContext knowing) throws Exception {
        return get(knowing, "https://localhost:" + production.api() + "/frameworks", ISSUER.good())
                .statusCode();
    }

    private static HttpResponse<String> get(SSLContext tls, String address, String token) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private record Closing(HttpsServer server, int before) implements AutoCloseable {
        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static Closing keys(Path store, AtomicInteger told) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), KEYS), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(Authority.tls(store)));
        server.createContext("/jwks", exchange -> {
            told.incrementAndGet();
            byte[] body = ISSUER.jwks().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return new Closing(server, production.said().split("keys cannot be read", -1).length);
    }
}
