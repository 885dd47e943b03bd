package org.continuum.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;
import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.continuum.access.Role;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A term's records as one job: in, looked at, recorded, each row with its answer. */
@QuarkusTest
class BulkJobTest {
    private UUID university;
    private UUID person;
    private Jobs jobs;

    @BeforeEach
    void register() {
        university = Registry.provider();
        person = Registry.person(university);
        jobs = new Jobs(university);
    }

    @Test
    void rows_are_looked_at_then_recorded_and_each_has_its_receipt() throws Exception {
        UUID job = jobs.with(Jobs.exams(person, "a", 3));
        JsonNode checked = jobs.previewed(job);
        assertThat(checked.at("/preview/acceptable").asInt()).isEqualTo(3);
        assertThat(jobs.rows(job, ""))
                .extracting(row -> row.path("state").asText())
                .containsOnly("acceptable");
        assertThat(evidence()).as("a preview records nothing").isEmpty();

        jobs.order(job, "commit").statusCode(202);
        JsonNode committed = jobs.awaited(job, "committed");
        assertThat(committed.at("/commit/accepted").asInt()).isEqualTo(3);
        List<JsonNode> rows = jobs.rows(job, "accepted");
        assertThat(rows).extracting(row -> row.path("reference").asText()).containsExactly("a1", "a2", "a3");
        assertThat(rows)
                .extracting(row -> row.at("/receipt/personSeq").asLong())
                .as("the person's record goes on in the order of the file")
                .containsExactly(3L, 4L, 5L);
        assertThat(evidence())
                .extracting(one -> one.path("id").asText())
                .containsExactlyElementsOf(
                        rows.stream().map(row -> row.path("evidence").asText()).toList());
        String line = as(university, Role.PROGRAM_SUBMITTER)
                .get("/people/" + person + "/evidence/"
                        + rows.getFirst().path("evidence").asText() + "/bytes")
                .asString();
        assertThat(line).as("the line is what is kept, byte for byte").isEqualTo(Jobs.exam(person, "a1", 1));

        List<JsonNode> downloaded = new ArrayList<>();
        for (String each : as(university, Role.PROGRAM_SUBMITTER)
                .get("/bulk-jobs/" + job + "/results")
                .asString()
                .split("\n")) {
            downloaded.add(new ObjectMapper().readTree(each));
        }
        assertThat(downloaded).isEqualTo(rows);
    }

    @Test
    void a_csv_becomes_the_records_that_its_columns_name() {
        UUID job = jobs.withCsv(
                "performance-assessment",
                "occurredOn,person,instrument,total,attributes.site,attributes.online,requiredSignatures,"
                        + "signatures.0.role,signatures.0.signer,signatures.0.signedOn,parts.0.part,parts.0.passed\r\n"
                        + "2026-05-01,%s,\"CAP, full\",41.5,\"Ünïon \"\"A\"\"\nsecond line\",true,supervisor;mentor,"
                                .formatted(person)
                        + "mentor,R. Osei,2026-05-02,,\r\n"
                        + "2026-05-01,%s,CAP,,12,no,,,,,one,true\r\n".formatted(person));
        assertThat(jobs.committed(job).at("/commit/accepted").asInt())
                .as(jobs.rows(job, "").toString())
                .isEqualTo(2);
        List<JsonNode> records = evidence();
        JsonNode first = records.getFirst().path("submission");
        assertThat(first.path("instrument").asText()).isEqualTo("CAP, full");
        assertThat(first.path("total").decimalValue()).isEqualByComparingTo("41.5");
        assertThat(first.at("/attributes/site").asText()).isEqualTo("Ünïon \"A\"\nsecond line");
        assertThat(first.at("/attributes/online").asBoolean()).isTrue();
        assertThat(first.at("/requiredSignatures/1").asText()).isEqualTo("mentor");
        assertThat(records.getFirst().path("status").asText()).isEqualTo("pending");
        JsonNode second = records.getLast().path("submission");
        assertThat(second.at("/parts/0/passed").asBoolean()).isTrue();
        assertThat(second.at("/attributes/site").asInt()).isEqualTo(12);
        assertThat(second.has("total")).as("an empty cell is no field").isFalse();
    }

    @Test
    void of_two_thousand_rows_exactly_the_thirty_bad_ones_are_told() {
        List<String> lines = Jobs.exams(person, "k", 2_000);
        List<Integer> bad = IntStream.range(0, 30).map(i -> 17 + i * 66).boxed().toList();
        for (int number : bad) {
            lines.set(number - 1, spoilt(number));
        }
        UUID job = jobs.with(lines);
        JsonNode checked = jobs.previewed(job);
        assertThat(checked.at("/preview/rejected").asInt()).isEqualTo(30);
        assertThat(numbers(jobs.rows(job, "rejected"))).isEqualTo(bad);
        jobs.order(job, "commit").statusCode(202);
        JsonNode committed = jobs.awaited(job, "committed");
        assertThat(committed.at("/commit/accepted").asInt()).isEqualTo(1_970);
        List<JsonNode> rejected = jobs.rows(job, "rejected");
        assertThat(numbers(rejected)).isEqualTo(bad);
        assertThat(rejected)
                .allSatisfy(row -> assertThat(row.at("/problem/errors")).isNotEmpty());
        assertThat(pointers(rejected.getFirst()))
                .as("everything that is wrong with a row")
                .containsExactlyInAnyOrder("/occurredOn", "/test");
        assertThat(evidence().size()).isEqualTo(1_970);
        assertThat(numbers(jobs.rows(job, "")))
                .isEqualTo(IntStream.rangeClosed(1, 2_000).boxed().toList());
    }

    /** Bad in one of several ways. */
    private String spoilt(int number) {
        String good = Jobs.exam(person, "k" + number, number);
        return switch (number % 6) {
            case 5 -> good.replace("2026-03-09", "2026-02-30").replace("FCE", "");
            case 0 -> good.replace("\"score\"", "\"skore\"");
            case 1 -> good.substring(0, good.length() - 1);
            case 2 -> good.replace(person.toString(), UUID.randomUUID().toString());
            case 3 -> good.replace("exam-result", "opinion");
            default -> good.replace("2026-03-09", "2190-01-01");
        };
    }

    @Test
    void a_row_sent_before_alone_or_in_another_job_gets_its_first_answer() {
        String line = Jobs.exam(person, "seen", 41);
        String alone = as(university, Role.PROGRAM_SUBMITTER)
                .body(line)
                .post("/evidence")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        UUID job = jobs.with(List.of(
                line,
                Jobs.exam(person, "seen", 42),
                Jobs.exam(person, "new", 1),
                Jobs.exam(person, "new", 1),
                Jobs.exam(person, "new", 2)));
        List<String> states = List.of("duplicate", "rejected", "%s", "duplicate", "rejected");
        jobs.previewed(job);
        assertThat(states(jobs.rows(job, ""))).isEqualTo(with(states, "acceptable"));
        jobs.order(job, "commit");
        jobs.awaited(job, "committed");
        List<JsonNode> rows = jobs.rows(job, "");
        assertThat(states(rows)).isEqualTo(with(states, "accepted"));
        assertThat(rows.getFirst().path("evidence").asText()).isEqualTo(alone);
        assertThat(rows.getFirst().at("/receipt/personSeq").asLong()).isEqualTo(3);
        assertThat(rows.get(3).path("receipt")).isEqualTo(rows.get(2).path("receipt"));
        assertThat(rows.get(1).at("/problem/type").asText()).isEqualTo("/problems/key-reused");
        assertThat(pointers(rows.get(1))).containsExactly("/reference");

        UUID again = jobs.with(List.of(Jobs.exam(person, "new", 1)));
        jobs.committed(again);
        assertThat(jobs.rows(again, "duplicate").getFirst().path("receipt"))
                .isEqualTo(rows.get(2).path("receipt"));
        as(university, Role.PROGRAM_SUBMITTER)
                .body(Jobs.exam(person, "new", 1))
                .post("/evidence")
                .then()
                .statusCode(201)
                .body("id", equalTo(rows.get(2).path("evidence").asText()));
        as(university, Role.PROGRAM_SUBMITTER)
                .header("Idempotency-Key", "other")
                .body(Jobs.exam(person, "new", 1))
                .post("/evidence")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/reference"));
        assertThat(evidence()).hasSize(2);
    }

    /** Beyond the piece that both stand in. */
    @Test
    void a_reference_used_twice_in_a_file_is_seen_by_the_preview_across_pieces() {
        List<String> lines = Jobs.exams(person, "r", 1_100);
        lines.set(1_050, Jobs.exam(person, "r3", 3));
        lines.set(1_060, Jobs.exam(person, "r3", 4));
        UUID job = jobs.with(lines);
        jobs.previewed(job);
        assertThat(numbers(jobs.rows(job, "duplicate"))).containsExactly(1_051);
        assertThat(numbers(jobs.rows(job, "rejected"))).containsExactly(1_061);
        jobs.order(job, "commit");
        jobs.awaited(job, "committed");
        assertThat(numbers(jobs.rows(job, "duplicate"))).containsExactly(1_051);
        assertThat(numbers(jobs.rows(job, "rejected"))).containsExactly(1_061);
    }

    @Test
    void corrections_in_a_file_form_a_line_too() {
        String first = as(university, Role.PROGRAM_SUBMITTER)
                .body(Jobs.exam(person, "x", 1))
                .post("/evidence")
                .path("id");
        String correction =
                Jobs.exam(person, null, 2).replace("}", ",\"supersedes\":\"" + first + "\",\"reason\":\"misread\"}");
        UUID job = jobs.with(List.of(
                correction,
                correction,
                correction.replace(first, UUID.randomUUID().toString())));
        jobs.committed(job);
        List<JsonNode> rows = jobs.rows(job, "");
        assertThat(states(rows)).containsExactly("accepted", "rejected", "rejected");
        assertThat(rows.get(1).at("/problem/status").asInt()).isEqualTo(409);
        assertThat(rows.get(2).at("/problem/status").asInt()).isEqualTo(422);
    }

    @Test
    void only_legal_moves_are_made_and_an_order_sent_twice_changes_nothing() {
        UUID job = jobs.create();
        jobs.order(job, "preview").statusCode(409).body("errors.detail", contains("The job has no rows."));
        jobs.order(job, "commit").statusCode(409);
        jobs.undo(job, "why not").statusCode(409);
        jobs.send(job, Jobs.NDJSON, "", Jobs.bytes(Jobs.exam(person, null, 1))).statusCode(200);
        jobs.previewed(job);
        jobs.order(job, "preview").statusCode(202).body("state", equalTo("checked"));
        jobs.send(job, Jobs.NDJSON, "?first=2", Jobs.bytes(Jobs.exam(person, null, 2)))
                .statusCode(409);
        jobs.order(job, "commit").statusCode(202);
        jobs.awaited(job, "committed");
        jobs.order(job, "commit").statusCode(202).body("state", equalTo("committed"));
        jobs.order(job, "cancel").statusCode(409);
        assertThat(evidence()).hasSize(1);
    }

    @Test
    void a_canceled_job_lets_its_rows_go() {
        UUID job = jobs.with(Jobs.exams(person, "c", 5));
        jobs.previewed(job);
        jobs.order(job, "cancel").statusCode(202).body("state", equalTo("canceled"));
        await().until(() -> jobs.rows(job, "").isEmpty());
        jobs.undo(job, "nothing there").statusCode(409);
        assertThat(evidence()).isEmpty();
    }

    @Test
    void a_job_is_its_organizations_own() {
        UUID job = jobs.with(Jobs.exams(person, "o", 1));
        UUID stranger = Registry.provider();
        String unknown = as(stranger, Role.PROGRAM_SUBMITTER)
                .get("/bulk-jobs/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .extract()
                .asString();
        for (String path : List.of("", "/rows", "/results", "/undo")) {
            assertThat(as(stranger, Role.PROGRAM_SUBMITTER)
                            .get("/bulk-jobs/" + job + path)
                            .then()
                            .statusCode(404)
                            .extract()
                            .asString())
                    .isEqualTo(unknown);
        }
        Jobs theirs = new Jobs(stranger);
        theirs.order(job, "preview").statusCode(404);
        theirs.order(job, "cancel").statusCode(404);
        theirs.undo(job, "spite").statusCode(404);
        theirs.send(job, Jobs.NDJSON, "?first=2", Jobs.bytes("{}")).statusCode(404);
        as(university, Role.BOARD_ANALYST).get("/bulk-jobs/" + job).then().statusCode(403);
        assertThat(theirs.pages("/bulk-jobs?limit=1")).isEmpty();
        UUID second = jobs.create();
        assertThat(jobs.pages("/bulk-jobs?limit=1"))
                .extracting(one -> one.path("id").asText())
                .containsExactly(second.toString(), job.toString());
        as(university, Role.PROGRAM_SUBMITTER)
                .body(Map.of("format", "csv"))
                .post("/bulk-jobs")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/kind"));
    }

    private List<JsonNode> evidence() {
        return jobs.pages("/people/" + person + "/evidence?limit=200");
    }

    private static List<Integer> numbers(List<JsonNode> rows) {
        return rows.stream().map(row -> row.path("number").asInt()).toList();
    }

    private static List<String> states(List<JsonNode> rows) {
        return rows.stream().map(row -> row.path("state").asText()).toList();
    }

    private static List<String> with(List<String> states, String state) {
        return states.stream().map(each -> each.formatted(state)).toList();
    }

    static List<String> pointers(JsonNode row) {
        List<String> pointers = new ArrayList<>();
        row.at("/problem/errors")
                .forEach(error -> pointers.add(error.path("pointer").asText()));
        return pointers;
    }
}
