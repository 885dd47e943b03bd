package org.continuum.bulk;

import com.sun.management.OperatingSystemMXBean;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.continuum.access.Database;
import org.continuum.access.Role;
import org.continuum.access.ServiceIdentity;
import org.continuum.access.Unwalled;
import org.continuum.contract.Tokens;
import org.continuum.http.Ids;
import org.continuum.people.Registry;
import org.continuum.vault.DevelopmentKeys;
import org.junit.jupiter.api.Test;

/**
 * What a row of a bulk job costs against a COPY of the same bytes, within one run, and how much memory jobs take:
 * {@code bin/benchmark-bulk}. No part of the suite, and nothing in it passes or fails by speed.
 */
@QuarkusTest
class BulkBenchmark {
    private static final Path PAGE = Path.of("docs/benchmarks.md");
    private static final String BEGIN = "## Bulk jobs, last run\n";
    private static final String END = "## Last run\n";
    private static final int ROUNDS = 3;
    private static final int PEOPLE = 5_000;
    private static final int ROWS = Integer.getInteger("continuum.benchmark.rows", 20_000);
    private static final int LARGEST = Integer.getInteger("continuum.benchmark.largest", 100_000);
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Inject
    AgroalDataSource database;

    @Inject
    Database own;

    @Inject
    BulkWorker worker;

    @Inject
    BulkTurn turn;

    @Inject
    BulkJobs bulkJobs;

    @TestHTTPResource("/")
    URI service;

    private final StringBuilder report = new StringBuilder();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private UUID university;
    private List<UUID> people;
    private Jobs jobs;
    private int made;

    @Test
    void run() throws Exception {
        university = Registry.provider();
        people = people();
        jobs = new Jobs(university);
        line(
                "%s, %d cores, Java %s, PostgreSQL in the same machine; rows about %d people, %d bytes each, with a"
                        + " reference; %d rounds of %d rows, interleaved, after one for warming up.\n",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                PEOPLE,
                row(0).length(),
                ROUNDS,
                ROWS);
        throughput();
        memory();
        System.out.println(report);
        String page = Files.readString(PAGE);
        Files.writeString(
                PAGE,
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + "\n" + report + "\n"
                        + page.substring(page.indexOf(END)));
    }

    private void throughput() throws Exception {
        worker.stop(null);
        Map<String, Cost> total = new LinkedHashMap<>();
        for (int round = -1; round < ROUNDS; round++) {
            UUID[] job = new UUID[1];
            long logged = end();
            Map<String, Cost> costs = new LinkedHashMap<>();
            List<String> lines =
                    IntStream.range(0, ROWS).mapToObj(i -> row(made + i)).toList();
            costs.put("upload", cost(() -> job[0] = upload(ROWS)));
            jobs.order(job[0], "preview").statusCode(202);
            costs.put("preview", cost(() -> pass(job[0], BulkState.CHECKED)));
            jobs.order(job[0], "commit").statusCode(202);
            costs.put("commit", cost(() -> pass(job[0], BulkState.COMMITTED)));
            if (find(job[0]).commit().accepted() != ROWS) {
                throw new IllegalStateException("Not all rows were recorded");
            }
            costs.put("commit and log", costs.get("commit").plus(cost(() -> logged(logged + ROWS))));
            drained();
            long before = end();
            try (BareCopy copy = BareCopy.of(university, lines)) {
                costs.put("copy", cost(copy::run));
            }
            costs.put("copy and log", costs.get("copy").plus(cost(() -> logged(before + ROWS))));
            drained();
            if (round >= 0) {
                costs.forEach((name, cost) -> total.merge(name, cost, Cost::plus));
            }
        }
        worker.start(null);
        double rows = (double) ROWS * ROUNDS;
        Cost copy = total.get("copy");
        line("| | rows per second | to COPY | CPU of the JVM per row | CPU of PostgreSQL per row |");
        line("|---|---|---|---|---|");
        Cost whole = total.get("upload").plus(total.get("preview")).plus(total.get("commit"));
        print("commit: judged again, recorded, results", total.get("commit"), copy, rows);
        print(
                "commit, until all of it is in the signed log, to `COPY` until the same",
                total.get("commit and log"),
                total.get("copy and log"),
                rows);
        print("preview: every row judged", total.get("preview"), copy, rows);
        print("upload over HTTP", total.get("upload"), copy, rows);
        print("upload, preview and commit together", whole, copy, rows);
        print("`COPY` of the same bytes into the same tables", copy, copy, rows);
        print("`COPY`, until all of it is in the signed log", total.get("copy and log"), copy, rows);
    }

    private void print(String name, Cost cost, Cost copy, double rows) {
        line(
                "| %s | %.0f | %.2f | %.0f µs | %.0f µs |",
                name,
                rows / cost.seconds(),
                copy.seconds() / cost.seconds(),
                cost.jvmNanos() / 1e3 / rows,
                cost.databaseNanos() / 1e3 / rows);
    }

    private void memory() throws Exception {
        line("\n| rows of one job | heap in use, live, at most |");
        line("|---|---|");
        for (int rows = 10_000; rows <= LARGEST; rows *= 10) {
            long[] most = new long[1];
            Thread sampler = Thread.ofPlatform().daemon().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    System.gc();
                    long used = ManagementFactory.getMemoryMXBean()
                            .getHeapMemoryUsage()
                            .getUsed();
                    most[0] = Math.max(most[0], used);
                    try {
                        Thread.sleep(1_000);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            });
            UUID job = upload(rows);
            jobs.order(job, "preview").statusCode(202);
            awaitState(job, BulkState.CHECKED);
            jobs.order(job, "commit").statusCode(202);
            awaitState(job, BulkState.COMMITTED);
            sampler.interrupt();
            sampler.join();
            line("| %,d | %d MB |", rows, most[0] / 1_000_000);
            drained();
        }
    }

    private UUID upload(int rows) throws Exception {
        UUID job = jobs.create();
        int from = made;
        made += rows;
        var lines = IntStream.range(from, from + rows)
                .mapToObj(i -> (InputStream) new java.io.ByteArrayInputStream(Jobs.bytes(row(i) + "\n")))
                .iterator();
        InputStream body = new SequenceInputStream(new java.util.Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return lines.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return lines.next();
            }
        });
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(service.resolve("/bulk-jobs/" + job + "/rows"))
                        .header("Authorization", "Bearer " + Tokens.of(university, Role.PROGRAM_SUBMITTER))
                        .header("Content-Type", Jobs.NDJSON)
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.BufferedInputStream(body, 65_536)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
        return job;
    }

    private void pass(UUID job, BulkState end) {
        while (find(job).state() != end) {
            turn.serve(job, () -> false);
        }
    }

    private void awaitState(UUID job, BulkState end) throws InterruptedException {
        while (find(job).state() != end) {
            Thread.sleep(50);
        }
    }

    private long end() throws SQLException {
        return number("SELECT coalesce(max(position), 0) FROM trail_position");
    }

    /** Until so many entries have their place. Whoever asks the queue itself reads all that has left it. */
    private void logged(long position) throws Exception {
        while (end() < position) {
            Thread.sleep(20);
        }
    }

    /** Until all entries have their place in the log. */
    private void drained() throws Exception {
        while (number("SELECT count(*) FROM (SELECT FROM trail_queue LIMIT 1) AS waiting") > 0) {
            Thread.sleep(20);
        }
    }

    private String row(int i) {
        return ("{\"kind\":\"exam-result\",\"person\":\"%s\",\"occurredOn\":\"2026-03-09\",\"reference\":\"row-%08d\","
                        + "\"test\":\"FCE\",\"form\":\"autumn\",\"score\":%d,\"scale\":\"scaled\",\"attributes\":"
                        + "{\"site\":\"Harbor City\",\"sitting\":\"morning\",\"accommodation\":false}}")
                .formatted(people.get((int) (i * 7919L % PEOPLE)), i, 200 + i % 60);
    }

    /** So many, registered by the provider as far as relations and the trail are concerned. */
    private List<UUID> people() throws SQLException {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            ids.add(Ids.next());
        }
        try (Connection connection = Unwalled.open()) {
            for (String statement : List.of(
                    "INSERT INTO person (person_id, details, registered_by, version) SELECT id, '', ?, 0"
                            + " FROM unnest(?::uuid[]) AS p (id)",
                    "INSERT INTO person_grant (person_id, id, organization_id, relation, scopes, basis, valid_from, source_id,"
                            + " granted_by, actor, granted_at) SELECT id, id, o, 'registrar', '{}', 'benchmark', now(), id, o,"
                            + " 'benchmark', now() FROM (SELECT ?::uuid AS o) AS by, unnest(?::uuid[]) AS p (id)",
                    "INSERT INTO person_head (person_id, seq, recorded_at) SELECT id, 0, 'epoch' FROM unnest(?::uuid[]) AS p (id)")) {
                try (var insert = connection.prepareStatement(statement)) {
                    int last = insert.getParameterMetaData().getParameterCount();
                    if (last == 2) {
                        insert.setObject(1, university);
                    }
                    insert.setArray(last, connection.createArrayOf("uuid", ids.toArray()));
                    insert.executeUpdate();
                }
            }
            try (var insert = connection.prepareStatement(
                    "INSERT INTO person_key (person_id, wrapped) SELECT * FROM unnest(?::uuid[], ?::bytea[])")) {
                insert.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                insert.setArray(
                        2,
                        connection.createArrayOf(
                                "bytea",
                                ids.stream().map(DevelopmentKeys::wrapped).toArray(byte[][]::new)));
                insert.executeUpdate();
            }
        }
        return Collections.unmodifiableList(ids);
    }

    private interface Work {
        void run() throws Exception;
    }

    private Cost cost(Work work) throws Exception {
        long database = databaseCpu();
        long jvm = PROCESS.getProcessCpuTime();
        long began = System.nanoTime();
        work.run();
        return new Cost((System.nanoTime() - began) / 1e9, PROCESS.getProcessCpuTime() - jvm, databaseCpu() - database);
    }

    private record Cost(double seconds, long jvmNanos, long databaseNanos) {
        Cost plus(Cost other) {
            return new Cost(seconds + other.seconds, jvmNanos + other.jvmNanos, databaseNanos + other.databaseNanos);
        }
    }

    private long number(String query) throws SQLException {
        try (Connection connection = Unwalled.open();
                ResultSet row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Of all sessions, in ticks of 10 ms; what PostgreSQL does in the background is not in it. */
    private long databaseCpu() throws SQLException {
        try (Connection connection = database.getConnection();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT pid FROM pg_stat_activity WHERE usename IS NOT NULL")) {
            long nanos = 0;
            while (row.next()) {
                nanos += ProcessHandle.of(row.getLong(1))
                        .flatMap(backend -> backend.info().totalCpuDuration())
                        .map(Duration::toNanos)
                        .orElse(0L);
            }
            return nanos;
        }
    }

    private void line(String format, Object... arguments) {
        report.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private BulkJob find(UUID job) {
        return own.as(ServiceIdentity.BULK, () -> bulkJobs.find(job)).orElseThrow();
    }
}
