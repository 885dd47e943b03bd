package org.continuum.induction;

import static io.restassured.RestAssured.given;
import static org.continuum.people.Registry.as;
import static org.continuum.people.Registry.asMentor;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a mentor may do for whom: those alone to whom she has been assigned, while she is. */
@QuarkusTest
class MentorTest {
    private UUID employer;
    private UUID person;
    private UUID mentor;

    @BeforeEach
    void a_teacher_with_a_mentor() {
        employer = Registry.employer();
        person = employee();
        mentor = Registry.mentor(employer, person);
    }

    @Test
    void a_mentor_adds_what_she_observed_and_reads_it_and_the_induction() {
        String growth = observe(mentor, person).statusCode(201).extract().path("id");
        asMentor(employer, mentor)
                .get(of(person, "/evidence"))
                .then()
                .statusCode(200)
                .body("items.id", contains(growth));
        asMentor(employer, mentor)
                .get(of(person, "/inductions"))
                .then()
                .statusCode(200)
                .body("items.startedOn", contains("2026-09-01"));
        asMentor(employer, mentor)
                .get(of(person, "/readiness?licenseType=x"))
                .then()
                .statusCode(403);
        asMentor(employer, mentor).get(of(person, "")).then().statusCode(403);
    }

    @Test
    void for_a_colleagues_teacher_she_is_nobody() {
        UUID another = employee();
        UUID colleague = Registry.mentor(employer, another);
        String theirs = observe(colleague, another).statusCode(201).extract().path("id");
        observe(mentor, another).statusCode(422).body("errors.pointer", hasItem("/person"));
        for (String below : List.of("/evidence", "/evidence/" + theirs, "/inductions")) {
            asMentor(employer, mentor).get(of(another, below)).then().statusCode(404);
        }
        asMentor(employer, mentor)
                .body(Map.of("reason", "not hers", "issuerWithdrew", false))
                .post(of(another, "/evidence/" + theirs + "/retraction"))
                .then()
                .statusCode(404);
        asMentor(employer, colleague)
                .get(of(another, "/evidence/" + theirs))
                .then()
                .statusCode(200);
    }

    @Test
    void before_it_begins_and_after_it_has_ended_she_is_nobody() {
        UUID another = employee();
        UUID other = Registry.person(employer);
        UUID induction = UUID.fromString(as(employer, Role.DISTRICT_HR)
                .body(Map.of("startedOn", "2026-09-01"))
                .post(of(another, "/inductions"))
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        Registry.assign(
                employer,
                another,
                induction,
                Map.of("mentor", other, "startedOn", "2026-09-15", "endedOn", "2026-10-15"));
        Map.of("2026-09-14", 404, "2026-09-15", 200, "2026-10-15", 200, "2026-10-16", 404)
                .forEach((day, status) -> asMentor(employer, other)
                        .header("Sandbox-Time", day + "T12:00:00Z")
                        .get(of(another, "/inductions"))
                        .then()
                        .statusCode(status));
    }

    @Test
    void when_the_induction_has_ended_she_is_nobody() {
        String path = of(person, "/inductions");
        String induction = asMentor(employer, mentor).get(path).then().extract().path("items[0].id");
        as(employer, Role.DISTRICT_HR)
                .header("If-Match", "\"1\"")
                .body(Map.of("startedOn", "2026-09-01", "endedOn", "2026-10-31"))
                .put(path + "/" + induction)
                .then()
                .statusCode(200);
        asMentor(employer, mentor)
                .header("Sandbox-Time", "2026-10-31T12:00:00Z")
                .get(path)
                .then()
                .statusCode(200);
        asMentor(employer, mentor).get(path).then().statusCode(404);
    }

    @Test
    void at_another_employer_she_is_nobody() {
        UUID other = Registry.employer();
        Registry.employ(other, person);
        asMentor(other, mentor).get(of(person, "/inductions")).then().statusCode(404);
    }

    @Test
    void she_records_growth_alone() {
        asMentor(employer, mentor)
                .body(Map.of(
                        "kind", "clearance-check",
                        "person", person,
                        "occurredOn", "2026-10-09",
                        "check", "background",
                        "result", "hold"))
                .post("/evidence")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/purpose"));
    }

    @Test
    void she_decides_nothing() {
        asMentor(employer, mentor)
                .body(Map.of(
                        "kind", "decision",
                        "person", person,
                        "occurredOn", "2026-10-09",
                        "purpose", "growth",
                        "act", "determine",
                        "result", "unfit"))
                .post("/evidence")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/kind"));
    }

    @Test
    void she_corrects_what_she_has_submitted_and_nothing_of_her_employers() {
        String hers = observe(mentor, person).statusCode(201).extract().path("id");
        String employers = grow(Map.of());
        asMentor(employer, mentor)
                .body(corrected(employers))
                .post("/evidence")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/supersedes"));
        asMentor(employer, mentor)
                .body(corrected(hers))
                .post("/evidence")
                .then()
                .statusCode(201);
    }

    @Test
    void she_takes_back_what_she_has_submitted_and_nothing_of_her_employers() {
        String hers = observe(mentor, person).statusCode(201).extract().path("id");
        Map.of(grow(Map.of()), 403, hers, 201)
                .forEach((evidence, status) -> asMentor(employer, mentor)
                        .body(Map.of("reason", "not so", "issuerWithdrew", false))
                        .post(of(person, "/evidence/" + evidence + "/retraction"))
                        .then()
                        .statusCode(status));
    }

    private Map<String, Object> corrected(String evidence) {
        return Map.of(
                "kind", "observation",
                "person", person,
                "occurredOn", "2026-10-10",
                "purpose", "growth",
                "supersedes", evidence,
                "reason", "another day");
    }

    @Test
    void she_signs_as_a_mentor_and_as_nobody_else() {
        String evidence = grow(Map.of("requiredSignatures", List.of("mentor", "principal")));
        Map.of("principal", 422, "mentor", 201)
                .forEach((role, status) -> asMentor(employer, mentor)
                        .body(Map.of("role", role, "signer", "Mia Mentor", "signedOn", "2026-10-10"))
                        .post(of(person, "/evidence/" + evidence + "/signatures"))
                        .then()
                        .statusCode(status));
    }

    @Test
    void when_her_own_record_is_closed_she_is_nobody() {
        Map.of("deactivation", Map.of("reason", "nobody"), "erasure", Map.of("ground", "court-order", "order", "A-1"))
                .forEach((act, body) -> {
                    UUID teacher = employee();
                    UUID closed = Registry.mentor(employer, teacher);
                    asMentor(employer, closed)
                            .get(of(teacher, "/evidence"))
                            .then()
                            .statusCode(200);
                    as(employer, Role.BOARD_DECIDER)
                            .body(body)
                            .post(of(closed, "/" + act))
                            .then()
                            .statusCode(200);
                    asMentor(employer, closed)
                            .get(of(teacher, "/evidence"))
                            .then()
                            .statusCode(404);
                    observe(closed, teacher).statusCode(422).body("errors.pointer", hasItem("/person"));
                });
        asMentor(employer, mentor).get(of(person, "/evidence")).then().statusCode(200);
    }

    @Test
    void when_she_has_left_the_employer_she_is_nobody() {
        String employment = "/employments/" + Registry.employ(employer, mentor);
        as(employer, Role.DISTRICT_HR)
                .header("If-Match", "\"1\"")
                .body(Map.of("employer", employer, "startedOn", "2026-08-25", "endedOn", "2026-10-30"))
                .put(of(mentor, employment))
                .then()
                .statusCode(200);
        Map.of("2026-10-30", 200, "2026-10-31", 404)
                .forEach((day, status) -> asMentor(employer, mentor)
                        .header("Sandbox-Time", day + "T12:00:00Z")
                        .get(of(person, "/evidence"))
                        .then()
                        .statusCode(status));
        as(employer, Role.DISTRICT_HR)
                .body(Map.of("employer", employer, "startedOn", "2026-11-01"))
                .post(of(mentor, "/employments"))
                .then()
                .statusCode(201);
        asMentor(employer, mentor).get(of(person, "/evidence")).then().statusCode(200);
    }

    private String grow(Map<String, Object> further) {
        Map<String, Object> observed = new HashMap<>(
                Map.of("kind", "observation", "person", person, "occurredOn", "2026-10-09", "purpose", "growth"));
        observed.putAll(further);
        return as(employer, Role.DISTRICT_HR)
                .body(observed)
                .post("/evidence")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void who_mentors_says_who_she_is_and_nobody_else_does() {
        refused(Map.of("organization", employer, "roles", List.of(Role.MENTOR)));
        refused(Map.of("organization", employer, "person", mentor, "roles", List.of(Role.DISTRICT_HR)));
        refused(Map.of("organization", employer, "person", mentor, "roles", List.of(Role.MENTOR, Role.DISTRICT_HR)));
        refused(Map.of("organization", employer, "person", mentor, "roles", List.of(Role.PERSON)));
        refused(Map.of("person", mentor, "roles", List.of(Role.MENTOR)));
    }

    private static void refused(Map<String, Object> asked) {
        given().contentType("application/json")
                .body(asked)
                .post("/sandbox/tokens")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/roles"));
    }

    private UUID employee() {
        UUID employee = Registry.person(Registry.provider());
        Registry.employ(employer, employee);
        return employee;
    }

    private ValidatableResponse observe(UUID by, UUID about) {
        return asMentor(employer, by)
                .body(Map.of("kind", "observation", "person", about, "occurredOn", "2026-10-09", "purpose", "growth"))
                .post("/evidence")
                .then();
    }

    private static String of(UUID person, String below) {
        return "/people/" + person + below;
    }
}
