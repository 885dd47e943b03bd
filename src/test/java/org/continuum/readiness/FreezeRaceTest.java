package org.continuum.readiness;

import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.continuum.access.Caller;
import org.continuum.access.Role;
import org.continuum.trail.Acting;
import org.continuum.trail.Entry;
import org.continuum.trail.Receipt;
import org.continuum.trail.Trail;
import org.continuum.vault.PersonKey;
import org.continuum.vault.PersonKeys;
import org.junit.jupiter.api.Test;

/** A frozen answer says what was known when; nothing that was on its way then may turn up later. */
@QuarkusTest
class FreezeRaceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOURS = """
            - id: hours
              title: Enough hours
              citation: {label: Sec. 1, mark: synthetic}
              rule:
                sum: {kind: clinical-experience, of: hours, atLeast: 1000}
            """;
    private static final String ADD = """
            INSERT INTO evidence (person_id, id, person_seq, kind, purpose, occurred_on, recorded_at, required_signatures,
                body, media_type, digest, payload)
            VALUES (?, ?, ?, 'clinical-experience', 'licensure', '2024-03-01', ?, '{}', ?, 'application/json', ?, ?)""";
    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE %d = ANY (pg_blocking_pids(pid))";

    @Inject
    Acting acting;

    @Inject
    Trail trail;

    @Inject
    PersonKeys keys;

    @Inject
    AgroalDataSource database;

    private static ObjectNode hours(Setting setting) {
        return setting.evidence("clinical-experience", "2024-03-01", "hours", 10);
    }

    private static UUID post(Setting setting) {
        return UUID.fromString(Setting.as(setting.provider(), Role.PROGRAM_SUBMITTER)
                .body(hours(setting).toString())
                .post("/evidence")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** An act on the person that has taken its time and is not committed; the database knows it by its connection. */
    private record UnderWay(UUID evidence, int connection) {}

    private interface Meanwhile {
        JsonNode ask(UnderWay act, CountDownLatch finish) throws Exception;
    }

    /** What was answered while somebody's act on the person had recorded something and was not committed. */
    private Told whileSomethingIsRecorded(Setting setting, Meanwhile meanwhile) throws Exception {
        Caller somebody = new Caller(setting.provider(), "tester", "Terry Tester", Set.of());
        CompletableFuture<UnderWay> recorded = new CompletableFuture<>();
        CountDownLatch finish = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> act = threads.submit(() -> acting.inAct(somebody, () -> {
                try {
                    recorded.complete(new UnderWay(record(setting.person()), connection()));
                } catch (RuntimeException e) {
                    recorded.completeExceptionally(e);
                }
                wait(finish);
                return true;
            }));
            try {
                UnderWay underWay = recorded.get(20, TimeUnit.SECONDS);
                JsonNode answer = meanwhile.ask(underWay, finish);
                finish.countDown();
                assertTrue(act.get());
                return new Told(underWay.evidence(), answer);
            } finally {
                finish.countDown();
            }
        }
    }

    private record Told(UUID evidence, JsonNode answer) {
        String known() {
            return answer.path("evidenceKnownAsOf").asText();
        }
    }

    /**
     * Whether it holds the record or only reads where it ends, the freezing comes to wait for the act: at the latest when
     * it appends its own entry. Only then does the act commit. So without the lock the answer has been computed before,
     * and lacks what the act recorded; with it, after.
     */
    @Test
    void freezingWaitsForWhatIsOnItsWayAndCountsIt() throws Exception {
        Setting setting = Setting.fresh();
        String type = setting.publishRules(HOURS);
        Told told = whileSomethingIsRecorded(setting, (act, finish) -> {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<UUID> frozen = threads.submit(() -> setting.freeze(type));
                await().until(() -> frozen.isDone() || isWaitedFor(act.connection()));
                finish.countDown();
                return determination(setting, frozen.get()).path("answer");
            }
        });
        assertEquals(
                told.evidence().toString(), told.answer().at("/inputs/0/id").asText());
        assertEquals(
                asked(setting, type, told.known()).path("inputs"), told.answer().path("inputs"));
    }

    /** The sabotage: this is what would be kept if freezing read the record's end as plain answers do. */
    @Test
    void withoutTheLockAnAnswerSaysThatItKnewWhatItNeverSaw() throws Exception {
        Setting setting = Setting.fresh();
        String type = setting.publishRules(HOURS);
        Told told = whileSomethingIsRecorded(
                setting,
                (act, finish) -> JSON.readTree(setting.ask(type).extract().asString()));
        assertEquals(0, told.answer().path("inputs").size());
        assertEquals(
                told.evidence().toString(),
                asked(setting, type, told.known()).at("/inputs/0/id").asText());
    }

    private static JsonNode asked(Setting setting, String type, String evidenceKnownAsOf) throws IOException {
        return JSON.readTree(setting.ask(type, "evidenceKnownAsOf", evidenceKnownAsOf)
                .extract()
                .asString());
    }

    private static void wait(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID record(UUID person) {
        UUID id = UUID.randomUUID();
        Receipt receipt = trail.append(Entry.sealed("evidence.submitted", person, id, new byte[0], Map.of()));
        try (Connection connection = database.getConnection();
                PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, person);
            add.setObject(2, id);
            add.setObject(3, receipt.personSeq());
            add.setObject(4, receipt.recordedAt().atOffset(ZoneOffset.UTC));
            PersonKey key = keys.of(person);
            add.setBytes(5, key.seal(new byte[0], "evidence.body", id));
            add.setBytes(6, key.seal(new byte[32], "evidence.digest", id));
            add.setBytes(7, key.seal("{\"hours\": 10}".getBytes(StandardCharsets.UTF_8), "evidence.payload", id));
            add.executeUpdate();
            return id;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the act that asks. */
    private int connection() {
        return number("SELECT pg_backend_pid()");
    }

    private boolean isWaitedFor(int connection) {
        return number(WAITING.formatted(connection)) > 0;
    }

    private int number(String query) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode determination(Setting setting, UUID id) throws IOException {
        return JSON.readTree(setting.board()
                .get(setting.at(id))
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    @Test
    void everyAnswerFrozenAmongWritersIsComputedAgainToTheByte() throws Exception {
        Setting setting = Setting.fresh();
        String type = setting.publishRules(HOURS);
        List<Future<UUID>> writing = new ArrayList<>();
        List<Future<UUID>> freezing = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                writing.add(threads.submit(() -> post(setting)));
                freezing.add(threads.submit(() -> setting.freeze(type)));
            }
        }
        for (Future<UUID> each : writing) {
            setting.retract(each.get(), false, "2150-01-01");
        }
        for (Future<UUID> each : freezing) {
            setting.board()
                    .get(setting.at(each.get()) + "/recomputation")
                    .then()
                    .statusCode(200)
                    .body("differences", hasSize(0))
                    .body("same", equalTo(true));
            JsonNode answer = determination(setting, each.get()).path("answer");
            JsonNode again =
                    asked(setting, type, answer.path("evidenceKnownAsOf").asText());
            assertEquals(answer.path("inputs"), again.path("inputs"), "known at " + answer.path("evidenceKnownAsOf"));
            assertEquals(answer.path("personSeq"), again.path("personSeq"));
        }
    }

    /** What an answer says of the record's length and of the time fits what it counted, while others write. */
    @Test
    void everyPlainAnswerIsComputedFromOneStateOfTheRecord() throws Exception {
        Setting setting = Setting.fresh();
        String type = setting.publishRules(HOURS);
        List<Future<String>> asking = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                threads.submit(() -> post(setting));
                asking.add(threads.submit(() -> setting.ask(type).extract().asString()));
            }
        }
        int first = JSON.readTree(setting.ask(type).extract().asString())
                        .path("personSeq")
                        .asInt()
                - 12;
        for (Future<String> each : asking) {
            JsonNode answer = JSON.readTree(each.get());
            // the entries before the twelve are the registration and the enrollment; each of the twelve is a record
            assertEquals(
                    answer.path("personSeq").asInt() - first,
                    answer.path("inputs").size());
        }
    }
}
