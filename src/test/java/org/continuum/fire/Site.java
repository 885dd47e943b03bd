package org.continuum.fire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.continuum.launch.Database;
import org.jspecify.annotations.Nullable;

/**
 * All that is set on fire: a PostgreSQL, maybe on a disk of its own, the service, the wires between them and their
 * clients, and what the clients know. It stays in its folder, and a later run goes on with it.
 */
final class Site implements AutoCloseable {
    private static final int PEOPLE = 10;
    private static final int DISK_MEGABYTES = 2048;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    final Postgres postgres;
    final FaultProxy database;
    final Service service;
    final FaultProxy front;
    final Api api;
    final Ledger ledger;
    private final @Nullable Disk disk;
    private final List<UUID> people = new ArrayList<>();
    private String run = "";

    private Site(Path folder, boolean onDisk, String... settings) throws IOException, GeneralSecurityException {
        this.postgres = Postgres.in(folder.resolve("cluster"));
        this.disk = onDisk ? Disk.in(folder, DISK_MEGABYTES) : null;
        if (disk != null) {
            postgres.moveDataTo(disk.place().resolve("postgres"));
        }
        postgres.start(settings);
        this.database = new FaultProxy(postgres.port());
        int port = freePort();
        this.front = new FaultProxy(port);
        this.api = new Api(front.port());
        this.service = new Service(folder, port, environment(folder, port));
        this.ledger = Ledger.in(folder.resolve("ledger.jsonl"));
    }

    /**
     * Brings everything up, and goes on where an earlier run ended.
     *
     * @param onDisk whether the data shall be on a disk of its own
     * @param settings of PostgreSQL, for its first start
     */
    static Site open(Path folder, boolean onDisk, String... settings) throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        Site site = new Site(folder.toRealPath(), onDisk, settings);
        try {
            site.service.start();
            site.awaitAnswer();
            site.register(folder.resolve("site.properties"));
            return site;
        } catch (IOException | RuntimeException e) {
            site.close();
            throw e;
        }
    }

    Clients clients(Duration patience) {
        return new Clients(api, ledger, people, run, patience);
    }

    Optional<Disk> disk() {
        return Optional.ofNullable(disk);
    }

    /** Sends until it is acknowledged, or refused, which no request of ours deserves. */
    Answer insist(Asked asked, Duration patience) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Answer answer = api.send(asked, patience);
            ledger.answered(asked, answer);
            if (answer.acknowledges()) {
                return answer;
            }
            if (answer.refuses()) {
                return answer; // the comparison will tell of it
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("Request " + asked.number() + " was not acknowledged in the end: " + answer);
            }
            Pause.millis(20);
        }
    }

    /** Waits until the service answers at all. */
    private void awaitAnswer() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!api.get("/q/health/ready-or-not").came()) {
            if (!service.isRunning() || System.nanoTime() > deadline) {
                throw new IOException("The service did not start: " + Files.readString(service.log()));
            }
            Pause.millis(20);
        }
    }

    private void register(Path known) throws IOException {
        Properties names = new Properties();
        if (Files.exists(known)) {
            try (var in = Files.newBufferedReader(known)) {
                names.load(in);
            }
        } else {
            UUID provider = api.registerProvider();
            api.actFor(provider);
            List<String> registered = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                registered.add(api.registerPerson().toString());
            }
            names.setProperty("run", provider.toString().substring(24));
            names.setProperty("provider", provider.toString());
            names.setProperty("people", String.join(" ", registered));
            try (var out = Files.newBufferedWriter(known)) {
                names.store(out, null);
            }
        }
        run = names.getProperty("run");
        api.actFor(UUID.fromString(names.getProperty("provider")));
        for (String person : names.getProperty("people").split(" ")) {
            people.add(UUID.fromString(person));
        }
    }

    private Map<String, String> environment(Path folder, int port) throws IOException {
        Database real = postgres.database();
        Map<String, String> environment = new HashMap<>();
        real.asConfiguration()
                .forEach((name, value) ->
                        environment.put(name.toUpperCase(java.util.Locale.ROOT).replace('.', '_'), value));
        environment.put(
                "CONTINUUM_DATABASE_URL", real.url().replace(":" + postgres.port() + "/", ":" + database.port() + "/"));
        environment.put("MP_JWT_VERIFY_ISSUER", Api.ISSUER);
        environment.put(
                "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
                api.publicKey(folder).toUri().toString());
        environment.put("MP_JWT_VERIFY_PUBLICKEY_ALGORITHM", "RS256"); // of a bare key it is not known
        environment.put("CONTINUUM_LOG_ORIGIN", "continuum.example/log");
        environment.put("CONTINUUM_LOG_KEY_FILE", Api.logKey(folder).toString());
        environment.put("CONTINUUM_VAULT_KEYS", "bm90IGEgc2VjcmV0OiBmb3IgZGV2ZWxvcG1lbnQgYiE=");
        environment.put("CONTINUUM_VAULT_INDEX_KEY", "bm90IGEgc2VjcmV0OiBmb3IgZGV2ZWxvcG1lbnQgYyE=");
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", "0");
        environment.put("QUARKUS_SHUTDOWN_DELAY", "0s");
        environment.put("CONTINUUM_HTTP_REQUESTS_PER_MINUTE", "0"); // clients ask as fast as they can
        environment.put("CONTINUUM_READS_PER_MINUTE", "0");
        environment.put("CONTINUUM_BULK_PIECE_ROWS", Integer.toString(Batches.PIECE));
        return environment;
    }

    @Override
    public void close() throws IOException {
        api.close();
        service.close();
        front.close();
        database.close();
        postgres.close();
        if (ledger != null) {
            ledger.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
