package org.continuum.people;

import static org.continuum.people.Registry.as;
import static org.continuum.people.Registry.enroll;
import static org.continuum.people.Registry.herself;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two who are prepared in one state; a district of another one employs them, whose authority they have to do with from then on. */
@QuarkusTest
class OtherAuthoritiesTest {
    private static final String OTHERS = "Another jurisdiction's authority decides on the person as well.";
    private static final Map<String, Object> ORDER = Map.of("ground", "court-order", "order", "X-1");

    private UUID university;
    private UUID home;
    private UUID abroad;
    private UUID program;
    private UUID first;
    private UUID second;
    private Map<UUID, UUID> enrollments;

    @BeforeEach
    void prepare() {
        university = Registry.organization("preparation-provider", "US-QA");
        home = Registry.organization("licensing-authority", "US-QA");
        abroad = Registry.organization("licensing-authority", "US-QB");
        program = Registry.program(university);
        first = Registry.person(university);
        second = Registry.person(university);
        enrollments = Map.of(first, enroll(university, program, first), second, enroll(university, program, second));
    }

    private void employAbroad() {
        UUID district = Registry.organization("employer", "US-QB");
        Registry.employ(district, first);
        Registry.employ(district, second);
    }

    @Test
    void no_authority_of_several_jurisdictions_merges() {
        employAbroad();
        for (UUID authority : List.of(abroad, home)) {
            decide(authority, first, "/merges", Map.of("absorbed", second, "reason", "x"), 409);
        }
        herself(second).get("/people/" + first).then().statusCode(404);
        decide(university, first, "/merges", Map.of("absorbed", second, "reason", "x"), 201);
    }

    @Test
    void nor_finds_two_to_be_two() {
        employAbroad();
        Map<String, Object> two = Map.of("persons", List.of(first, second), "reason", "x");
        for (UUID authority : List.of(abroad, home)) {
            as(authority, Role.BOARD_DECIDER)
                    .body(two)
                    .post("/possible-duplicates/dismissals")
                    .then()
                    .statusCode(409)
                    .body("errors.detail", hasItem(OTHERS));
        }
        as(university, Role.BOARD_DECIDER)
                .body(two)
                .post("/possible-duplicates/dismissals")
                .then()
                .statusCode(201);
    }

    @Test
    void nor_deactivates() {
        employAbroad();
        for (UUID authority : List.of(abroad, home)) {
            decide(authority, first, "/deactivation", Map.of("reason", "x"), 409);
        }
        decide(university, first, "/deactivation", Map.of("reason", "x"), 200);
    }

    @Test
    void nor_erases() {
        employAbroad();
        for (UUID authority : List.of(abroad, home)) {
            decide(authority, first, "/erasure", ORDER, 409);
        }
        as(university, Role.PROGRAM_SUBMITTER).get("/people/" + first).then().statusCode(200);
        decide(university, first, "/erasure", ORDER, 200);
        decide(abroad, first, "/erasure", ORDER, 200); // told of the first time
    }

    /** She graduated two years ago. */
    @Test
    void once_who_registered_her_is_gone_the_jurisdiction_that_knew_her_first_decides() {
        Map<String, Object> two = Map.of("persons", List.of(first, second), "reason", "x");
        Map<String, Object> merge = Map.of("absorbed", second, "reason", "x");
        employAbroad();
        as(university, Role.BOARD_DECIDER)
                .get("/possible-duplicates?limit=200")
                .then()
                .statusCode(200)
                .body("items.persons.flatten()", hasItem(first.toString()));
        graduate(first);
        graduate(second);
        as(university, Role.BOARD_DECIDER)
                .get("/possible-duplicates?limit=200")
                .then()
                .statusCode(200)
                .body("items.persons.flatten()", not(hasItem(first.toString())));
        as(university, Role.BOARD_DECIDER)
                .body(two)
                .post("/possible-duplicates/dismissals")
                .then()
                .statusCode(422);
        decide(university, first, "/merges", merge, 404);
        decide(abroad, first, "/merges", merge, 409);
        decide(home, first, "/merges", merge, 201);
        decide(abroad, first, "/erasure", ORDER, 409);
        decide(home, first, "/erasure", ORDER, 200);
    }

    /** Of two records the first of both decides, also where they came the other way round, and of a merged one the first of all. */
    @Test
    void of_two_that_were_known_crosswise_the_first_of_both_decides() {
        UUID college = Registry.organization("preparation-provider", "US-QB");
        UUID third = Registry.person(college);
        UUID enrolled = enroll(college, Registry.program(college), third);
        Registry.employ(Registry.organization("employer", "US-QB"), first);
        Registry.employ(Registry.organization("employer", "US-QA"), third);
        graduate(first);
        end(college, third, enrolled);
        Map<String, Object> merge = Map.of("absorbed", first, "reason", "x");
        decide(abroad, third, "/merges", merge, 409);
        decide(home, third, "/merges", merge, 201);
        decide(abroad, third, "/erasure", ORDER, 409);
        decide(home, third, "/erasure", ORDER, 200);
    }

    private void graduate(UUID person) {
        end(university, person, enrollments.get(person));
    }

    private void end(UUID university, UUID person, UUID enrolled) {
        String enrollment = "/people/" + person + "/enrollments/" + enrolled;
        var now = as(university, Role.PROGRAM_SUBMITTER).get(enrollment);
        as(university, Role.PROGRAM_SUBMITTER)
                .header(
                        "If-Match",
                        as(university, Role.PROGRAM_SUBMITTER).get(enrollment).header("ETag"))
                .body(Map.of(
                        "program",
                        now.path("program"),
                        "startedOn",
                        "2018-09-01",
                        "endedOn",
                        "2020-06-30",
                        "outcome",
                        "completed"))
                .put(enrollment)
                .then()
                .statusCode(200);
    }

    @Test
    void the_only_jurisdiction_that_she_has_to_do_with_decides() {
        decide(home, first, "/erasure", ORDER, 200);
    }

    private static void decide(UUID organization, UUID person, String act, Map<String, Object> body, int status) {
        var answer = as(organization, Role.BOARD_DECIDER)
                .body(body)
                .post("/people/" + person + act)
                .then()
                .statusCode(status);
        if (status == 409) {
            answer.body("errors.detail", hasItem(OTHERS));
        }
    }
}
