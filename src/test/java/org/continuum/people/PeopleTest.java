package org.continuum.people;

import static org.continuum.people.Registry.as;
import static org.continuum.people.Registry.identifier;
import static org.continuum.people.Registry.personDetails;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.continuum.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PeopleTest {
    private UUID university;

    @BeforeEach
    void register() {
        university = Registry.provider();
    }

    @Test
    void a_person_is_registered_and_found_by_an_issuers_identifier() {
        UUID authority = Registry.organization("licensing-authority", "US-MA");
        String id = as(university, Role.PROGRAM_SUBMITTER)
                .body(personDetails(identifier(authority, "EDU-77"), identifier(university, "s1")))
                .post("/people")
                .then()
                .statusCode(201)
                .body("receipt.personSeq", equalTo(1))
                .extract()
                .path("id");
        as(authority, Role.BOARD_ANALYST)
                .get("/people?issuer=" + authority + "&identifier=EDU-77")
                .then()
                .statusCode(200)
                .body("items.id", contains(id))
                .body("items[0].givenName", equalTo("Ana"))
                .body("items[0].birthDate", equalTo("1999-04-30"))
                .body("items[0].identifiers.value", contains("EDU-77"))
                .body("next", nullValue());
        as(authority, Role.BOARD_ANALYST)
                .get("/people?issuer=" + university + "&identifier=EDU-77")
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void issuer_and_identifier_are_asked_for_together() {
        as(university, Role.PROGRAM_SUBMITTER)
                .get("/people?issuer=" + university)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("#query/identifier"));
    }

    @Test
    void an_identifier_means_one_person() {
        Map<String, Object> details = personDetails(identifier(university, "s1"));
        as(university, Role.PROGRAM_SUBMITTER)
                .body(details)
                .post("/people")
                .then()
                .statusCode(201);
        as(university, Role.PROGRAM_SUBMITTER)
                .body(details)
                .post("/people")
                .then()
                .statusCode(409)
                .body("errors.pointer", contains("/identifiers/0"));
    }

    @Test
    void of_many_who_claim_an_identifier_at_once_one_gets_it() throws Exception {
        Map<String, Object> details = personDetails(identifier(university, "s1"), identifier(university, "s2"));
        List<Integer> statuses =
                concurrently(
                                16,
                                () -> as(university, Role.PROGRAM_SUBMITTER)
                                        .body(details)
                                        .post("/people"))
                        .stream()
                        .map(Response::statusCode)
                        .sorted()
                        .toList();
        List<Integer> expected = new ArrayList<>(List.of(201));
        for (int i = 0; i < 15; i++) {
            expected.add(409);
        }
        assertEquals(expected, statuses);
    }

    @Test
    void what_cannot_be_true_is_refused_with_every_reason_at_once() {
        Map<String, Object> details = personDetails(
                identifier(UUID.randomUUID(), "x"), identifier(university, "s1"), identifier(university, "s1"));
        details.put("birthDate", "2150-01-01");
        as(university, Role.PROGRAM_SUBMITTER)
                .body(details)
                .post("/people")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/birthDate", "/identifiers/0/issuer", "/identifiers/2"));
    }

    @Test
    void a_social_security_number_has_no_place() {
        Map<String, Object> details = personDetails();
        details.put("ssn", "078-05-1120");
        as(university, Role.PROGRAM_SUBMITTER)
                .body(details)
                .post("/people")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/ssn"));
    }

    @Test
    void unknown_and_malformed_ids_get_the_same_answer() {
        String unknown = as(university, Role.PROGRAM_SUBMITTER)
                .get("/people/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .extract()
                .asString();
        String malformed = as(university, Role.PROGRAM_SUBMITTER)
                .get("/people/nobody")
                .then()
                .statusCode(404)
                .extract()
                .asString();
        assertEquals(unknown, malformed);
    }

    @Test
    void a_change_replaces_the_details_and_frees_identifiers() {
        UUID person = UUID.fromString(as(university, Role.PROGRAM_SUBMITTER)
                .body(personDetails(identifier(university, "s1")))
                .post("/people")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        Map<String, Object> details = personDetails(identifier(university, "s2"));
        details.put("familyName", "Silva Costa");
        as(university, Role.PROGRAM_SUBMITTER)
                .body(details)
                .header("If-Match", "\"1\"")
                .put("/people/" + person)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("familyName", equalTo("Silva Costa"))
                .body("identifiers.value", contains("s2"));
        as(university, Role.PROGRAM_SUBMITTER)
                .body(details)
                .header("If-Match", "\"1\"")
                .put("/people/" + person)
                .then()
                .statusCode(412);
        as(university, Role.PROGRAM_SUBMITTER)
                .body(personDetails(identifier(university, "s1")))
                .post("/people")
                .then()
                .statusCode(201);
    }

    @Test
    void an_organization_that_has_nothing_to_do_with_a_person_changes_nothing() {
        UUID person = Registry.person(university);
        as(Registry.provider(), Role.PROGRAM_ADMINISTRATOR)
                .body(personDetails())
                .header("If-Match", "\"1\"")
                .put("/people/" + person)
                .then()
                .statusCode(404);
    }

    @Test
    void of_concurrent_changes_on_one_version_one_is_made() throws Exception {
        UUID person = Registry.person(university);
        List<Response> answers = concurrently(
                8,
                () -> as(university, Role.PROGRAM_SUBMITTER)
                        .body(personDetails())
                        .header("If-Match", "\"1\"")
                        .put("/people/" + person));
        assertEquals(1, answers.stream().filter(one -> one.statusCode() == 200).count());
        assertEquals(7, answers.stream().filter(one -> one.statusCode() == 412).count());
    }

    @Test
    void an_organization_lists_its_own_people_page_by_page() {
        List<String> registered = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            registered.add(Registry.person(university).toString());
        }
        Registry.person(Registry.provider());
        String next = as(university, Role.PROGRAM_SUBMITTER)
                .get("/people?limit=2")
                .then()
                .body("items.id", equalTo(registered.subList(0, 2)))
                .extract()
                .path("next");
        as(university, Role.PROGRAM_SUBMITTER)
                .queryParam("cursor", next)
                .get("/people?limit=2")
                .then()
                .body("items.id", contains(registered.getLast()))
                .body("next", nullValue());
    }

    @Test
    void a_list_has_nobody_whom_the_callers_role_may_not_read() {
        UUID district = Registry.employer();
        List<String> employed = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            UUID person = Registry.person(university);
            Registry.employ(district, person);
            employed.add(person.toString());
        }
        String registered = Registry.person(district).toString();
        as(district, Role.PROGRAM_SUBMITTER)
                .get("/people/" + employed.getFirst())
                .then()
                .statusCode(404);
        String next = as(district, Role.PROGRAM_SUBMITTER)
                .get("/people?limit=2")
                .then()
                .statusCode(200)
                .body("items", empty())
                .extract()
                .path("next");
        as(district, Role.PROGRAM_SUBMITTER)
                .queryParam("cursor", next)
                .get("/people?limit=2")
                .then()
                .body("items.id", contains(registered))
                .body("next", nullValue());
        as(district, Role.DISTRICT_HR)
                .get("/people")
                .then()
                .body("items.id", contains(employed.get(0), employed.get(1), registered));
    }

    @Test
    void a_retry_under_the_same_key_gets_the_same_answer_and_makes_nobody_new() throws Exception {
        String key = UUID.randomUUID().toString();
        List<Response> answers = concurrently(
                16,
                () -> as(university, Role.PROGRAM_SUBMITTER)
                        .header("Idempotency-Key", key)
                        .body(personDetails())
                        .post("/people"));
        assertEquals(1, new HashSet<>(answers.stream().map(Response::asString).toList()).size());
        assertEquals(
                1,
                new HashSet<>(answers.stream()
                                .map(one -> one.header("Location"))
                                .toList())
                        .size());
        answers.forEach(answer -> assertEquals(201, answer.statusCode()));
        as(university, Role.PROGRAM_SUBMITTER)
                .get("/people")
                .then()
                .body("items.id", contains(answers.getFirst().<String>path("id")));
    }

    @Test
    void a_key_that_was_used_for_something_else_is_refused() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> other = new HashMap<>(personDetails());
        other.put("givenName", "Bea");
        as(university, Role.PROGRAM_SUBMITTER)
                .header("Idempotency-Key", key)
                .body(personDetails())
                .post("/people")
                .then()
                .statusCode(201);
        as(university, Role.PROGRAM_SUBMITTER)
                .header("Idempotency-Key", key)
                .body(other)
                .post("/people")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/key-reused"));
    }

    @Test
    void in_the_sandbox_a_request_sets_the_time() {
        as(university, Role.PROGRAM_SUBMITTER)
                .header("Sandbox-Time", "2024-02-29T12:00:00.1234567Z")
                .body(personDetails())
                .post("/people")
                .then()
                .statusCode(201)
                .body("receipt.recordedAt", equalTo("2024-02-29T12:00:00.123456Z"));
        for (String wrong : List.of("yesterday", "2023-02-29T12:00:00Z", "9999-01-01T00:00:00Z", "2024-02-29")) {
            as(university, Role.PROGRAM_SUBMITTER)
                    .header("Sandbox-Time", wrong)
                    .body(personDetails())
                    .post("/people")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains("#header/Sandbox-Time"));
        }
    }

    private static List<Response> concurrently(int count, Supplier<Response> request) throws Exception {
        List<Future<Response>> running = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                running.add(threads.submit(request::get));
            }
        }
        List<Response> answers = new ArrayList<>();
        for (Future<Response> each : running) {
            answers.add(each.get());
        }
        return answers;
    }
}
