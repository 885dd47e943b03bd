package org.continuum.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.continuum.people.Registry.as;
import static org.continuum.people.Registry.herself;
import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.continuum.contract.Tokens;
import org.continuum.http.Exchange;
import org.continuum.http.Requested;
import org.continuum.launch.Superuser;
import org.continuum.people.Registry;
import org.junit.jupiter.api.Test;

/** Whoever reads of a person is on record before a byte of the answer leaves, and the person sees who it was. */
@QuarkusTest
class AccessLogTest {
    @Inject
    PolicyInForce inForce;

    @Inject
    AccessLogOnTrial log;

    @Inject
    Database database;

    @Inject
    Relations relations;

    @Inject
    Parts parts;

    @Inject
    Requested requested;

    @Inject
    ReadFigures figures;

    @Test
    void the_person_sees_who_has_read_what_of_her_for_what_purpose_and_on_what_ground() {
        UUID university = Registry.provider();
        UUID person = Registry.person(university);
        Registry.enroll(university, Registry.program(university), person);
        given().auth()
                .oauth2(Tokens.named(university, "r-4", "Rae Registrar", Role.PROGRAM_SUBMITTER))
                .header("Correlation-Id", "the-first")
                .get("/people/" + person)
                .then()
                .statusCode(200);
        herself(person)
                .get(accesses(person))
                .then()
                .statusCode(200)
                .body("items.operation", equalTo(List.of("listAccesses", "getPerson")))
                .body("items[0].purpose", equalTo("inspection"))
                .body("items[0].basis", equalTo(List.of("self")))
                .body("items[0].organization", equalTo(person.toString()))
                .body("items[1].organization", equalTo(university.toString()))
                .body("items[1].actor", equalTo("r-4"))
                .body("items[1].role", equalTo("program-submitter"))
                .body("items[1].purpose", equalTo("preparation"))
                .body("items[1].basis", equalTo(List.of("registrar", "preparation-provider")))
                .body("items[1].correlation", equalTo("the-first"));
    }

    /** The service brings them at its own pace, whatever its subscriber reads besides. */
    @Test
    void what_a_webhook_brings_does_not_count_among_the_persons_that_a_client_reads_of() {
        UUID university = Registry.provider();
        UUID person = Registry.person(university);
        Caller subscriber = new Caller(university, "continuum:webhooks", "s", Set.of(Role.PROGRAM_ADMINISTRATOR));
        Exchange brought = new Exchange("subscribe", "e-1");
        AccessLog one =
                new AccessLog(database, inForce, relations, parts, requested, figures, new Rates(0, 1, () -> 0));
        Callable<Void> read = () -> {
            one.note(subscriber, brought, Set.of(person));
            return null;
        };
        for (int i = 0; i < 3; i++) {
            database.as(subscriber, () -> {
                one.noteDelivery(subscriber, brought, person, Set.of(Relation.REGISTRAR));
                return null;
            });
        }
        database.as(subscriber, read);
        assertThatThrownBy(() -> database.as(subscriber, read)).hasMessageContaining("1 persons a minute");
        herself(person).get(accesses(person)).then().body("items.findAll { it.operation == 'subscribe' }", hasSize(4));
    }

    @Test
    void it_is_told_page_by_page_and_the_newest_first() {
        UUID university = Registry.provider();
        UUID person = Registry.person(university);
        List<String> asked = new ArrayList<>();
        for (String what : List.of("", "/grants", "/licenses", "/evidence")) {
            asked.addFirst(correlation(as(university, Role.PROGRAM_SUBMITTER).get("/people/" + person + what)));
        }
        asked.addFirst("begun");
        String next = herself(person)
                .header("Correlation-Id", "begun")
                .get(accesses(person) + "?limit=2")
                .then()
                .body("items.correlation", equalTo(asked.subList(0, 2)))
                .extract()
                .path("next");
        herself(person)
                .get(accesses(person) + "?limit=3&cursor=" + next)
                .then()
                .body("items.correlation", equalTo(asked.subList(2, 5)))
                .body("next", nullValue());
    }

    @Test
    void it_is_hers_alone() {
        UUID university = Registry.provider();
        UUID person = Registry.person(university);
        as(university, Role.PROGRAM_ADMINISTRATOR, Role.BOARD_DECIDER, Role.AUDITOR)
                .get(accesses(person))
                .then()
                .statusCode(403);
        herself(UUID.randomUUID()).get(accesses(person)).then().statusCode(404);
    }

    @Test
    void a_list_of_people_is_a_read_of_everybody_on_the_page_and_of_nobody_else() {
        UUID university = Registry.provider();
        for (int i = 0; i < 3; i++) {
            Registry.person(university);
        }
        Response page = as(university, Role.PROGRAM_ADMINISTRATOR).get("/people?limit=2");
        page.then().body("items", hasSize(2));
        List<String> given = page.path("items.id");
        assertThat(LoggedRead.of(correlation(page)))
                .containsExactlyInAnyOrderElementsOf(given.stream()
                        .map(each -> new LoggedRead(
                                each, "program-administrator", "listPeople", "preparation", List.of("registrar")))
                        .toList());
        UUID known = Registry.employer();
        UUID person = UUID.fromString(as(university, Role.PROGRAM_SUBMITTER)
                .body(Registry.personDetails(Registry.identifier(known, "T-" + university)))
                .post("/people")
                .path("id"));
        Response found = as(known, Role.DISTRICT_HR).get("/people?issuer=" + known + "&identifier=T-" + university);
        found.then().body("items.id", equalTo(List.of(person.toString())));
        assertThat(LoggedRead.of(correlation(found)))
                .containsExactly(
                        new LoggedRead(person.toString(), "district-hr", "listPeople", "employment", List.of()));
    }

    @Test
    void of_several_roles_the_first_in_the_policy_that_lets_one_through_is_on_record() {
        UUID employer = Registry.employer();
        UUID person = Registry.person(Registry.provider());
        Registry.employ(employer, person);
        Response read = as(employer, Role.DISTRICT_HR, Role.PROGRAM_SUBMITTER).get("/people/" + person + "/licenses");
        assertThat(LoggedRead.of(correlation(read)))
                .containsExactly(new LoggedRead(
                        person.toString(), "district-hr", "listLicenses", "employment", List.of("employer")));
    }

    /** The matrix holds what is on record against what is due: without the write it would be red. */
    @Test
    void a_read_that_is_not_put_on_record_is_missed() {
        Policy policy = inForce.policy();
        Cell cell = new Matrix(Parties.meet(), policy)
                .cells().get("getPerson").stream()
                        .filter(each -> !each.dueOnRecord(policy).isEmpty())
                        .findFirst()
                        .orElseThrow();
        log.writing(false);
        try {
            String unwritten = cell.ask().headers().firstValue("Correlation-Id").orElseThrow();
            assertThat(LoggedRead.of(unwritten)).isNotEqualTo(cell.dueOnRecord(policy));
        } finally {
            log.writing(true);
        }
    }

    @Test
    void of_whom_events_tell_is_read_of() {
        UUID university = Registry.provider();
        UUID person = Registry.person(university);
        AtomicLong after = new AtomicLong();
        Response events = await().until(
                        () -> {
                            Response page = as(university, Role.PROGRAM_SUBMITTER)
                                    .get("/events?type=person.created&limit=1&after=" + after.get());
                            after.set(page.jsonPath().getLong("next"));
                            return page;
                        },
                        page -> !page.<List<String>>path("items").isEmpty());
        assertThat(events.<List<String>>path("items.person")).containsExactly(person.toString());
        assertThat(LoggedRead.of(correlation(events)))
                .extracting(LoggedRead::person, LoggedRead::operation, LoggedRead::basis)
                .containsExactly(tuple(person.toString(), "followEvents", List.of("registrar")));
    }

    @Test
    void what_is_done_is_on_the_trail_and_not_here() {
        UUID university = Registry.provider();
        UUID person = Registry.person(university);
        Response written = as(university, Role.PROGRAM_SUBMITTER)
                .body(Map.of("program", Registry.program(university), "startedOn", "2025-09-01"))
                .post("/people/" + person + "/enrollments");
        written.then().statusCode(201);
        assertThat(LoggedRead.of(correlation(written))).isEmpty();
    }

    /** Her date of birth could be found by halving, and nothing would tell. */
    @Test
    void what_is_refused_for_what_stands_on_a_record_is_read() {
        UUID university = Registry.provider();
        UUID person = Registry.person(university);
        Response refused = enroll(university, person, "1950-01-01");
        refused.then().statusCode(422).body("errors.detail", equalTo(List.of("Before the person was born.")));
        LoggedRead read = new LoggedRead(
                person.toString(), "program-submitter", "startEnrollment", "preparation", List.of("registrar"));
        assertThat(LoggedRead.of(correlation(refused))).containsExactly(read);
        enroll(university, person, "2025-09-01").then().statusCode(201);
        assertThat(LoggedRead.of(correlation(enroll(university, person, "2025-09-01"))))
                .as("a program of its own each time: nothing is refused")
                .isEmpty();
    }

    @Test
    void a_refused_merge_tells_of_both_records() {
        UUID university = Registry.provider();
        Map<String, Object> details = Registry.personDetails();
        details.put("birthDate", "1998-01-01");
        UUID person = Registry.person(university);
        UUID other = Registry.person(university, details);
        Response refused = given().auth()
                .oauth2(Tokens.named(university, "d-17", "Dana Decider", Role.BOARD_DECIDER))
                .contentType("application/json")
                .body(Map.of("absorbed", other, "reason", "The same diploma."))
                .post("/people/" + person + "/merges");
        refused.then().statusCode(409).body("errors.detail", equalTo(List.of("The dates of birth differ.")));
        assertThat(LoggedRead.of(correlation(refused)))
                .extracting(LoggedRead::person, LoggedRead::operation, LoggedRead::basis)
                .containsExactlyInAnyOrder(
                        tuple(person.toString(), "mergeRecords", List.of("registrar")),
                        tuple(other.toString(), "mergeRecords", List.of("registrar")));
    }

    /** It could write to anybody's record otherwise. */
    @Test
    void whoever_is_nothing_to_a_person_leaves_nothing_however_it_is_refused() {
        UUID person = Registry.person(Registry.provider());
        UUID stranger = Registry.provider();
        Response wrongWhoeverSheIs = as(stranger, Role.PROGRAM_SUBMITTER)
                .body(Map.of("program", Registry.program(stranger), "startedOn", "2025-09-01", "endedOn", "2025-01-01"))
                .post("/people/" + person + "/enrollments");
        wrongWhoeverSheIs.then().statusCode(422);
        Response unknown = enroll(stranger, person, "2025-09-01");
        unknown.then().statusCode(404);
        Response evidence = as(stranger, Role.PROGRAM_SUBMITTER)
                .body(Map.of("person", person, "kind", "exam-result", "occurredOn", "2025-09-01", "test", "X"))
                .post("/evidence");
        evidence.then().statusCode(422);
        for (Response each : List.of(wrongWhoeverSheIs, unknown, evidence)) {
            assertThat(LoggedRead.of(correlation(each))).isEmpty();
        }
    }

    private static Response enroll(UUID provider, UUID person, String startedOn) {
        return as(provider, Role.PROGRAM_SUBMITTER)
                .body(Map.of("program", Registry.program(provider), "startedOn", startedOn))
                .post("/people/" + person + "/enrollments");
    }

    @Test
    void what_cannot_be_put_on_record_is_not_read() throws SQLException {
        UUID university = Registry.provider();
        UUID person = Registry.person(university);
        application("REVOKE INSERT ON person_access FROM");
        try {
            enroll(university, person, "1950-01-01").then().statusCode(500).body(not(containsString("born")));
            for (String path : List.of("/people/" + person, "/people")) {
                as(university, Role.PROGRAM_SUBMITTER)
                        .get(path)
                        .then()
                        .statusCode(500)
                        .body("type", equalTo("/problems/internal"))
                        .body(not(containsString("Silva")));
            }
        } finally {
            application("GRANT INSERT ON person_access TO");
        }
        as(university, Role.PROGRAM_SUBMITTER).get("/people/" + person).then().statusCode(200);
    }

    private static void application(String command) throws SQLException {
        try (Connection connection = Superuser.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(command + " continuum_app");
        }
    }

    private static String accesses(UUID person) {
        return "/people/" + person + "/accesses";
    }

    private static String correlation(Response answer) {
        return answer.header("Correlation-Id");
    }
}
