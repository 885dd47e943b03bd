package org.continuum.induction;

import static org.continuum.license.Board.at;
import static org.continuum.people.Registry.as;
import static org.continuum.people.Registry.herself;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.license.Board;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The district has employed the person since 2026-08-25. */
@QuarkusTest
class InductionTest {
    private UUID university;
    private UUID district;
    private UUID person;
    private UUID mentor;
    private UUID employment;
    private String inductions;

    @BeforeEach
    void employ() {
        university = Registry.provider();
        district = Registry.employer();
        person = Registry.person(university);
        mentor = Registry.person(university);
        employment = Registry.employ(district, person);
        Registry.employ(district, mentor);
        inductions = "/people/" + person + "/inductions";
    }

    @Test
    void a_district_guides_a_teacher_whom_it_employs() {
        String id = start(Map.of("startedOn", "2026-09-01"))
                .statusCode(201)
                .extract()
                .path("id");
        hr().get(inductions + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("employer", equalTo(district.toString()))
                .body("employment", equalTo(employment.toString()))
                .body("startedOn", equalTo("2026-09-01"))
                .body("endedOn", nullValue())
                .body("license", nullValue());
        hr().get(inductions).then().statusCode(200).body("items.id", contains(id));
    }

    @Test
    void an_induction_names_the_license_that_it_begins_with() {
        Board board = Board.open().withEvidence();
        UUID license = board.grant();
        Registry.employ(district, board.person());
        Map<String, Object> details = Map.of("startedOn", "2026-09-01", "license", license);
        start(details).statusCode(422).body("errors.pointer", contains("/license"));
        hr().body(details)
                .post("/people/" + board.person() + "/inductions")
                .then()
                .statusCode(201);
    }

    @Test
    void a_district_starts_no_induction_of_somebody_it_does_not_employ() {
        as(Registry.employer(), Role.DISTRICT_HR)
                .body(Map.of("startedOn", "2026-09-01"))
                .post(inductions)
                .then()
                .statusCode(404);
        start(Map.of("startedOn", "2026-08-24")).statusCode(422).body("errors.pointer", contains("/startedOn"));
        as(university, Role.PROGRAM_ADMINISTRATOR)
                .body(Map.of("startedOn", "2026-09-01"))
                .post(inductions)
                .then()
                .statusCode(403);
        as(university, Role.DISTRICT_HR).get(inductions).then().statusCode(404);
    }

    @Test
    void a_wrong_induction_is_refused_with_every_reason_at_once() {
        start(Map.of(
                        "startedOn",
                        "2026-09-01",
                        "endedOn",
                        "2026-08-31",
                        "employment",
                        UUID.randomUUID(),
                        "license",
                        UUID.randomUUID()))
                .statusCode(422)
                .body("errors.pointer", contains("/endedOn", "/employment", "/license"));
        start(Map.of("startedOn", "yesterday", "color", "green")).statusCode(400);
        hr().get(inductions).then().body("items", empty());
    }

    @Test
    void there_is_one_induction_with_a_district_at_a_time() {
        start(Map.of("startedOn", "2026-09-01", "endedOn", "2027-06-30")).statusCode(201);
        start(Map.of("startedOn", "2027-06-30")).statusCode(409).body("errors.pointer", contains("/startedOn"));
        start(Map.of("startedOn", "2027-07-01")).statusCode(201);
    }

    @Test
    void an_induction_ends_by_whoever_has_read_it() {
        String path = inductions + "/"
                + start(Map.of("startedOn", "2026-09-01")).extract().path("id");
        Map<String, Object> ended = Map.of("startedOn", "2026-09-01", "endedOn", "2027-06-30");
        hr().body(ended).put(path).then().statusCode(428);
        hr().header("If-Match", "\"7\"").body(ended).put(path).then().statusCode(412);
        hr().header("If-Match", "\"1\"")
                .body(ended)
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("endedOn", equalTo("2027-06-30"));
        hr().header("If-Match", "\"2\"")
                .body(Map.of("startedOn", "2026-09-01", "employment", UUID.randomUUID()))
                .put(path)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/employment"));
    }

    @Test
    void an_induction_is_its_employers_and_another_employer_knows_of_none() {
        String mentorships = mentorships();
        String mentorship = assigned(mentorships, mentor);
        String id = mentorships.split("/")[4];
        UUID other = Registry.employer();
        Registry.employ(other, person);
        as(other, Role.DISTRICT_HR).get(inductions).then().statusCode(200).body("items", empty());
        for (String path : List.of(inductions + "/" + id, mentorships, mentorship)) {
            as(other, Role.DISTRICT_HR).get(path).then().statusCode(404);
            herself(person).get(path).then().statusCode(200);
        }
        as(other, Role.DISTRICT_HR)
                .header("If-Match", "\"1\"")
                .body(Map.of("startedOn", "2026-09-01", "endedOn", "2026-09-02"))
                .put(inductions + "/" + id)
                .then()
                .statusCode(404);
        as(other, Role.DISTRICT_HR)
                .body(Map.of("mentor", mentor, "startedOn", "2026-09-01"))
                .post(mentorships)
                .then()
                .statusCode(404);
    }

    @Test
    void a_mentor_is_assigned_and_the_mentorship_ends() {
        String mentorships = mentorships();
        String id = assign(mentorships, Map.of("mentor", mentor, "startedOn", "2026-09-15"))
                .statusCode(201)
                .extract()
                .path("id");
        hr().get(mentorships + "/" + id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("mentor", equalTo(mentor.toString()))
                .body("person", equalTo(person.toString()));
        hr().header("If-Match", "\"1\"")
                .body(Map.of("mentor", mentor, "startedOn", "2026-09-15", "endedOn", "2027-01-31"))
                .put(mentorships + "/" + id)
                .then()
                .statusCode(200)
                .body("endedOn", equalTo("2027-01-31"));
        hr().header("If-Match", "\"2\"")
                .body(Map.of("mentor", Registry.person(university), "startedOn", "2026-09-15"))
                .put(mentorships + "/" + id)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/mentor"));
        hr().get(mentorships).then().statusCode(200).body("items.endedOn", contains("2027-01-31"));
    }

    @Test
    void nobody_mentors_oneself_and_no_stranger_mentors() {
        String mentorships = mentorships();
        assign(mentorships, Map.of("mentor", person, "startedOn", "2026-09-15"))
                .statusCode(422)
                .body("errors.pointer", contains("/mentor"));
        assign(
                        mentorships,
                        Map.of(
                                "mentor", Registry.person(university),
                                "startedOn", "2026-08-31",
                                "endedOn", "2026-08-30"))
                .statusCode(422)
                .body("errors.pointer", contains("/mentor", "/startedOn", "/endedOn"));
        assign(mentorships, Map.of("mentor", mentor, "startedOn", "2026-09-15")).statusCode(201);
        assign(mentorships, Map.of("mentor", mentor, "startedOn", "2026-10-01")).statusCode(409);
        assign(
                        inductions + "/" + UUID.randomUUID() + "/mentorships",
                        Map.of("mentor", mentor, "startedOn", "2026-09-15"))
                .statusCode(404);
    }

    /** Who was registered twice is one, by whichever of her ids she is named. */
    @Test
    void a_mentor_is_one_person_under_all_of_her_ids() {
        UUID earlier = Registry.person(university);
        Registry.employ(district, earlier);
        String mentorships = mentorships();
        String id = assign(mentorships, Map.of("mentor", earlier, "startedOn", "2026-09-15", "endedOn", "2026-12-31"))
                .statusCode(201)
                .extract()
                .path("id");
        Registry.merge(university, mentor, earlier);
        for (UUID each : List.of(mentor, earlier)) {
            assign(mentorships, Map.of("mentor", each, "startedOn", "2026-10-01"))
                    .statusCode(409)
                    .body("errors.pointer", contains("/startedOn"));
        }
        hr().header("If-Match", "\"1\"")
                .body(Map.of("mentor", mentor, "startedOn", "2026-09-15", "endedOn", "2027-01-31"))
                .put(mentorships + "/" + id)
                .then()
                .statusCode(200);
        UUID herself = Registry.person(university);
        Registry.merge(university, person, herself);
        for (UUID each : List.of(person, herself)) {
            assign(mentorships, Map.of("mentor", each, "startedOn", "2026-09-15"))
                    .statusCode(422)
                    .body("errors.pointer", contains("/mentor"));
        }
    }

    /** A merge does not ask what an employer has arranged. The employer ends what is double then, and adds nothing to it. */
    @Test
    void a_mentor_who_was_assigned_by_two_ids_has_two_mentorships_until_they_are_ended() {
        UUID again = Registry.person(university);
        Registry.employ(district, again);
        String mentorships = mentorships();
        String first = assigned(mentorships, mentor);
        String second = assigned(mentorships, again);
        Registry.merge(university, mentor, again);
        assign(mentorships, Map.of("mentor", again, "startedOn", "2026-10-01")).statusCode(409);
        change(first, Map.of("mentor", mentor, "startedOn", "2026-09-15", "endedOn", "2026-12-31"));
        change(second, Map.of("mentor", again, "startedOn", "2026-09-15", "endedOn", "2026-12-31"));
        assign(mentorships, Map.of("mentor", mentor, "startedOn", "2027-01-01")).statusCode(201);
        hr().header("If-Match", "\"2\"")
                .body(Map.of("mentor", again, "startedOn", "2026-09-15", "endedOn", "2027-01-01"))
                .put(second)
                .then()
                .statusCode(409);
    }

    @Test
    void two_inductions_of_one_person_are_ended_and_so_is_her_being_her_own_mentor() {
        String mentorships = mentorships();
        String mentorship = assigned(mentorships, mentor);
        String other = "/"
                + hr().body(Map.of("startedOn", "2026-09-01"))
                        .post("/people/" + mentor + "/inductions")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        Registry.merge(university, person, mentor);
        start(Map.of("startedOn", "2026-10-01")).statusCode(409);
        Map<String, Object> ended = Map.of("startedOn", "2026-09-01", "endedOn", "2026-12-31");
        change(mentorship, Map.of("mentor", mentor, "startedOn", "2026-09-15", "endedOn", "2026-12-31"));
        change(mentorships.replace("/mentorships", ""), ended);
        change(inductions + other, ended);
        start(Map.of("startedOn", "2027-01-01")).statusCode(201);
    }

    private String assigned(String mentorships, UUID mentor) {
        return mentorships + "/"
                + assign(mentorships, Map.of("mentor", mentor, "startedOn", "2026-09-15"))
                        .statusCode(201)
                        .extract()
                        .path("id");
    }

    private void change(String path, Map<String, Object> details) {
        hr().header("If-Match", "\"1\"").body(details).put(path).then().statusCode(200);
    }

    @Test
    void a_mentorship_ends_with_the_induction_at_the_latest() {
        String id = start(Map.of("startedOn", "2026-09-01", "endedOn", "2027-06-30"))
                .statusCode(201)
                .extract()
                .path("id");
        assign(
                        inductions + "/" + id + "/mentorships",
                        Map.of("mentor", mentor, "startedOn", "2026-09-15", "endedOn", "2027-07-01"))
                .statusCode(422)
                .body("errors.pointer", contains("/endedOn"));
    }

    @Test
    void a_repeated_request_starts_one_induction_and_assigns_one_mentor() {
        Map<String, Object> details = Map.of("startedOn", "2026-09-01");
        String first = once("i-" + person, inductions, details);
        assertEquals(first, once("i-" + person, inductions, details));
        String mentorships = inductions + "/" + first + "/mentorships";
        Map<String, Object> mentorship = Map.of("mentor", mentor, "startedOn", "2026-09-15");
        assertEquals(once("m-" + person, mentorships, mentorship), once("m-" + person, mentorships, mentorship));
    }

    private String mentorships() {
        String id = start(Map.of("startedOn", "2026-09-01"))
                .statusCode(201)
                .extract()
                .path("id");
        return inductions + "/" + id + "/mentorships";
    }

    private ValidatableResponse start(Map<String, Object> details) {
        return hr().body(details).post(inductions).then();
    }

    private ValidatableResponse assign(String mentorships, Map<String, Object> details) {
        return hr().body(details).post(mentorships).then();
    }

    private String once(String key, String path, Map<String, Object> body) {
        return hr().header("Idempotency-Key", key)
                .body(body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private RequestSpecification hr() {
        return at(as(district, Role.DISTRICT_HR));
    }
}
