package org.continuum.people;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;
import static org.continuum.people.Registry.herself;
import static org.continuum.people.Registry.identified;
import static org.continuum.people.Registry.knownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever has nothing to do with a person begins a relation by what it knows of her, and learns nothing of her by trying. */
@QuarkusTest
class StrangersTest {
    private static final Set<String> OF_THE_EXCHANGE = Set.of("correlation-id", "date");

    private UUID university;
    private UUID person;
    private UUID district;
    private UUID college;
    private UUID program;

    @BeforeEach
    void meet() {
        university = Registry.provider();
        person = Registry.person(university);
        district = Registry.organization("employer", "US-TX");
        college = Registry.organization("preparation-provider", "US-TX");
        program = Registry.program(college);
    }

    @Test
    void whoever_knows_an_id_alone_makes_itself_neither_employer_nor_provider() {
        employ(person, Map.of()).then().statusCode(404);
        enroll(person, Map.of()).then().statusCode(404);
        as(district, Role.DISTRICT_HR).get("/people/" + person).then().statusCode(404);
        as(college, Role.PROGRAM_SUBMITTER).get("/people/" + person).then().statusCode(404);
        herself(person).get("/people/" + person + "/grants").then().body("items.relation", contains("registrar"));
        herself(person).get("/people/" + person + "/employments").then().body("items", empty());
        herself(person).get("/people/" + person + "/enrollments").then().body("items", empty());
    }

    @Test
    void whoever_knows_what_she_is_called_and_when_she_was_born_becomes_what_it_says() {
        UUID employment = UUID.fromString(
                employ(person, knownBy(person)).then().statusCode(201).extract().path("id"));
        as(district, Role.DISTRICT_HR)
                .get("/people/" + person + "/employments/" + employment)
                .then()
                .statusCode(200)
                .body("keySet()", not(hasItem("identifiedBy")));
        enroll(person, knownBy(person)).then().statusCode(201);
        as(college, Role.PROGRAM_SUBMITTER).get("/people/" + person).then().statusCode(200);
        herself(person)
                .get("/people/" + person + "/grants")
                .then()
                .body("items.relation", hasItem("employer"))
                .body("items.relation", hasItem("preparation-provider"));
    }

    @Test
    void whoever_is_known_to_her_already_need_not_say_how() {
        UUID own = Registry.program(university);
        as(university, Role.PROGRAM_SUBMITTER)
                .body(Map.of("program", own, "startedOn", "2025-09-01"))
                .post("/people/" + person + "/enrollments")
                .then()
                .statusCode(201);
        String consent = consent();
        herself(person)
                .post("/people/" + person + "/consents/" + consent + "/revocation")
                .then()
                .statusCode(200);
        employ(person, Map.of()).then().statusCode(404);
        consent();
        employ(person, Map.of()).then().statusCode(201);
        employ(Registry.person(university), Map.of()).then().statusCode(404);
    }

    private String consent() {
        return herself(person)
                .body(Map.of("organization", district, "scopes", Set.of("license"), "until", "2099-01-01T00:00:00Z"))
                .post("/people/" + person + "/consents")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Foreign, unknown, malformed and closed are one answer, whatever is known besides. */
    @Test
    void a_stranger_is_told_the_same_of_everybody() {
        UUID other = Registry.person(university);
        UUID erased = erased();
        UUID deactivated = deactivated();
        Map<String, Object> wrongDay = changed("birthDate", "1999-05-01");
        Map<String, Object> wrongValue = changed("value", "p-" + UUID.randomUUID());
        Map<String, Object> wrongIssuer = changed("issuer", college);
        Map<String, Object> nobody = changed("issuer", UUID.randomUUID());
        Map<String, Map<String, Object>> asked = new LinkedHashMap<>();
        asked.put(person + "", Map.of());
        asked.put(person + "?1", wrongDay);
        asked.put(person + "?2", wrongValue);
        asked.put(person + "?3", wrongIssuer);
        asked.put(person + "?4", nobody);
        asked.put(person + "?5", knownBy(other));
        asked.put(UUID.randomUUID() + "", Map.of());
        asked.put(UUID.randomUUID() + "?", knownBy(person));
        asked.put(person + "0", knownBy(person));
        asked.put(erased + "", Map.of());
        asked.put(erased + "?", knownBy(erased));
        asked.put(deactivated + "", Map.of());
        asked.put(deactivated + "?", knownBy(deactivated));
        Map<String, Set<String>> told = new HashMap<>();
        asked.forEach((id, by) -> {
            String of = id.replaceAll("\\?.*", "");
            told.computeIfAbsent(whole(employ(of, by)), first -> new TreeSet<>())
                    .add("employ " + id);
            told.computeIfAbsent(whole(enroll(of, by)), first -> new TreeSet<>())
                    .add("enroll " + id);
        });
        assertThat(told).hasSize(1);
        assertThat(told.keySet().iterator().next()).startsWith("404");
    }

    /** The date of birth could be found by halving otherwise, and whether there is such a person. */
    @Test
    void what_is_wrong_whoever_she_is_comes_first_and_is_the_same_for_all() {
        for (String day : List.of("1950-01-02", "2026-08-25")) {
            Map<String, Object> employment =
                    Map.of("employer", district, "startedOn", day, "endedOn", "1950-01-01", "position", "teacher");
            Map<String, Object> enrollment =
                    Map.of("program", program, "startedOn", day, "endedOn", "1950-01-01", "outcome", "completed");
            for (UUID each : List.of(person, UUID.randomUUID(), erased(), deactivated())) {
                as(district, Role.DISTRICT_HR)
                        .body(employment)
                        .post("/people/" + each + "/employments")
                        .then()
                        .statusCode(422)
                        .body("errors.pointer", contains("/endedOn"));
                as(college, Role.PROGRAM_SUBMITTER)
                        .body(enrollment)
                        .post("/people/" + each + "/enrollments")
                        .then()
                        .statusCode(422)
                        .body("errors.pointer", contains("/endedOn"));
            }
        }
        as(district, Role.DISTRICT_HR)
                .body(identified(person, Map.of("employer", university, "startedOn", "2026-08-25")))
                .post("/people/" + UUID.randomUUID() + "/employments")
                .then()
                .statusCode(403);
        as(college, Role.DISTRICT_HR)
                .body(Map.of("employer", college, "startedOn", "2026-08-25"))
                .post("/people/" + UUID.randomUUID() + "/employments")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/employer"));
    }

    @Test
    void what_speaks_of_her_is_told_to_whoever_knows_her_only() {
        Map<String, Object> early = Map.of("employer", district, "startedOn", "1950-01-01");
        as(district, Role.DISTRICT_HR)
                .body(early)
                .post("/people/" + person + "/employments")
                .then()
                .statusCode(404);
        as(district, Role.DISTRICT_HR)
                .body(identified(person, early))
                .post("/people/" + person + "/employments")
                .then()
                .statusCode(422)
                .body("errors.detail", contains("Before the person was born."));
        as(district, Role.DISTRICT_HR).get("/people/" + person).then().statusCode(404);
    }

    @Test
    void of_a_merged_record_each_id_is_known_by_what_either_brought() {
        UUID authority = Registry.organization("licensing-authority", "US-SM");
        UUID home = Registry.organization("preparation-provider", "US-SM");
        UUID first = Registry.person(university);
        UUID second = Registry.person(university);
        for (UUID each : List.of(first, second)) {
            Registry.enroll(home, Registry.program(home), each);
        }
        Registry.merge(authority, first, second);
        employ(second, Map.of()).then().statusCode(404);
        employ(second, knownBy(first)).then().statusCode(201);
        enroll(first, knownBy(second)).then().statusCode(201);
        as(district, Role.DISTRICT_HR)
                .get("/people/" + first + "/employments")
                .then()
                .body("items", hasSize(1));
    }

    @Test
    void a_change_does_not_say_how_she_is_known() {
        UUID employment = Registry.employ(district, person);
        given().noFilters()
                .auth()
                .oauth2(Tokens.of(district, Role.DISTRICT_HR))
                .contentType("application/json")
                .header("If-Match", "\"1\"")
                .body(identified(person, Map.of("employer", district, "startedOn", "2026-08-26")))
                .put("/people/" + person + "/employments/" + employment)
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/identifiedBy"));
    }

    @Test
    void an_employer_and_a_provider_read_what_she_is_called_and_do_not_change_it() {
        Registry.employ(district, person);
        Registry.enroll(college, program, person);
        for (Map.Entry<UUID, String> each : Map.of(district, Role.DISTRICT_HR, college, Role.PROGRAM_ADMINISTRATOR)
                .entrySet()) {
            as(each.getKey(), each.getValue()).get("/people/" + person).then().statusCode(200);
            as(each.getKey(), each.getValue())
                    .header("If-Match", "\"1\"")
                    .body(Registry.personDetails())
                    .put("/people/" + person)
                    .then()
                    .statusCode(404);
        }
        as(university, Role.PROGRAM_ADMINISTRATOR)
                .header("If-Match", "\"1\"")
                .body(Registry.personDetails())
                .put("/people/" + person)
                .then()
                .statusCode(200);
    }

    @Test
    void whoever_guesses_too_often_is_told_nothing_any_more_not_even_that_it_is_right() {
        UUID acquainted = Registry.person(university);
        Registry.employ(district, acquainted);
        for (int day = 1; day <= 20; day++) {
            Map<String, Object> guess = changed("birthDate", "1999-03-%02d".formatted(day));
            employ(day % 2 == 0 ? person : UUID.randomUUID(), guess).then().statusCode(404);
        }
        for (Map<String, Object> each : List.of(changed("birthDate", "1999-03-21"), knownBy(person))) {
            employ(person, each)
                    .then()
                    .statusCode(429)
                    .header("Retry-After", matchesPattern("35\\d\\d|3600"))
                    .body("type", equalTo("/problems/too-many"));
        }
        as(district, Role.DISTRICT_HR)
                .body(Map.of("employer", district, "startedOn", "2026-08-25", "position", "coach"))
                .post("/people/" + acquainted + "/employments")
                .then()
                .statusCode(201);
        enroll(person, knownBy(person)).then().statusCode(201);
    }

    /** Whoever registers identifiers learns which are taken: as often as it may guess. */
    @Test
    void whoever_registers_taken_identifiers_too_often_is_not_told_any_more_whether_they_are() {
        for (int day = 1; day <= 20; day++) {
            register("1999-03-%02d".formatted(day), knownBy(person))
                    .then()
                    .statusCode(409)
                    .body("errors.pointer", contains("/identifiers/0"));
        }
        Set<String> told = new TreeSet<>();
        for (Map<String, Object> by : List.of(knownBy(person), changed("value", "p-" + UUID.randomUUID()))) {
            for (String day : List.of("1999-03-21", (String) knownBy(person).get("birthDate"))) {
                Response answer = register(day, by);
                answer.then().statusCode(429).body("type", equalTo("/problems/too-many"));
                told.add(whole(answer).replaceAll("Retry-After=\\d+|\"correlationId\":\"[^\"]+\"", ""));
            }
        }
        assertThat(told).hasSize(1);
        employ(person, knownBy(person)).then().statusCode(429);
        Map<String, Object> own = Map.of("issuer", district, "value", "e-1");
        register("1999-03-21", own).then().statusCode(201);
        register("1999-03-21", own).then().statusCode(409);
        as(district, Role.DISTRICT_HR)
                .body(Registry.personDetails())
                .post("/people")
                .then()
                .statusCode(201);
    }

    @Test
    void whoever_changes_a_person_to_taken_identifiers_guesses_as_well() {
        UUID own = Registry.person(university);
        UUID another = UUID.fromString(register("1999-04-30", Map.of("issuer", district, "value", "e-2"))
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        for (int i = 0; i < 20; i++) {
            change(another, "1999-03-21", knownBy(i % 2 == 0 ? person : own))
                    .then()
                    .statusCode(409);
        }
        change(another, "1999-03-21", knownBy(person)).then().statusCode(429);
        change(another, "1999-03-21", changed("value", "p-" + UUID.randomUUID()))
                .then()
                .statusCode(429);
        change(another, "1999-03-21", Map.of("issuer", district, "value", "e-3"))
                .then()
                .statusCode(200);
    }

    @Test
    void whoever_has_an_identifier_already_may_keep_it_however_often_somebody_has_guessed() {
        UUID another = UUID.fromString(register("1999-04-30", Map.of("issuer", college, "value", "c-1"))
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        for (int i = 0; i < 20; i++) {
            employ(person, Map.of()).then().statusCode(404);
        }
        register("1999-04-30", Map.of("issuer", college, "value", "c-2")).then().statusCode(429);
        change(another, "1999-05-01", Map.of("issuer", college, "value", "c-1"))
                .then()
                .statusCode(200);
    }

    @Test
    void whoever_names_her_rightly_or_has_to_do_with_her_has_not_guessed() {
        for (int i = 0; i < 21; i++) {
            register((String) knownBy(person).get("birthDate"), knownBy(person))
                    .then()
                    .statusCode(409);
        }
        UUID acquainted = Registry.person(university);
        Registry.employ(district, acquainted);
        for (int i = 0; i < 21; i++) {
            register("1999-03-21", knownBy(acquainted)).then().statusCode(409);
        }
        register("1999-03-21", changed("value", "p-" + UUID.randomUUID()))
                .then()
                .statusCode(201);
    }

    @Test
    void each_identifier_that_is_another_persons_is_a_guess_and_nobody_says_rightly_what_is_not_on_record() {
        Map<String, Object> unborn = Map.of("issuer", university, "value", "p-" + UUID.randomUUID());
        Map<String, Object> details = Registry.personDetails(unborn);
        details.remove("birthDate");
        Registry.person(university, details);
        for (int i = 0; i < 10; i++) {
            as(district, Role.DISTRICT_HR)
                    .body(registration(null, unborn, knownBy(person)))
                    .post("/people")
                    .then()
                    .statusCode(409)
                    .body("errors.pointer", contains("/identifiers/0", "/identifiers/1"));
        }
        register("1999-03-21", unborn).then().statusCode(429);
    }

    /** One identifier that is known to be taken has all others answered, with nothing recorded. */
    @Test
    void what_a_refused_registration_tells_to_be_free_is_guessed_as_well() {
        for (int i = 0; i < 10; i++) {
            as(district, Role.DISTRICT_HR)
                    .body(registration(
                            "1999-03-21",
                            knownBy(person),
                            Map.of("issuer", university, "value", "free-" + UUID.randomUUID())))
                    .post("/people")
                    .then()
                    .statusCode(409)
                    .body("errors.pointer", contains("/identifiers/0"));
        }
        register("1999-03-21", knownBy(person)).then().statusCode(429);
    }

    private Response register(String born, Map<String, Object> by) {
        return as(district, Role.DISTRICT_HR).body(registration(born, by)).post("/people");
    }

    private Response change(UUID id, String born, Map<String, Object> by) {
        return as(district, Role.DISTRICT_HR)
                .body(registration(born, by))
                .header("If-Match", "\"1\"")
                .put("/people/" + id);
    }

    @SafeVarargs
    private static Map<String, Object> registration(String born, Map<String, Object>... by) {
        Map<String, Object> details = Registry.personDetails(Stream.of(by)
                .map(each -> Map.of("issuer", each.get("issuer"), "value", each.get("value")))
                .toArray());
        details.put("birthDate", born);
        details.values().removeIf(Objects::isNull);
        return details;
    }

    private Response employ(Object id, Map<String, Object> by) {
        return begin(as(district, Role.DISTRICT_HR), id + "/employments", Map.of("employer", district), by);
    }

    private Response enroll(Object id, Map<String, Object> by) {
        return begin(as(college, Role.PROGRAM_SUBMITTER), id + "/enrollments", Map.of("program", program), by);
    }

    private static Response begin(
            RequestSpecification asking, String path, Map<String, Object> start, Map<String, Object> by) {
        Map<String, Object> body = new HashMap<>(start);
        body.put("startedOn", "2026-08-25");
        if (!by.isEmpty()) {
            body.put("identifiedBy", by);
        }
        return asking.body(body).post("/people/" + path);
    }

    private Map<String, Object> changed(String field, Object value) {
        Map<String, Object> by = knownBy(person);
        by.put(field, value);
        return by;
    }

    private UUID erased() {
        UUID erased = Registry.person(university);
        as(university, Role.BOARD_DECIDER)
                .body(Map.of("ground", "court-order", "order", "A-1"))
                .post("/people/" + erased + "/erasure")
                .then()
                .statusCode(200);
        return erased;
    }

    private UUID deactivated() {
        UUID deactivated = Registry.person(university);
        given().auth()
                .oauth2(Tokens.named(university, "d-17", "Dana Decider", Role.BOARD_DECIDER))
                .contentType("application/json")
                .body(Map.of("reason", "A row of a test."))
                .post("/people/" + deactivated + "/deactivation")
                .then()
                .statusCode(200);
        return deactivated;
    }

    private static String whole(Response answer) {
        return answer.statusCode()
                + answer.headers().asList().stream()
                        .filter(each -> !OF_THE_EXCHANGE.contains(each.getName().toLowerCase(Locale.ROOT)))
                        .map(Header::toString)
                        .sorted()
                        .collect(Collectors.joining("\n"))
                + answer.asString();
    }
}
