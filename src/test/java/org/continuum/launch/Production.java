package org.continuum.launch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.trial.Patience.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** The packaged production artifact with what an operator brings: a PostgreSQL, an issuer's key, the log's key. */
public final class Production implements AutoCloseable {
    static final Path JAR = Path.of(System.getProperty("continuum.jar", "target/quarkus-app/quarkus-run.jar"))
            .toAbsolutePath();
    private static final Pattern LISTENING = Pattern.compile(
            "Listening on: https?://[^:]+:(\\d+).*?Management interface listening on https?://[^:]+:(\\d+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final Map<String, String> environment;
    private int api;
    private int management;
    private Optional<Process> service = Optional.empty();

    private Production(Path folder) throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.postgres = EmbeddedPostgres.start(
                folder.resolve("operators-postgres"),
                Optional.ofNullable(System.getenv("CONTINUUM_POSTGRES_HOME")).map(Path::of),
                false);
        Database database = postgres.database();
        this.environment = Map.ofEntries(
                Map.entry("CONTINUUM_DATABASE_URL", database.url()),
                Map.entry("CONTINUUM_DATABASE_USER", database.user()),
                Map.entry("CONTINUUM_DATABASE_PASSWORD", database.password()),
                Map.entry("CONTINUUM_DATABASE_OWNER_USER", database.ownerUser()),
                Map.entry("CONTINUUM_DATABASE_OWNER_PASSWORD", database.ownerPassword()),
                Map.entry("MP_JWT_VERIFY_ISSUER", "https://identity.example"),
                Map.entry(
                        "MP_JWT_VERIFY_PUBLICKEY_LOCATION", publicKey().toUri().toString()),
                Map.entry("CONTINUUM_LOG_ORIGIN", "continuum.example/log"),
                Map.entry("CONTINUUM_LOG_KEY_FILE", logKey().toString()),
                Map.entry("CONTINUUM_VAULT_KEYS", "bm90IGEgc2VjcmV0OiBmb3IgZGV2ZWxvcG1lbnQgYiE="),
                Map.entry("CONTINUUM_VAULT_INDEX_KEY", "bm90IGEgc2VjcmV0OiBmb3IgZGV2ZWxvcG1lbnQgYyE="),
                Map.entry("QUARKUS_SHUTDOWN_DELAY", "0s"));
    }

    public static Production bring() throws IOException, GeneralSecurityException {
        return new Production(
                Files.createTempDirectory(Path.of("target"), "production-").toAbsolutePath());
    }

    /** Puts a dump of PostgreSQL's in place of the empty database, as its owner. */
    public void restore(String sql) throws SQLException {
        Database database = postgres.database();
        try (Connection owner =
                        DriverManager.getConnection(database.url(), database.ownerUser(), database.ownerPassword());
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Has {@code bin/fsck} hold the whole database against its log; all that it says. */
    public String fsck() throws IOException, InterruptedException {
        Path said = home().resolve("fsck");
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

    /**
     * Starts the service and waits until it is ready. It takes ports of its own choice and says which: one that was
     * found free beforehand may be another's by the time it is wanted.
     */
    public void start(Map<String, String> settings) throws IOException {
        var all = new HashMap<>(environment);
        all.put("QUARKUS_HTTP_PORT", "0");
        all.put("QUARKUS_MANAGEMENT_PORT", "0");
        all.putAll(settings);
        Process started = start(Files.createDirectories(home()), all);
        service = Optional.of(started);
        try {
            await().atMost(Duration.ofSeconds(90)).until(() -> ready() || !started.isAlive());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not ready after 90 s, having said:\n" + said(), e);
        }
        assertThat(started.isAlive()).as(this::said).isTrue();
    }

    private boolean ready() throws InterruptedException {
        Matcher listening = LISTENING.matcher(said());
        if (!listening.find()) {
            return false;
        }
        api = Integer.parseInt(listening.group(1));
        management = Integer.parseInt(listening.group(2));
        URI ready = URI.create("http://127.0.0.1:" + management + "/q/health/ready");
        var request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(10));
        try {
            return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException stopped) {
            return false;
        }
    }

    /** Stops it as an operator does; its exit code, or none when it does not want to. */
    public Optional<Integer> stop() throws InterruptedException {
        Process stopping = service.orElseThrow();
        stopping.destroy();
        return stopping.waitFor(60, SECONDS) ? Optional.of(stopping.exitValue()) : Optional.empty();
    }

    /** Where it answers. */
    public int api() {
        return api;
    }

    /** All that it has said. */
    public String said() {
        return said(home());
    }

    int management() {
        return management;
    }

    Path folder() {
        return folder;
    }

    Path home() {
        return folder.resolve("home");
    }

    Map<String, String> environment() {
        return environment;
    }

    @Override
    public void close() throws IOException {
        service.ifPresent(Process::destroy);
        service.ifPresent(stopping -> stopping.onExit().join());
        postgres.close();
        EmbeddedPostgres.delete(folder);
    }

    static Process start(Path home, Map<String, String> given) throws IOException {
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
        Surroundings.leave(builder);
        builder.environment().putAll(given);
        return builder.start();
    }

    static String said(Path home) {
        try {
            return Files.readString(home.resolve("said"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that nothing listens to. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path logKey() throws IOException, GeneralSecurityException {
        byte[] key = KeyPairGenerator.getInstance("Ed25519")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
        return Files.writeString(folder.resolve("log-key.pem"), pem);
    }

    private Path publicKey() throws IOException, GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] key = generator.generateKeyPair().getPublic().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                + "\n-----END PUBLIC KEY-----\n";
        return Files.writeString(folder.resolve("identity.pem"), pem);
    }
}
