package org.continuum.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;
import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bad batch is taken back by added rows, but for what somebody has touched since. */
@QuarkusTest
class BulkUndoTest {
    private static final List<String> LEFT =
            List.of("undone", "superseded", "signed", "retracted", "appealed", "undone");

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
    void what_was_touched_since_is_left_alone_as_the_preview_said() {
        String two =
                ",\"requiredSignatures\":[\"mentor\",\"dean\"],\"signatures\":[{\"role\":\"dean\",\"signer\":\"D\","
                        + "\"signedOn\":\"2026-03-09\"}]}";
        UUID job = jobs.with(List.of(
                Jobs.exam(person, "1", 1),
                Jobs.exam(person, "2", 2),
                Jobs.exam(person, "3", 3).replace("}", two),
                Jobs.exam(person, "4", 4),
                Jobs.exam(person, "5", 5),
                Jobs.exam(person, "6", 6).replace("}", two),
                Jobs.exam(person, "6", 7)));
        jobs.committed(job);
        List<String> ids = jobs.rows(job, "accepted").stream()
                .map(row -> row.path("evidence").asText())
                .toList();
        post(
                "/evidence",
                Jobs.exam(person, null, 20).replace("}", ",\"supersedes\":\"" + ids.get(1) + "\",\"reason\":\"r\"}"));
        post(
                "/people/" + person + "/evidence/" + ids.get(2) + "/signatures",
                "{\"role\":\"mentor\",\"signer\":\"M\",\"signedOn\":\"2026-03-10\"}");
        post(
                "/people/" + person + "/evidence/" + ids.get(3) + "/retraction",
                "{\"reason\":\"r\",\"issuerWithdrew\":true}");
        post(
                "/evidence",
                "{\"kind\":\"appeal\",\"person\":\"%s\",\"occurredOn\":\"2026-03-11\",\"against\":\"%s\"}"
                        .formatted(person, ids.get(4)));

        assertThat(left(jobs.pages("/bulk-jobs/" + job + "/undo?limit=2"))).isEqualTo(LEFT);
        assertThat(jobs.rows(job, "accepted"))
                .as("a preview takes nothing back")
                .hasSize(6);

        jobs.undo(job, "wrong term").statusCode(202);
        JsonNode undone = jobs.awaited(job, "undone");
        assertThat(undone.at("/undo/undone").asInt()).isEqualTo(2);
        assertThat(undone.at("/undo/kept").asInt()).isEqualTo(4);
        List<JsonNode> rows = jobs.rows(job, "");
        assertThat(left(rows.subList(0, 6))).isEqualTo(LEFT);
        assertThat(rows.get(6).path("state").asText()).as("was never recorded").isEqualTo("rejected");
        assertThat(jobs.rows(job, "undone")).hasSize(2);
        assertThat(jobs.rows(job, "kept")).hasSize(4);
        for (int i : List.of(0, 5)) {
            as(university, Role.PROGRAM_SUBMITTER)
                    .get("/people/" + person + "/evidence/" + ids.get(i))
                    .then()
                    .body("status", equalTo("retracted"))
                    .body("retraction.reason", equalTo("wrong term"));
        }
        as(university, Role.PROGRAM_SUBMITTER)
                .get("/people/" + person + "/evidence/" + ids.get(2))
                .then()
                .body("status", equalTo("final"));
        String reversal = undone.at("/undo/reversal").asText();
        jobs.undo(job, "again").statusCode(202).body("undo.reversal", equalTo(reversal));
        assertThat(jobs.get(job).at("/undo/undone").asInt()).isEqualTo(2);

        UUID again = jobs.with(List.of(Jobs.exam(person, "1", 1)));
        jobs.committed(again);
        assertThat(jobs.rows(again, "duplicate"))
                .as("a reference stands for its record for ever, taken back or not")
                .hasSize(1);
    }

    /** A record is closed as registered in error only when nothing stands on it any more. */
    @Test
    void records_of_whoever_was_erased_or_deactivated_since_are_left_alone_and_the_others_are_taken_back() {
        UUID employer = Registry.employer();
        List<UUID> people = List.of(person, Registry.person(university), Registry.person(university));
        people.forEach(each -> Registry.employ(employer, each));
        Jobs theirs = new Jobs(employer);
        UUID job = theirs.with(people.stream().map(BulkUndoTest::growth).toList());
        theirs.committed(job);
        close(people.get(1), "erasure", Map.of("ground", "court-order", "order", "A-1"));
        retract(
                employer,
                people.get(2),
                theirs.rows(job, "").get(2).path("evidence").asText());
        close(people.get(2), "deactivation", Map.of("reason", "a row of a test"));

        List<String> left = List.of("undone", "erased", "deactivated");
        assertThat(left(theirs.pages("/bulk-jobs/" + job + "/undo?limit=2"))).isEqualTo(left);
        theirs.undo(job, "wrong file").statusCode(202);
        JsonNode undone = theirs.awaited(job, "undone");
        assertThat(undone.at("/undo/undone").asInt()).isEqualTo(1);
        assertThat(undone.at("/undo/kept").asInt()).isEqualTo(2);
        assertThat(left(theirs.rows(job, ""))).isEqualTo(left);
        as(employer, Role.DISTRICT_HR)
                .get("/people/" + person + "/evidence")
                .then()
                .body("items.status", equalTo(List.of("retracted")));
    }

    @Test
    void a_row_about_somebody_whose_record_is_closed_is_rejected_for_that_and_the_others_are_recorded() {
        UUID erased = Registry.person(university);
        UUID deactivated = Registry.person(university);
        UUID job = jobs.with(
                List.of(Jobs.exam(erased, null, 1), Jobs.exam(person, null, 2), Jobs.exam(deactivated, null, 3)));
        jobs.previewed(job);
        assertThat(jobs.rows(job, "acceptable")).hasSize(3);
        close(erased, "erasure", Map.of("ground", "court-order", "order", "A-1"));
        close(deactivated, "deactivation", Map.of("reason", "a row of a test"));
        jobs.order(job, "commit").statusCode(202);
        jobs.awaited(job, "committed");
        assertThat(jobs.rows(job, "accepted"))
                .extracting(row -> row.path("person").asText())
                .containsExactly(person.toString());
        assertThat(jobs.rows(job, "rejected"))
                .extracting(row -> row.at("/problem/status").asText()
                        + row.at("/problem/errors/0/pointer").asText()
                        + " "
                        + row.at("/problem/errors/0/detail").asText())
                .containsExactly(
                        "422/person The person's record was erased, lawfully.",
                        "422/person The person was registered in error, and the record is closed.");
    }

    private static void retract(UUID submitter, UUID person, String evidence) {
        as(submitter, Role.DISTRICT_HR)
                .body(Map.of("reason", "nobody is meant", "issuerWithdrew", true))
                .post("/people/" + person + "/evidence/" + evidence + "/retraction")
                .then()
                .statusCode(201);
    }

    private void close(UUID whom, String how, Map<String, Object> why) {
        as(university, Role.BOARD_DECIDER)
                .body(why)
                .post("/people/" + whom + "/" + how)
                .then()
                .statusCode(200);
    }

    private static String growth(UUID of) {
        return "{\"kind\":\"learning-activity\",\"purpose\":\"growth\",\"person\":\"%s\",\"occurredOn\":\"2026-03-09\",\"topic\":\"Goals\",\"hours\":3}"
                .formatted(of);
    }

    @Test
    void the_feed_tells_of_each_retraction_and_its_reversal_and_of_the_job_to_its_own_organization_only() {
        UUID job = jobs.with(Jobs.exams(person, "f", 3));
        jobs.committed(job);
        jobs.undo(job, "wrong");
        String reversal = jobs.awaited(job, "undone").at("/undo/reversal").asText();
        String mine = "items.findAll { it.organization == '" + university + "' }";
        await().untilAsserted(() -> assertThat(
                        events(university, "evidence.retracted").jsonPath().<Map<String, Object>>getList(mine))
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.get("data"))
                        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                        .containsEntry("reversal", reversal)));
        assertThat(events(university, "bulk-job.undo-ordered").jsonPath().<Object>getList(mine))
                .hasSize(1);
        assertThat(events(Registry.provider(), "bulk-job.undo-ordered")
                        .jsonPath()
                        .<Object>getList("items"))
                .isEmpty();
    }

    private static io.restassured.response.Response events(UUID organization, String type) {
        // a feed may have many strangers' events in front
        String next = "0";
        io.restassured.response.Response page;
        do {
            page = as(organization, Role.PROGRAM_SUBMITTER)
                    .get("/events?after=" + next + "&type=" + type + "&limit=200");
            String further = page.jsonPath().getString("next");
            if (!page.jsonPath().<Object>getList("items").isEmpty() || further.equals(next)) {
                return page;
            }
            next = further;
        } while (true);
    }

    private void post(String path, String body) {
        as(university, Role.PROGRAM_SUBMITTER).body(body).post(path).then().statusCode(201);
    }

    private static List<String> left(List<JsonNode> rows) {
        return rows.stream()
                .map(row -> row.path("because").asText(row.path("state").asText()))
                .toList();
    }
}
