package org.continuum.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.continuum.access.AccessLogOnTrial;
import org.continuum.access.ExclusionsOnTrial;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.continuum.people.Registry;
import org.junit.jupiter.api.Test;

/**
 * What the two main operations cost, as ratios within one run: {@code bin/benchmark}. No part of the suite, and nothing
 * in it passes or fails by speed; docs/benchmarks.md says how to read it.
 */
@QuarkusTest
class Benchmark {
    private static final Path PAGE = Path.of("docs/benchmarks.md");
    private static final String LAST_RUN = "## Last run\n";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CLIENTS = 16;
    private static final int ROUNDS = 3;
    private static final long SECONDS = Long.getLong("continuum.benchmark.seconds", 5);
    private static final String INITIAL = "fairhaven-initial";

    @Inject
    SyntheticState state;

    @Inject
    AccessLogOnTrial accesses;

    @Inject
    ExclusionsOnTrial exclusions;

    @Inject
    AgroalDataSource database;

    @TestHTTPResource("/")
    URI service;

    private final StringBuilder report = new StringBuilder();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void run() throws Exception {
        if (!state.loaded(service)) {
            state.load(service, (people, of) -> {});
        }
        line(
                "%s, %d cores, Java %s, PostgreSQL %s in the same machine; %d clients, %d rounds of %d s each, interleaved,"
                        + " after a warm-up of %d s.",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                version(),
                CLIENTS,
                ROUNDS,
                SECONDS,
                SECONDS);
        readiness();
        evidence();
        System.out.println(report);
        String page = Files.readString(PAGE);
        Files.writeString(PAGE, page.substring(0, page.indexOf(LAST_RUN) + LAST_RUN.length()) + report);
    }

    private void readiness() throws Exception {
        UUID board = organization(Institution.BOARD.title);
        List<UUID> people = people(board);
        BareSql sql = new BareSql(database, board);
        List<HttpRequest> questions = people.stream()
                .map(person -> request(
                                "/people/" + person + "/readiness?licenseType=" + INITIAL + "&asOf=2026-06-20",
                                Tokens.of(board, Role.BOARD_ANALYST))
                        .build())
                .toList();
        Map<String, ClosedLoop.Unit> units = new LinkedHashMap<>();
        units.put("`GET /people/{id}/readiness`", number -> {
            accesses.writing(true);
            exclusions.looking(true);
            send(questions.get(index(number, questions)), 200);
        });
        units.put("the same, and nothing says that it was read", number -> {
            accesses.writing(false);
            send(questions.get(index(number, questions)), 200);
        });
        units.put("bare endpoint: `GET /q/health/live`", live());
        units.put("endpoint without work: `GET /trial`", get("/trial?limit=1"));
        units.put("bare SQL: its three selects", number -> sql.read(people.get(index(number, people)), INITIAL));
        units.put("the first, and nobody looks whether the caller is shut out", number -> {
            accesses.writing(true);
            exclusions.looking(false);
            send(questions.get(index(number, questions)), 200);
        });
        compare("Readiness of one person (GET)", units);
        exclusions.looking(true);
    }

    private void evidence() throws Exception {
        UUID provider = Registry.provider();
        List<UUID> people =
                Stream.generate(() -> Registry.person(provider)).limit(200).toList();
        BareSql sql = new BareSql(database, provider);
        String token = Tokens.of(provider, Role.PROGRAM_SUBMITTER);
        Map<String, ClosedLoop.Unit> units = new LinkedHashMap<>();
        units.put(
                "`POST /evidence`",
                number -> send(
                        request("/evidence", token)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(exam(people.get(index(number, people)), number)))
                                .build(),
                        201));
        units.put("bare endpoint: `GET /q/health/live`", live());
        units.put("endpoint without work: `POST /trial`", echo());
        units.put("bare SQL: its statements in one transaction", number -> {
            UUID person = people.get(index(number, people));
            sql.submit(person, exam(person, number));
        });
        compare("One piece of evidence (POST)", units);
    }

    private void compare(String title, Map<String, ClosedLoop.Unit> units)
            throws InterruptedException, ExecutionException {
        ClosedLoop loop = new ClosedLoop(CLIENTS, this::databaseCpu);
        for (ClosedLoop.Unit unit : units.values()) {
            loop.run(SECONDS, unit);
        }
        Map<String, ClosedLoop.Round> totals = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, ClosedLoop.Unit> each : units.entrySet()) {
                totals.merge(each.getKey(), loop.run(SECONDS, each.getValue()), ClosedLoop.Round::plus);
            }
        }
        ClosedLoop.Round ours = totals.values().iterator().next();
        line("\n### %s\n", title);
        line("| | per second | ours to it | CPU of the JVM | CPU of PostgreSQL |");
        line("|---|---|---|---|---|");
        totals.forEach((name, round) -> line(
                "| %s | %.0f | %.2f | %.0f µs | %.0f µs |",
                name,
                round.perSecond(),
                ours.perSecond() / round.perSecond(),
                round.jvmMicros(),
                round.databaseMicros()));
    }

    private ClosedLoop.Unit live() {
        HttpRequest request =
                HttpRequest.newBuilder(service.resolve("/q/health/live")).build();
        return number -> send(request, 200);
    }

    private ClosedLoop.Unit get(String path) {
        HttpRequest request =
                request(path, Tokens.of(UUID.randomUUID(), Role.OPERATOR)).build();
        return number -> send(request, 200);
    }

    private ClosedLoop.Unit echo() {
        HttpRequest request = request("/trial", Tokens.of(UUID.randomUUID(), Role.OPERATOR))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"id\":\"01890000-0000-7000-8000-000000000001\",\"name\":\"No work\",\"score\":42}"))
                .build();
        return number -> send(request, 200);
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(service.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private void send(HttpRequest request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(request.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private List<UUID> people(UUID board) throws IOException, InterruptedException {
        HttpRequest request = request("/people?limit=200", Tokens.of(board, Role.BOARD_ANALYST))
                .build();
        List<UUID> people = new ArrayList<>();
        JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
                .get("items")
                .forEach(person -> {
                    // mentors have no identifier, and no evidence
                    if (!person.path("identifiers").isEmpty()) {
                        people.add(UUID.fromString(person.get("id").asText()));
                    }
                });
        return people;
    }

    private UUID organization(String name) throws IOException, InterruptedException {
        HttpRequest request = request("/organizations?limit=200", Tokens.of(UUID.randomUUID(), Role.OPERATOR))
                .build();
        for (JsonNode each : JSON.readTree(
                        http.send(request, BodyHandlers.ofString()).body())
                .get("items")) {
            if (each.get("name").asText().equals(name)) {
                return UUID.fromString(each.get("id").asText());
            }
        }
        throw new IllegalStateException("No organization is called " + name);
    }

    /** Of the pool's backends; what PostgreSQL does in the background is not in it. Zero where it runs elsewhere. */
    private long databaseCpu() {
        try (Connection connection = database.getConnection();
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT pid FROM pg_stat_activity WHERE usename = current_user")) {
            long nanos = 0;
            while (row.next()) {
                nanos += ProcessHandle.of(row.getLong(1))
                        .flatMap(backend -> backend.info().totalCpuDuration())
                        .map(Duration::toNanos)
                        .orElse(0L);
            }
            return nanos;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String version() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    private static String exam(UUID person, long number) {
        return ("{\"person\":\"%s\",\"kind\":\"exam-result\",\"occurredOn\":\"2026-10-03\",\"test\":\"FCE\","
                        + "\"form\":\"autumn\",\"score\":%d,\"scale\":\"scaled\",\"attributes\":{\"site\":\"Harbor City\","
                        + "\"sitting\":\"morning\",\"accommodation\":false}}")
                .formatted(person, 200 + number % 60);
    }

    private static int index(long number, List<?> of) {
        return (int) (number % of.size());
    }

    private void line(String format, Object... arguments) {
        report.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
