package org.continuum.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;
import static org.continuum.people.Registry.identifier;
import static org.continuum.people.Registry.personDetails;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.continuum.access.Role;
import org.continuum.bulk.Jobs;
import org.continuum.launch.Superuser;
import org.continuum.license.Board;
import org.continuum.people.Registry;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Words that occur nowhere else are planted wherever somebody may write of a person, and then looked for in everything that the
 * service leaves behind: every byte of the database's folder with its write-ahead log, every row, the logs, the problems and
 * the feed. They were never there in plain, before the erasure as little as after: deleting would not clean a log.
 */
@QuarkusTest
class CanaryTest {
    private static final Optional<Path> DUMP = Optional.ofNullable(System.getenv("CONTINUUM_POSTGRES_HOME"))
            .map(home -> Path.of(home, "bin", "pg_dump"))
            .filter(Files::isExecutable);

    private final Map<String, String> planted = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Listening logs = new Listening();

    /** All that is logged, as it would be written. */
    private static final class Listening extends Handler {
        private final List<String> lines = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord line) {
            lines.add(new SimpleFormatter().format(line));
        }

        synchronized List<String> lines() {
            return List.copyOf(lines);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void what_is_planted_in_names_and_in_what_is_told_is_found_nowhere() throws Exception {
        Logger.getLogger("").addHandler(logs);
        try {
            Board board = Board.open();
            UUID authority = board.authority();
            UUID person = plant(authority);
            tell(board);
            decide(board);
            List<UUID> sorted = sortOut(board);
            Jobs jobs = new Jobs(board.university());
            upload(jobs, board, "uploaded");
            UUID job = upload(jobs, board, "previewed");
            jobs.previewed(job);
            assertThat(everywhere(authority)).as("while the records are open").isEmpty();
            for (UUID each : List.of(person, board.person(), sorted.getFirst(), sorted.getLast())) {
                as(authority, Role.BOARD_DECIDER)
                        .body(Map.of("ground", "retention-ended", "order", "A-1"))
                        .post("/people/" + each + "/erasure")
                        .then()
                        .statusCode(200);
                problem(as(authority, Role.BOARD_ANALYST)
                        .get("/people/" + each)
                        .then()
                        .statusCode(410)
                        .extract()
                        .asString());
            }
            assertThat(everywhere(authority)).as("after the erasure").isEmpty();
            jobs.order(job, "commit").statusCode(202);
            jobs.awaited(job, "committed");
            assertThat(jobs.pages("/bulk-jobs/" + job + "/rows?limit=10"))
                    .extracting(row -> row.path("state").asText())
                    .containsOnly("rejected")
                    .hasSize(4);
            assertThat(everywhere(authority))
                    .as("after her rows were to be recorded")
                    .isEmpty();
            assertThat(listed(board)).as("pairs with somebody who was erased").doesNotContain(sorted.getFirst());
            problem(as(authority, Role.BOARD_ANALYST)
                    .get("/people/" + sorted.get(1))
                    .then()
                    .statusCode(410)
                    .extract()
                    .asString());
            for (UUID each : sorted) {
                as(authority, Role.BOARD_ANALYST)
                        .get("/people/" + each + "/proof-bundle")
                        .then()
                        .statusCode(200);
            }
            assertThat(sabotaged(authority))
                    .as("each place, if a word is there")
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of("files", "write-ahead log", "rows", "bytes of rows", "logs", "problems"),
                                    DUMP.stream().map(found -> "dump"))
                            .toList());
            for (String column : List.of(
                    "evidence.payload",
                    "bulk_line.line",
                    "person_merge.record",
                    "duplicate_dismissal.record",
                    "person_deactivation.record")) {
                assertThat(leftPlain(authority, column))
                        .as(column + ", if it is not sealed")
                        .contains("bytes of rows");
            }
        } finally {
            Logger.getLogger("").removeHandler(logs);
        }
    }

    /** A person who is registered, found, corrected; and requests about her that are refused. */
    private UUID plant(UUID authority) {
        Map<String, Object> details = details(authority, "registered");
        UUID person = UUID.fromString(as(authority, Role.BOARD_ANALYST)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(details)
                .post("/people")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        String tag = as(authority, Role.BOARD_ANALYST).get("/people/" + person).header("ETag");
        String found = as(authority, Role.BOARD_ANALYST)
                .queryParam("issuer", authority)
                .queryParam("identifier", planted.get("registered identifier"))
                .get("/people")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(found).contains(planted.values());
        refused(authority, 409, details);
        Map<String, Object> impossible = details(authority, "impossible");
        impossible.put("birthDate", "2099-01-01");
        refused(authority, 422, impossible);
        Map<String, Object> malformed = details(authority, "malformed");
        malformed.put("birthDate", word("malformed birth date"));
        refused(authority, 400, malformed);
        as(authority, Role.BOARD_ANALYST)
                .header("If-Match", tag)
                .body(details(authority, "changed"))
                .put("/people/" + person)
                .then()
                .statusCode(200);
        guess(404, authority, person, "guessed identifier");
        guess(201, authority, person, "changed identifier");
        return person;
    }

    /** Somebody who has nothing to do with her says what she is called. */
    private void guess(int status, UUID authority, UUID person, String identifier) {
        UUID employer = Registry.employer();
        Map<String, Object> knownBy = new TreeMap<>(identifier(authority, word(identifier)));
        knownBy.put("birthDate", personDetails().get("birthDate"));
        problem(as(employer, Role.DISTRICT_HR)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("employer", employer, "startedOn", "2026-08-25", "identifiedBy", knownBy))
                .post("/people/" + person + "/employments")
                .then()
                .statusCode(status)
                .extract()
                .asString());
    }

    /** A word in each field of evidence that takes a free text, and in each act on it. */
    private void tell(Board board) {
        String evidence = "/people/" + board.person() + "/evidence/";
        UUID signed = submit(
                board,
                "observation",
                Map.of(
                        "assessor", Map.of("name", word("assessor"), "role", "mentor"),
                        "setting", word("setting"),
                        "attributes", Map.of("note", word("note")),
                        "requiredSignatures", List.of("mentor", "supervisor"),
                        "signatures", List.of(signature("mentor", word("signer")))));
        university(board)
                .body(signature("supervisor", word("later signer")))
                .post(evidence + signed + "/signatures")
                .then()
                .statusCode(201);
        UUID wrong = submit(
                board, "attestation", Map.of("assessor", Map.of("role", "mentor"), "statement", word("statement")));
        UUID right = submit(
                board,
                "attestation",
                Map.of(
                        "assessor",
                        Map.of("role", "mentor"),
                        "statement",
                        word("corrected statement"),
                        "supersedes",
                        wrong,
                        "reason",
                        word("reason of a correction")));
        university(board)
                .body(Map.of("reason", word("reason of a retraction"), "issuerWithdrew", false))
                .post(evidence + right + "/retraction")
                .then()
                .statusCode(201);
        submit(
                board,
                "learning-activity",
                Map.of("purpose", "growth", "topic", word("goal"), "hours", 3, "provider", word("provider")));
        problem(university(board)
                .body(board.evidence("attestation", "2099-01-01", Map.of("statement", word("refused statement"))))
                .post("/evidence")
                .then()
                .statusCode(422)
                .extract()
                .asString());
        String read = university(board)
                .get("/people/" + board.person() + "/evidence")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(read)
                .contains(
                        planted.get("note"),
                        planted.get("signer"),
                        planted.get("later signer"),
                        planted.get("goal"),
                        planted.get("reason of a retraction"));
    }

    /** A word in what is asked, and decided with reasons, on a frozen answer; the answer itself rests on evidence with words. */
    private void decide(Board board) {
        board.withEvidence();
        String determination = "/people/" + board.person() + "/determinations/" + board.freeze();
        Board.at(as(board.authority(), Role.BOARD_ANALYST))
                .post(determination + "/notice")
                .then()
                .statusCode(201);
        String review = Board.at(as(board.university(), Role.PROGRAM_ADMINISTRATOR))
                .body(Map.of("grounds", word("grounds of a review")))
                .post(determination + "/reviews")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        board.decider()
                .body(Map.of("outcome", "upheld", "reasons", List.of(word("reason of a review's decision"))))
                .post(review + "/decision")
                .then()
                .statusCode(201);
        board.decide(Map.of("determination", board.freeze(), "act", "deny", "reasons", List.of(word("reason to deny"))))
                .statusCode(201);
        String reviews = board.decider()
                .get(determination + "/reviews")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(reviews).contains(planted.get("grounds of a review"), planted.get("reason of a review's decision"));
    }

    /** A word in a row that could be recorded, in one that says what is no date, in one that is no JSON, and as a field's name. */
    private UUID upload(Jobs jobs, Board board, String when) {
        String row =
                "{\"kind\":\"attestation\",\"person\":\"%s\",\"occurredOn\":\"%s\",\"assessor\":{\"role\":\"mentor\"},"
                        + "\"statement\":\"%s\"}";
        return jobs.with(List.of(
                row.formatted(board.person(), "2026-03-04", word(when + " row")),
                row.formatted(board.person(), word(when + " day of a row"), ""),
                word(when + " line"),
                row.formatted(board.person(), "2026-03-04", "")
                        .replace("statement", word(when + " name of a field") + ", 4 Elm St")));
    }

    /**
     * A word in each reason why records are one, two or nobody's. The first of those returned has taken in the second, and is like
     * the third; the last is nobody.
     */
    private List<UUID> sortOut(Board board) {
        String family = word("family name of those who are alike");
        List<UUID> people = Stream.generate(() -> alike(board, family)).limit(4).toList();
        decider(board)
                .body(Map.of("persons", List.of(people.get(2), people.get(0)), "reason", word("reason of a dismissal")))
                .post("/possible-duplicates/dismissals")
                .then()
                .statusCode(201);
        decider(board)
                .body(Map.of("absorbed", people.get(1), "reason", word("reason of a merge")))
                .post("/people/" + people.get(0) + "/merges")
                .then()
                .statusCode(201);
        for (int i = 0; i < 2; i++) {
            assertThat(decider(board)
                            .body(Map.of("reason", word("reason of a deactivation")))
                            .post("/people/" + people.get(3) + "/deactivation")
                            .then()
                            .statusCode(200)
                            .extract()
                            .<String>path("reason"))
                    .isEqualTo(planted.get("reason of a deactivation"));
        }
        problem(as(board.authority(), Role.BOARD_ANALYST)
                .get("/people/" + people.get(3))
                .then()
                .statusCode(410)
                .extract()
                .asString());
        problem(as(board.authority(), Role.BOARD_ANALYST)
                .redirects()
                .follow(false)
                .get("/people/" + people.get(1))
                .then()
                .statusCode(308)
                .extract()
                .asString());
        assertThat(reasons(board)).contains(planted.get("reason of a dismissal"), planted.get("reason of a merge"));
        assertThat(listed(board)).contains(people.get(0));
        return people;
    }

    private static UUID alike(Board board, String family) {
        Map<String, Object> details = personDetails();
        details.put("familyName", family);
        return UUID.fromString(as(board.authority(), Role.BOARD_ANALYST)
                .body(details)
                .post("/people")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** By the clock that the persons were registered by. */
    private static RequestSpecification decider(Board board) {
        return as(board.authority(), Role.BOARD_DECIDER);
    }

    private static List<String> reasons(Board board) {
        return decided(board, "items.decision.reason");
    }

    private static List<UUID> listed(Board board) {
        return CanaryTest.<List<String>>decided(board, "items.persons").stream()
                .flatMap(List::stream)
                .map(UUID::fromString)
                .toList();
    }

    /** Of the pairs on which the boards of its jurisdiction have decided. */
    private static <T> List<T> decided(Board board, String path) {
        List<T> found = new ArrayList<>();
        for (String state : List.of("dismissed", "merged")) {
            Optional<String> page = Optional.of("");
            while (page.isPresent()) {
                var read = decider(board)
                        .get("/possible-duplicates?limit=200&state=" + state + page.get())
                        .then()
                        .statusCode(200)
                        .extract();
                found.addAll(read.path(path));
                page = Optional.<String>ofNullable(read.path("next")).map(next -> "&cursor=" + next);
            }
        }
        return found;
    }

    private static Map<String, Object> signature(String role, String signer) {
        return Map.of("role", role, "signer", signer, "signedOn", "2026-03-04");
    }

    private static UUID submit(Board board, String kind, Map<String, Object> fields) {
        return board.post(board.university(), Role.PROGRAM_SUBMITTER, board.evidence(kind, "2026-03-04", fields));
    }

    private static RequestSpecification university(Board board) {
        return Board.at(as(board.university(), Role.PROGRAM_SUBMITTER));
    }

    private Map<String, Object> details(UUID authority, String when) {
        Map<String, Object> details = personDetails(identifier(authority, word(when + " identifier")));
        details.put("givenName", word(when + " given name"));
        details.put("familyName", word(when + " family name"));
        return details;
    }

    private String word(String where) {
        return planted.computeIfAbsent(where, first -> "canary-" + UUID.randomUUID());
    }

    private void refused(UUID authority, int status, Map<String, Object> details) {
        problem(as(authority, Role.BOARD_ANALYST)
                .body(details)
                .post("/people")
                .then()
                .statusCode(status)
                .extract()
                .asString());
    }

    private void problem(String body) {
        problems.add(body);
    }

    /** Which words were found, and where. */
    private Collection<String> everywhere(UUID authority) throws Exception {
        checkpoint();
        Map<String, Collection<String>> places = places(authority, planted.values());
        List<String> found = new ArrayList<>();
        planted.forEach((where, word) -> places.get(word).forEach(place -> found.add(where + " in " + place)));
        return found;
    }

    private Map<String, Collection<String>> places(UUID authority, Collection<String> words) throws Exception {
        Map<String, Collection<String>> places = new TreeMap<>();
        words.forEach(word -> places.put(word, new TreeSet<>()));
        for (String type : List.of(
                "person.created",
                "person.changed",
                "person.merged",
                "person.deactivated",
                "duplicate.dismissed",
                "person.erased",
                "evidence.submitted",
                "evidence.signed",
                "evidence.retracted",
                "determination.frozen",
                "determination.notice-issued",
                "determination.review-opened",
                "determination.review-decided",
                "licensing-decision.made")) {
            note(places, "the feed", feed(authority, type));
        }
        logs.lines().forEach(line -> note(places, "logs", line));
        problems.forEach(body -> note(places, "problems", body));
        inFiles(places);
        inRows(places);
        inDump(places);
        return places;
    }

    private static String feed(UUID authority, String type) {
        return as(authority, Role.BOARD_ANALYST)
                .queryParam("type", type)
                .queryParam("limit", 200)
                .get("/events")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static void note(Map<String, Collection<String>> places, String place, String text) {
        places.forEach((word, found) -> {
            if (text.contains(word)) {
                found.add(place);
            }
        });
    }

    private static void inFiles(Map<String, Collection<String>> places) throws IOException {
        Path folder = ConfigProvider.getConfig().getValue("continuum.data", Path.class);
        AtomicLong bytes = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    byte[] content = Files.readAllBytes(file);
                    bytes.addAndGet(content.length);
                    boolean log = file.toString().contains("pg_wal");
                    note(places, log ? "write-ahead log" : "files", new String(content, ISO_8859_1));
                    return FileVisitResult.CONTINUE;
                } catch (NoSuchFileException e) {
                    return visitFileFailed(file, e);
                }
            }

            /** The database removes files while they are looked for. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                return why instanceof NoSuchFileException ? FileVisitResult.CONTINUE : super.visitFileFailed(file, why);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException why) throws IOException {
                return why instanceof NoSuchFileException
                        ? FileVisitResult.CONTINUE
                        : super.postVisitDirectory(folder, why);
            }
        });
        assertThat(bytes.get()).as("bytes that were searched").isGreaterThan(16_000_000);
    }

    /** What a dump would have; bytes stand in it in hexadecimal. */
    private static void inRows(Map<String, Collection<String>> places) throws SQLException {
        try (Connection connection = Superuser.connect();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            assertThat(tables).contains("person", "trail_entry");
            statement.setFetchSize(500);
            connection.setAutoCommit(false);
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("SELECT t::text FROM %s t".formatted(table))) {
                    while (rows.next()) {
                        String row = rows.getString(1);
                        note(places, "rows", row);
                        places.forEach((word, found) -> {
                            if (row.contains(HexFormat.of().formatHex(word.getBytes(UTF_8)))) {
                                found.add("bytes of rows");
                            }
                        });
                    }
                }
            }
        }
    }

    /** What {@code pg_dump} writes; where its version is the server's, that is with {@code CONTINUUM_POSTGRES_HOME}. */
    private static void inDump(Map<String, Collection<String>> places) throws Exception {
        if (DUMP.isEmpty()) {
            return;
        }
        Path into = Files.createTempFile("canary", ".sql");
        Path errors = Files.createTempFile("canary", ".log");
        ProcessBuilder dump =
                new ProcessBuilder(DUMP.get().toString(), "--dbname=" + Superuser.dumpUrl(), "--file=" + into);
        int exit = dump.redirectErrorStream(true)
                .redirectOutput(errors.toFile())
                .start()
                .waitFor();
        assertThat(exit).as(Files.readString(errors)).isZero();
        try (Stream<String> lines = Files.lines(into, ISO_8859_1)) {
            lines.forEach(line -> places.forEach((word, found) -> {
                if (line.contains(word) || line.contains(HexFormat.of().formatHex(word.getBytes(UTF_8)))) {
                    found.add("dump");
                }
            }));
        }
        Files.delete(into);
        Files.delete(errors);
    }

    /** The places where the search finds a word that has been put into each. */
    private Collection<String> sabotaged(UUID authority) throws Exception {
        String word = "canary-" + UUID.randomUUID();
        try (Connection connection = Superuser.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE sabotage AS SELECT '%1$s'::text AS plain, '%1$s'::bytea AS bytes".formatted(word));
            statement.execute("INSERT INTO sabotage VALUES ('%1$s', '')".formatted(word));
            statement.execute("CHECKPOINT");
            Logger.getLogger("sabotage").warning(word);
            problems.add(word);
            Collection<String> places = places(authority, List.of(word)).get(word);
            statement.execute("DROP TABLE sabotage");
            return places;
        }
    }

    /** Where a word is found if this column had been kept as it came in. */
    private Collection<String> leftPlain(UUID authority, String column) throws Exception {
        String[] of = column.split("\\.");
        String word = "canary-" + UUID.randomUUID();
        try (Connection connection = Superuser.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT * FROM %s LIMIT 1".formatted(of[0]));
            statement.execute("UPDATE kept SET %s = '{\"note\": \"%s\"}'::bytea".formatted(of[1], word));
            Collection<String> places = places(authority, List.of(word)).get(word);
            statement.execute("DROP TABLE kept");
            return places;
        }
    }

    private static void checkpoint() throws SQLException {
        try (Connection connection = Superuser.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }
}
