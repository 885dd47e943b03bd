package org.continuum.trail;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.continuum.access.Caller;
import org.continuum.access.Parts;
import org.continuum.access.Role;
import org.continuum.access.ServiceIdentity;
import org.continuum.access.Unwalled;
import org.continuum.contract.Tokens;
import org.continuum.http.Ids;
import org.continuum.log.Checkpoint;
import org.continuum.log.Log;
import org.continuum.log.LogKey;
import org.continuum.log.Merkle;
import org.continuum.log.Tiles;
import org.continuum.log.Unsigned;
import org.continuum.people.Registry;
import org.continuum.vault.Erasures;
import org.continuum.vault.PersonKey;
import org.continuum.vault.PersonKeys;
import org.junit.jupiter.api.Test;

/**
 * What the tamper-evident log costs, as ratios within one run: {@code bin/benchmark-log}. No part of the suite, and nothing
 * in it passes or fails by speed; docs/benchmarks.md says how to read it.
 */
@QuarkusTest
class LogBenchmark {
    private static final Path PAGE = Path.of("docs/benchmarks.md");
    private static final String BEGIN = "## The log, last run\n";
    private static final String END = "## Bulk jobs, last run\n";
    private static final int CLIENTS = 16;
    private static final int ROUNDS = 4;
    private static final long SECONDS = Long.getLong("continuum.benchmark.seconds", 5);

    private static final String SEQUENCE_ONLY = """
            WITH batch AS (DELETE FROM trail_queue
                WHERE ordinal IN (SELECT ordinal FROM trail_queue ORDER BY ordinal LIMIT 5000)
                RETURNING ordinal, home_id, entry_id)
            INSERT INTO trail_position (position, home_id, entry_id)
            SELECT (SELECT coalesce(max(position), 0) FROM trail_position) + row_number() OVER (ORDER BY ordinal),
                home_id, entry_id FROM batch""";

    private static final String ADD_EVIDENCE = """
            INSERT INTO evidence (person_id, id, person_seq, kind, purpose, occurred_on, recorded_at, required_signatures,
                body, media_type, digest, payload)
            VALUES (?, ?, ?, 'exam-result', 'licensure', '2026-10-03', ?, '{}', ?, 'application/json', ?, ?)""";

    @Inject
    Acting acting;

    @Inject
    Trail trail;

    @Inject
    ServiceTime time;

    @Inject
    ObjectMapper json;

    @Inject
    Log log;

    @Inject
    LogKey key;

    @Inject
    LogWatch watch;

    @Inject
    Erasures erasures;

    @Inject
    Closures closures;

    @Inject
    Deactivations deactivations;

    @Inject
    Parts parts;

    @Inject
    PersonKeys keys;

    @Inject
    AgroalDataSource database;

    @TestHTTPResource("/")
    URI service;

    private final StringBuilder report = new StringBuilder();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void run() throws Exception {
        line(
                "%s, %d cores, Java %s, PostgreSQL in the same machine; %d clients, %d rounds of %d s each, interleaved, after a"
                        + " warm-up of each.\n",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                CLIENTS,
                ROUNDS,
                SECONDS);
        ingest();
        latency();
        proofs();
        System.out.println(report);
        String page = Files.readString(PAGE);
        Files.writeString(
                PAGE,
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + "\n" + report + "\n"
                        + page.substring(page.indexOf(END)));
    }

    /** An act with one trail entry and one record, in process; and the same without tree, proofs and signatures. */
    private void ingest() throws Exception {
        Trail unsigned = new Trail(
                acting.database(), time, json, new Unsigned(), closures, erasures, deactivations, keys, parts);
        Total with = new Total();
        Total without = new Total();
        measure(trail, () -> {});
        measureWithoutLog(unsigned);
        for (int round = 0; round < ROUNDS; round++) {
            with.add(measure(trail, this::awaitLogged));
            without.add(measureWithoutLog(unsigned));
        }
        line("| one record in one act, in process | per second | CPU of the JVM | CPU of PostgreSQL |");
        line("|---|---|---|---|");
        line("| with the log: signed receipt, tree, checkpoints | %.0f | %.0f µs | %.0f µs |", with.values());
        line("| without: positions only | %.0f | %.0f µs | %.0f µs |", without.values());
        line(
                "\nWith the log ingest keeps **%.0f %%** of the throughput, at %.2f times the CPU.\n",
                100 * with.perSecond() / without.perSecond(), with.cpu() / without.cpu());
    }

    private Measured measureWithoutLog(Trail unsigned) throws Exception {
        awaitLogged();
        AtomicBoolean ends = new AtomicBoolean();
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<?> sequencer = other.submit(() -> {
                sequenceOnly(ends);
                return null;
            });
            try {
                return measure(unsigned, () -> awaitEmptyQueue());
            } finally {
                ends.set(true);
                sequencer.get();
                awaitLogged(); // outside of what is measured
            }
        }
    }

    /** Keeps the service's own sequencer out by its lock, and gives positions at the same pace. */
    private void sequenceOnly(AtomicBoolean ends) throws SQLException, InterruptedException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + 0x636f6e74696e7501L + ")");
            while (!ends.get()) {
                statement.executeUpdate(SEQUENCE_ONLY);
                Thread.sleep(100);
            }
            statement.execute("SELECT pg_advisory_unlock(" + 0x636f6e74696e7501L + ")");
        }
    }

    private record Measured(long units, double seconds, long jvmNanos, long databaseNanos) {}

    private static final class Total {
        private final List<Measured> rounds = new ArrayList<>();

        void add(Measured round) {
            rounds.add(round);
        }

        double units() {
            return rounds.stream().mapToLong(Measured::units).sum();
        }

        double perSecond() {
            return units() / rounds.stream().mapToDouble(Measured::seconds).sum();
        }

        double cpu() {
            return rounds.stream()
                            .mapToLong(each -> each.jvmNanos() + each.databaseNanos())
                            .sum()
                    / units();
        }

        Object[] values() {
            return new Object[] {
                perSecond(),
                rounds.stream().mapToLong(Measured::jvmNanos).sum() / units() / 1e3,
                rounds.stream().mapToLong(Measured::databaseNanos).sum() / units() / 1e3
            };
        }
    }

    private interface Drain {
        void await() throws Exception;
    }

    /** Until the last entry of the round has its place, which belongs to its cost. */
    private Measured measure(Trail of, Drain drain) throws Exception {
        Caller caller = Acting.somebody();
        List<UUID> people = Stream.generate(Ids::next).limit(200).toList();
        acting.inAct(caller, () -> {
            people.forEach(acting::relate);
            people.forEach(keys::make);
            return null;
        });
        var process = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        AtomicLong number = new AtomicLong();
        long database = databaseCpu();
        long jvm = process.getProcessCpuTime();
        long began = System.nanoTime();
        long deadline = began + SECONDS * 1_000_000_000L;
        clients(() -> {
            while (System.nanoTime() < deadline) {
                UUID person = people.get((int) (number.getAndIncrement() % people.size()));
                record(of, caller, person);
            }
        });
        drain.await();
        return new Measured(
                number.get(),
                (System.nanoTime() - began) / 1e9,
                process.getProcessCpuTime() - jvm,
                databaseCpu() - database);
    }

    private void record(Trail of, Caller caller, UUID person) {
        byte[] body = exam(person).getBytes(StandardCharsets.UTF_8);
        acting.inAct(caller, () -> {
            UUID id = Ids.next();
            Receipt receipt = of.append(Entry.sealed(
                    "evidence.submitted", person, id, body, Map.of("kind", "exam-result", "purpose", "licensure")));
            try (Connection connection = database.getConnection();
                    PreparedStatement add = connection.prepareStatement(ADD_EVIDENCE)) {
                add.setObject(1, person);
                add.setObject(2, id);
                add.setObject(3, receipt.personSeq());
                add.setObject(4, receipt.recordedAt().atOffset(ZoneOffset.UTC));
                PersonKey key = keys.of(person);
                add.setBytes(5, key.seal(body, "evidence.body", id));
                add.setBytes(6, key.seal(Hashing.sha256(body), "evidence.digest", id));
                add.setBytes(7, key.seal(body, "evidence.payload", id));
                add.executeUpdate();
                return receipt;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** From the answer of POST /evidence to the checkpoint that has the entry, under load. */
    private void latency() throws Exception {
        UUID provider = Registry.provider();
        List<UUID> people =
                Stream.generate(() -> Registry.person(provider)).limit(50).toList();
        String token = Tokens.of(provider, Role.PROGRAM_SUBMITTER);
        Map<UUID, Long> answered = new ConcurrentHashMap<>();
        List<long[]> seen = new ArrayList<>();
        AtomicBoolean ends = new AtomicBoolean();
        AtomicLong number = new AtomicLong();
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<?> watcher = other.submit(() -> {
                while (!ends.get()) {
                    long size = acting.database()
                            .as(
                                    ServiceIdentity.PUBLIC,
                                    () -> log.checkpoint().map(Checkpoint::size).orElse(0L));
                    seen.add(new long[] {System.nanoTime(), size});
                    Thread.sleep(5);
                }
                return null;
            });
            long deadline = System.nanoTime() + 2 * SECONDS * 1_000_000_000L;
            clients(() -> {
                while (System.nanoTime() < deadline) {
                    UUID person = people.get((int) (number.getAndIncrement() % people.size()));
                    HttpResponse<String> answer = http.send(
                            HttpRequest.newBuilder(service.resolve("/evidence"))
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(exam(person)))
                                    .build(),
                            BodyHandlers.ofString());
                    long now = System.nanoTime();
                    if (answer.statusCode() != 201) {
                        throw new IllegalStateException(answer.body());
                    }
                    answered.put(
                            UUID.fromString(
                                    json.readTree(answer.body()).get("entry").asText()),
                            now);
                }
            });
            awaitLogged();
            Thread.sleep(50);
            ends.set(true);
            watcher.get();
        }
        double[] millis = places(answered.keySet()).entrySet().stream()
                .mapToDouble(each -> seen.stream()
                        .filter(moment -> moment[1] >= each.getValue())
                        .findFirst()
                        .map(moment -> Math.max(0, moment[0] - answered.get(each.getKey())) / 1e6)
                        .orElseThrow())
                .sorted()
                .toArray();
        line(
                "From the 201 of `POST /evidence` to a signed checkpoint that has it, at %.0f requests a second (%d of them):"
                        + " **p50 %.0f ms, p99 %.0f ms**, longest %.0f ms. Promised are 2000 ms.\n",
                answered.size() / (2.0 * SECONDS),
                millis.length,
                millis[millis.length / 2],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1]);
    }

    private void proofs() throws Exception {
        UUID provider = Registry.provider();
        UUID person = Registry.person(provider);
        Caller caller = new Caller(provider, "tester", "Terry Tester", java.util.Set.of());
        for (int i = 0; i < 500; i++) {
            record(trail, caller, person);
        }
        awaitLogged();
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/people/" + person + "/proof-bundle"))
                .header("Authorization", "Bearer " + Tokens.of(provider, Role.PROGRAM_SUBMITTER))
                .build();
        List<Double> millis = new ArrayList<>();
        String bundle = "";
        int entries = 0;
        for (int i = 0; i < 12; i++) {
            long began = System.nanoTime();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            bundle = answer.body();
            if (i >= 4) {
                millis.add((System.nanoTime() - began) / 1e6);
            }
            entries = json.readTree(bundle).get("entries").size();
            if (entries < 501) {
                throw new IllegalStateException("The bundle is not whole: " + answer.statusCode() + ", " + entries);
            }
        }
        millis.sort(null);
        line(
                "`GET /people/{id}/proof-bundle` of %d entries, 500 of them opened, %.1f MB: **median %.0f ms**, longest of"
                        + " %d %.0f ms.\n",
                entries, bundle.length() / 1e6, millis.get(millis.size() / 2), millis.size(), millis.getLast());
        try (Connection connection = Unwalled.open()) {
            Checkpoint checkpoint = Log.checkpoint(connection).orElseThrow();
            List<Long> indexes = TrailEntries.ofPerson(connection, person, checkpoint.size()).stream()
                    .map(kept -> kept.position() - 1)
                    .toList();
            double make = 0;
            double check = 0;
            for (int i = 0; i < 20; i++) {
                Tiles tiles = new Tiles(connection);
                long began = cpu();
                tiles.prefetch(indexes);
                List<List<byte[]>> proofs = indexes.stream()
                        .map(index -> Merkle.inclusion(index, checkpoint.size(), tiles))
                        .toList();
                long made = cpu();
                for (int p = 0; p < proofs.size(); p++) {
                    if (!Merkle.includes(
                            tiles.hash(0, indexes.get(p)),
                            indexes.get(p),
                            checkpoint.size(),
                            proofs.get(p),
                            checkpoint.root())) {
                        throw new IllegalStateException("A proof does not hold");
                    }
                }
                if (i >= 10) {
                    make += (made - began) / 1e4 / indexes.size();
                    check += (cpu() - made) / 1e4 / indexes.size();
                }
            }
            long began = cpu();
            for (int i = 0; i < 200; i++) {
                if (!checkpoint.isSignedBy(key.verifier())) {
                    throw new IllegalStateException("The checkpoint does not hold");
                }
            }
            line(
                    "In a log of %,d entries: an inclusion proof is made in %.1f µs and checked in %.1f µs of CPU, a signature"
                            + " checked in %.0f µs.",
                    checkpoint.size(), make, check, (cpu() - began) / 1e3 / 200);
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void clients(Work work) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(threads.submit(() -> {
                    work.run();
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
    }

    private Map<UUID, Long> places(Iterable<UUID> entries) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        entries.forEach(ids::add);
        Map<UUID, Long> places = new HashMap<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT entry_id, position FROM trail_position WHERE entry_id = ANY (?)")) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    places.put(rows.getObject(1, UUID.class), rows.getLong(2));
                }
            }
        }
        if (places.size() != ids.size()) {
            throw new IllegalStateException("Entries have no place");
        }
        return places;
    }

    private void awaitEmptyQueue() throws SQLException, InterruptedException {
        while (number("SELECT count(*) FROM trail_queue") > 0) {
            Thread.sleep(2);
        }
    }

    private void awaitLogged() throws SQLException, InterruptedException {
        awaitEmptyQueue();
        while (number("SELECT (SELECT max(position) FROM trail_position) - (SELECT max(size) FROM log_checkpoint)")
                > 0) {
            Thread.sleep(2);
        }
        if (watch.trouble().isPresent()) {
            throw new IllegalStateException(watch.trouble().get());
        }
    }

    private long number(String query) throws SQLException {
        try (Connection connection = Unwalled.open();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Of the pool's backends, in ticks of 10 ms; zero where PostgreSQL runs elsewhere. */
    private long databaseCpu() throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pid FROM pg_stat_activity WHERE usename = current_user")) {
            long nanos = 0;
            while (row.next()) {
                nanos += ProcessHandle.of(row.getLong(1))
                        .flatMap(backend -> backend.info().totalCpuDuration())
                        .map(java.time.Duration::toNanos)
                        .orElse(0L);
            }
            return nanos;
        }
    }

    private static String exam(UUID person) {
        return ("{\"person\":\"%s\",\"kind\":\"exam-result\",\"occurredOn\":\"2026-10-03\",\"test\":\"FCE\","
                        + "\"form\":\"autumn\",\"score\":231,\"scale\":\"scaled\",\"attributes\":{\"site\":\"Harbor City\","
                        + "\"sitting\":\"morning\",\"accommodation\":false}}")
                .formatted(person);
    }

    private void line(String format, Object... arguments) {
        report.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
