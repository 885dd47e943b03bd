package org.continuum.people;

import static org.continuum.people.Registry.as;
import static org.continuum.people.Registry.herself;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EnrollmentsAndEmploymentsTest {
    private UUID university;
    private UUID program;
    private UUID person;

    @BeforeEach
    void register() {
        university = Registry.provider();
        program = Registry.program(university);
        person = Registry.person(university);
    }

    @Test
    void a_candidate_is_enrolled_and_completes() {
        String id = enroll(Map.of("program", program, "startedOn", "2025-09-01"))
                .statusCode(201)
                .body("receipt.personSeq", equalTo(3))
                .extract()
                .path("id");
        String path = "/people/" + person + "/enrollments/" + id;
        as(university, Role.PROGRAM_SUBMITTER)
                .get(path)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("program", equalTo(program.toString()))
                .body("startedOn", equalTo("2025-09-01"))
                .body("endedOn", nullValue());
        as(university, Role.PROGRAM_SUBMITTER)
                .header("If-Match", "\"1\"")
                .body(Map.of(
                        "program", program, "startedOn", "2025-09-01", "endedOn", "2026-06-15", "outcome", "completed"))
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("outcome", equalTo("completed"));
        as(university, Role.PROGRAM_SUBMITTER)
                .get("/people/" + person + "/enrollments")
                .then()
                .statusCode(200)
                .body("items.outcome", contains("completed"));
    }

    @Test
    void one_is_not_enrolled_twice_in_a_program_at_a_time() {
        enroll(Map.of("program", program, "startedOn", "2025-09-01", "endedOn", "2026-06-15"))
                .statusCode(201);
        enroll(Map.of("program", program, "startedOn", "2026-06-15"))
                .statusCode(409)
                .body("errors.pointer", contains("/startedOn"));
        enroll(Map.of("program", program, "startedOn", "2026-06-16")).statusCode(201);
        enroll(Map.of("program", Registry.program(university), "startedOn", "2025-10-01"))
                .statusCode(201);
    }

    @Test
    void an_impossible_enrollment_is_refused_with_every_reason_at_once() {
        enroll(Map.of("program", UUID.randomUUID(), "startedOn", "1950-01-02", "endedOn", "1950-01-01"))
                .statusCode(422)
                .body("errors.pointer", contains("/endedOn", "/startedOn", "/program"));
        enroll(Map.of("program", program, "startedOn", "2025-09-01", "outcome", "withdrawn"))
                .statusCode(422)
                .body("errors.pointer", contains("/outcome"));
    }

    @Test
    void a_provider_enrolls_in_its_own_programs_only() {
        UUID other = Registry.provider();
        as(other, Role.PROGRAM_ADMINISTRATOR)
                .body(Map.of("program", program, "startedOn", "2025-09-01"))
                .post("/people/" + person + "/enrollments")
                .then()
                .statusCode(403);
    }

    @Test
    void nobody_makes_a_relation_for_another_organization_not_even_an_operator() {
        as(Registry.provider(), Role.PROGRAM_SUBMITTER, Role.OPERATOR)
                .body(Map.of("program", program, "startedOn", "2025-09-01"))
                .post("/people/" + person + "/enrollments")
                .then()
                .statusCode(403);
        as(Registry.employer(), Role.DISTRICT_HR, Role.OPERATOR)
                .body(Map.of("employer", Registry.employer(), "startedOn", "2026-08-25"))
                .post("/people/" + person + "/employments")
                .then()
                .statusCode(403);
    }

    @Test
    void an_enrollment_keeps_its_program_and_its_person() {
        UUID id = Registry.enroll(university, program, person);
        as(university, Role.PROGRAM_SUBMITTER)
                .header("If-Match", "\"1\"")
                .body(Map.of("program", Registry.program(university), "startedOn", "2025-09-01"))
                .put("/people/" + person + "/enrollments/" + id)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/program"));
        as(university, Role.PROGRAM_SUBMITTER)
                .get("/people/" + Registry.person(university) + "/enrollments/" + id)
                .then()
                .statusCode(404);
    }

    @Test
    void nobody_unknown_is_enrolled() {
        as(university, Role.PROGRAM_SUBMITTER)
                .body(Map.of("program", program, "startedOn", "2025-09-01"))
                .post("/people/" + UUID.randomUUID() + "/enrollments")
                .then()
                .statusCode(404);
    }

    @Test
    void an_employer_records_whom_it_employs_and_until_when() {
        UUID district = Registry.employer();
        UUID id = Registry.employ(district, person);
        String path = "/people/" + person + "/employments/" + id;
        as(district, Role.DISTRICT_HR)
                .header("If-Match", "\"1\"")
                .body(Map.of("employer", district, "startedOn", "2026-08-25", "endedOn", "2027-06-30"))
                .put(path)
                .then()
                .statusCode(200)
                .body("endedOn", equalTo("2027-06-30"));
        as(Registry.employer(), Role.DISTRICT_HR)
                .header("If-Match", "\"2\"")
                .body(Map.of("employer", district, "startedOn", "2026-08-25"))
                .put(path)
                .then()
                .statusCode(404);
        as(district, Role.DISTRICT_HR)
                .body(Map.of("employer", district, "startedOn", "2027-01-01"))
                .post("/people/" + person + "/employments")
                .then()
                .statusCode(409);
        as(district, Role.DISTRICT_HR)
                .body(Map.of("employer", district, "startedOn", "2027-01-01", "position", "coach"))
                .post("/people/" + person + "/employments")
                .then()
                .statusCode(201);
    }

    /** Where else she is or was is told the person, her authority and whoever registered her. */
    @Test
    void an_employer_sees_its_own_employments_of_a_person() {
        UUID employer = Registry.employer();
        UUID other = Registry.employer();
        UUID employment = Registry.employ(employer, person);
        UUID others = Registry.employ(other, person);
        String path = "/people/" + person + "/employments";
        as(employer, Role.DISTRICT_HR)
                .get(path)
                .then()
                .statusCode(200)
                .body("items.id", contains(employment.toString()));
        as(employer, Role.DISTRICT_HR).get(path + "/" + employment).then().statusCode(200);
        as(employer, Role.DISTRICT_HR).get(path + "/" + others).then().statusCode(404);
        change(
                as(employer, Role.DISTRICT_HR),
                "/employments/" + others,
                Map.of("employer", other, "startedOn", "2026-08-25", "endedOn", "2026-08-26"),
                404);
        UUID authority = Registry.organization("licensing-authority", "US-MA");
        for (RequestSpecification each :
                List.of(herself(person), as(authority, Role.BOARD_ANALYST), as(university, Role.DISTRICT_HR))) {
            each.get(path).then().statusCode(200).body("items.id", contains(employment.toString(), others.toString()));
        }
    }

    @Test
    void only_an_employer_employs() {
        as(university, Role.DISTRICT_HR)
                .body(Map.of("employer", university, "startedOn", "2027-01-01"))
                .post("/people/" + person + "/employments")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/employer"));
    }

    private ValidatableResponse enroll(Map<String, Object> details) {
        return as(university, Role.PROGRAM_SUBMITTER)
                .body(details)
                .post("/people/" + person + "/enrollments")
                .then();
    }

    /** Who was registered twice was mostly enrolled and employed twice. */
    @Test
    void what_a_merge_has_made_double_is_ended_all_the_same() {
        UUID again = Registry.person(university);
        UUID district = Registry.employer();
        List<UUID> enrollments = new ArrayList<>();
        List<UUID> employments = new ArrayList<>();
        for (UUID each : List.of(person, again)) {
            enrollments.add(Registry.enroll(university, program, each));
            employments.add(Registry.employ(district, each));
        }
        Map<String, Object> coach = Map.of("employer", district, "startedOn", "2026-08-25", "position", "coach");
        String coaching = as(district, Role.DISTRICT_HR)
                .body(coach)
                .post("/people/" + person + "/employments")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Registry.merge(university, person, again);
        enroll(Map.of("program", program, "startedOn", "2025-10-01")).statusCode(409);
        for (UUID each : enrollments) {
            change(
                    as(university, Role.PROGRAM_SUBMITTER),
                    "/enrollments/" + each,
                    Map.of("program", program, "startedOn", "2025-09-01", "endedOn", "2026-06-15"),
                    200);
        }
        for (UUID each : employments) {
            change(as(district, Role.DISTRICT_HR), "/employments/" + each, coach, 409);
            Map<String, Object> ended =
                    Map.of("employer", district, "startedOn", "2026-08-25", "endedOn", "2027-06-30");
            change(as(district, Role.DISTRICT_HR), "/employments/" + each, ended, 200);
        }
        change(
                as(district, Role.DISTRICT_HR),
                "/employments/" + coaching,
                Map.of("employer", district, "startedOn", "2026-08-25"),
                409);
        enroll(Map.of("program", program, "startedOn", "2026-06-16")).statusCode(201);
    }

    private void change(RequestSpecification by, String path, Map<String, Object> details, int status) {
        by.header("If-Match", "\"1\"")
                .body(details)
                .put("/people/" + person + path)
                .then()
                .statusCode(status);
    }
}
