package org.continuum.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.continuum.launch.Authority;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection goes to the pinned address, and is still held to the receiver's name. */
class WireTest {
    private static final String NAME = "hooks.example.org";
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static PfxOptions certificate;
    private static Wire wire;

    @BeforeAll
    static void open() throws Exception {
        Path store = folder.resolve("receiver.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=" + NAME,
                        "-ext",
                        "san=dns:" + NAME,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "password",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, keytool.waitFor(), said);
        certificate = new PfxOptions().setPath(store.toString()).setPassword("password");
        vertx = Vertx.vertx();
        wire = new Wire(vertx, certificate, Duration.ofSeconds(5));
    }

    @AfterAll
    static void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_receiver_gets_its_own_name_in_tls_and_in_the_request_although_the_address_was_chosen_for_it()
            throws Exception {
        CompletableFuture<List<String>> seen = new CompletableFuture<>();
        int port = serve(
                true,
                request -> request.body().onSuccess(body -> {
                    seen.complete(List.of(
                            request.method() + " " + request.uri(),
                            request.getHeader("host"),
                            request.connection().indicatedServerName(),
                            request.getHeader("x"),
                            body.toString()));
                    request.response()
                            .setStatusCode(202)
                            .putHeader("retry-after", "7")
                            .end("thanks");
                }));
        Wire.Answer answer =
                wire.post(HERE, to(true, NAME, port), Map.of("x", "y"), "{}".getBytes(StandardCharsets.UTF_8));
        assertEquals(new Wire.Answer(202, "7"), answer);
        assertEquals(
                List.of("POST /continuum?tenant=1", NAME + ":" + port, NAME, "y", "{}"), seen.get(5, TimeUnit.SECONDS));
    }

    @Test
    void a_certificate_for_another_name_or_of_an_unknown_authority_gets_nothing() throws Exception {
        List<String> requests = new ArrayList<>();
        int port = serve(true, request -> requests.add(request.uri()));
        assertThrows(
                ExecutionException.class, () -> wire.post(HERE, to(true, "other.example.org", port), Map.of(), body()));
        Wire usual = new Wire(vertx);
        assertThrows(ExecutionException.class, () -> usual.post(HERE, to(true, NAME, port), Map.of(), body()));
        assertEquals(List.of(), requests);
    }

    /** As an operator has it: {@code docs/operators.md}. */
    @Test
    void the_authority_of_an_organization_is_trusted_where_java_is_told_to() throws Exception {
        Authority inHouse = new Authority(folder.resolve("in-house"));
        PfxOptions receivers =
                new PfxOptions().setPath(inHouse.server(NAME).toString()).setPassword(Authority.PASSWORD);
        int port = serve(
                receivers, request -> request.response().setStatusCode(204).end());
        Wire usual = new Wire(vertx);
        assertThrows(ExecutionException.class, () -> usual.post(HERE, to(true, NAME, port), Map.of(), body()));
        System.setProperty("javax.net.ssl.trustStore", inHouse.trust().toString());
        System.setProperty("javax.net.ssl.trustStorePassword", Authority.PASSWORD);
        try {
            assertEquals(
                    204,
                    new Wire(vertx)
                            .post(HERE, to(true, NAME, port), Map.of(), body())
                            .status());
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    @Test
    void a_redirect_is_an_answer_and_no_way_to_anywhere() throws Exception {
        CompletableFuture<String> followed = new CompletableFuture<>();
        int inside = serve(false, request -> followed.complete(request.uri()));
        for (int status : List.of(301, 302, 303, 307, 308)) {
            int port = serve(
                    false,
                    request -> request.response()
                            .setStatusCode(status)
                            .putHeader("location", "http://127.0.0.1:" + inside + "/secret")
                            .end());
            assertEquals(
                    status,
                    wire.post(HERE, to(false, NAME, port), Map.of(), body()).status());
        }
        assertThat(followed).isNotDone();
    }

    @Test
    void an_answer_without_end_is_hung_up_on() throws Exception {
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        int port = serve(false, request -> {
            request.connection().closeHandler(closed -> hungUp.complete(null));
            request.response().setChunked(true).setStatusCode(200);
            pour(request, Buffer.buffer(new byte[16 * 1024]));
        });
        assertEquals(
                200, wire.post(HERE, to(false, NAME, port), Map.of(), body()).status());
        hungUp.get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_receiver_that_does_not_answer_is_not_waited_for() throws Exception {
        CompletableFuture<Void> hungUp = new CompletableFuture<>();
        int port = serve(false, request -> request.connection().closeHandler(closed -> hungUp.complete(null)));
        Wire impatient = new Wire(vertx, null, Duration.ofMillis(200));
        assertThrows(TimeoutException.class, () -> impatient.post(HERE, to(false, NAME, port), Map.of(), body()));
        hungUp.get(10, TimeUnit.SECONDS);
    }

    /** A kept connection may be closed by the receiver at any time, also just when the next request is written. */
    @Test
    void a_receiver_that_hangs_up_after_each_answer_gets_every_request() throws Exception {
        List<String> requests = new CopyOnWriteArrayList<>();
        int port = serve(false, request -> {
            requests.add(request.getHeader("n"));
            request.response()
                    .setStatusCode(204)
                    .end()
                    .onComplete(sent -> request.connection().close());
        });
        for (int i = 0; i < 50; i++) {
            Map<String, String> headers = Map.of("n", Integer.toString(i));
            assertEquals(
                    204, wire.post(HERE, to(false, NAME, port), headers, body()).status());
        }
        assertThat(requests).hasSizeGreaterThanOrEqualTo(50).contains("0", "49");
    }

    /** The end of a short answer comes with its head; a reader that is slow to look must not take it for a failure. */
    @Test
    void many_short_answers_are_read_each_once() throws Exception {
        List<String> requests = new CopyOnWriteArrayList<>();
        int port = serve(false, request -> {
            requests.add(request.getHeader("n"));
            request.response().setStatusCode(204).end();
        });
        for (int i = 0; i < 500; i++) {
            Map<String, String> headers = Map.of("n", Integer.toString(i));
            assertEquals(
                    204, wire.post(HERE, to(false, NAME, port), headers, body()).status());
        }
        assertEquals(500, requests.size());
    }

    @Test
    void nobody_there_is_told_as_no_connection() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, HERE)) {
            port = socket.getLocalPort();
        }
        assertThrows(ExecutionException.class, () -> wire.post(HERE, to(false, NAME, port), Map.of(), body()));
    }

    @Test
    void a_head_of_the_answer_without_measure_is_refused() throws Exception {
        int port = serve(
                false,
                request -> request.response().putHeader("x", "y".repeat(20_000)).end());
        assertThrows(ExecutionException.class, () -> wire.post(HERE, to(false, NAME, port), Map.of(), body()));
    }

    private static void pour(HttpServerRequest request, Buffer chunk) {
        request.response().write(chunk).onSuccess(written -> pour(request, chunk));
    }

    private static int serve(boolean tls, Consumer<HttpServerRequest> answering) throws Exception {
        return serve(tls ? certificate : null, answering);
    }

    private static int serve(PfxOptions certificate, Consumer<HttpServerRequest> answering) throws Exception {
        HttpServerOptions options =
                new HttpServerOptions().setHost(HERE.getHostAddress()).setPort(0);
        if (certificate != null) {
            options.setSsl(true).setSni(true).setKeyCertOptions(certificate);
        }
        HttpServer server = vertx.createHttpServer(options)
                .requestHandler(answering::accept)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
        return server.actualPort();
    }

    private static Destination to(boolean tls, String host, int port) {
        return new Destination(tls, host, port, "/continuum?tenant=1");
    }

    private static byte[] body() {
        return "{}".getBytes(StandardCharsets.UTF_8);
    }
}
