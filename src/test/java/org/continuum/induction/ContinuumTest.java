package org.continuum.induction;

import static org.continuum.license.Board.at;
import static org.continuum.people.Registry.as;
import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.framework.Packages;
import org.continuum.license.Board;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One teacher's way: rated by her university in March, licensed in June, hired in August, mentored from September, and
 * rated again by her district.
 */
@QuarkusTest
class ContinuumTest {
    private static final String LATER = "2026-12-01T12:00:00Z";

    private Board board;
    private UUID framework;
    private UUID license;
    private UUID district;
    private UUID induction;

    @BeforeEach
    void go_the_whole_way() {
        board = Board.open();
        framework = Packages.load(board.authority(), "beginning-teacher.json");
        board.post(board.university(), Role.PROGRAM_SUBMITTER, board.check());
        board.post(board.university(), Role.PROGRAM_SUBMITTER, rated("2026-03-02", "Developing"));
        board.post(board.university(), Role.PROGRAM_SUBMITTER, rated("2026-03-20", "Proficient"));
        license = board.grant();
        district = Registry.employer();
        Registry.employ(district, board.person());
        UUID mentor = Registry.person(board.university());
        Registry.employ(district, mentor);
        induction = hr("/inductions", Map.of("startedOn", "2026-09-01", "license", license));
        hr("/inductions/" + induction + "/mentorships", Map.of("mentor", mentor, "startedOn", "2026-09-15"));
    }

    @Test
    void the_record_goes_on_from_the_university_through_the_license_into_the_district() {
        grow("2026-10-05", "Exemplary");
        district(district, "2026-12-01")
                .body("growth.employments.startedOn", contains("2026-08-25"))
                .body("growth.inductions.induction.id", contains(induction.toString()))
                .body("growth.inductions[0].mentorships.startedOn", contains("2026-09-15"))
                .body("growth.evidence.kind", contains("observation"))
                .body("growth.evidence.purpose", contains("growth"))
                .body("growth.evidence.complete", contains(1))
                .body("licensure.licenses.id", contains(license.toString()))
                .body("licensure.licenses.status", contains("active"))
                .body("licensure.licenses[0].conditions.requirement", contains("R3"));
        authority()
                .body("preparation.enrollments", hasSize(1))
                .body("preparation.evidence.kind", contains("observation"))
                .body("preparation.evidence.complete", contains(2))
                .body("preparation.evidence.firstOn", contains("2026-03-02"))
                .body("preparation.evidence.lastOn", contains("2026-03-20"))
                .body("licensure.evidence.kind", contains("clearance-check"))
                .body("licensure.determinations.outcome", contains("ready_with_conditions"))
                .body("licensure.decisions.act", contains("grant"))
                .body("licensure.decisions.license", contains(license.toString()));
    }

    @Test
    void each_competency_shows_its_ratings_over_time() {
        authority()
                .body("competencies.competency", contains("1.a"))
                .body("competencies.statement", contains("Plans from what learners already know"))
                .body("competencies[0].ratings.level", contains("Developing", "Proficient"))
                .body("competencies[0].ratings.occurredOn", contains("2026-03-02", "2026-03-20"))
                .body("competencies[0].ratings.stage", contains("preparation", "preparation"))
                .body("competencies[0].ratings.assessorRole", contains("program-supervisor", "program-supervisor"));
        grow("2026-10-05", "Exemplary");
        district(district, "2026-12-01")
                .body("competencies[0].ratings.level", contains("Exemplary"))
                .body("competencies[0].ratings.stage", contains("growth"));
    }

    @Test
    void a_district_sees_status_and_growth_but_not_how_she_was_prepared() {
        district(district, "2026-12-01")
                .body("preparation.enrollments", empty())
                .body("preparation.evidence", empty())
                .body("licensure.evidence", empty())
                .body("licensure.determinations", empty())
                .body("licensure.decisions", empty())
                .body("licensure.licenses.status", contains("active"))
                .body("competencies", empty())
                .body("withheld", containsInAnyOrder("enrollments", "determinations", "licensing-decisions"));
    }

    @Test
    void neither_the_university_nor_the_authority_sees_the_growth_evidence_of_the_district() {
        grow("2026-10-05", "Unsatisfactory");
        read(board.university(), Role.PROGRAM_ADMINISTRATOR, "2026-12-01")
                .body("growth.evidence", empty())
                .body("growth.inductions", empty())
                .body("growth.employments", empty())
                .body("competencies[0].ratings.level", contains("Developing", "Proficient"))
                .body("withheld", containsInAnyOrder("employments", "inductions"));
        authority()
                .body("growth.evidence", empty())
                .body("competencies[0].ratings.level", contains("Developing", "Proficient"))
                .body("withheld", contains("inductions"));
    }

    @Test
    void another_district_that_employs_her_does_not_see_the_growth_evidence_either() {
        grow("2026-10-05", "Unsatisfactory");
        UUID next = Registry.employer();
        Registry.employ(next, board.person());
        district(next, "2026-12-01")
                .body("growth.evidence", empty())
                .body("growth.employments.employer", contains(next.toString()))
                .body("growth.inductions", empty())
                .body("competencies", empty());
    }

    @Test
    void a_stranger_sees_nothing() {
        at(as(Registry.employer(), Role.DISTRICT_HR))
                .get("/people/" + board.person() + "/continuum")
                .then()
                .statusCode(404);
        at(as(board.authority(), Role.RESEARCHER))
                .get("/people/" + board.person() + "/continuum")
                .then()
                .statusCode(403);
        as(Registry.organization("licensing-authority", "US-VT"), Role.BOARD_ANALYST)
                .get("/people/" + board.person() + "/continuum?asOf=tomorrow")
                .then()
                .statusCode(400);
    }

    @Test
    void what_came_later_is_left_out() {
        grow("2026-10-05", "Exemplary");
        district(district, "2026-08-31")
                .body("asOf", equalTo("2026-08-31"))
                .body("growth.employments", hasSize(1))
                .body("growth.inductions", empty())
                .body("growth.evidence", empty());
        district(district, "2026-06-30").body("licensure.licenses.status", contains("not-yet-active"));
        district(district, "2026-06-29").body("licensure.licenses", empty());
        district(district, "2031-07-01").body("licensure.licenses.status", contains("expired"));
    }

    @Test
    void what_was_taken_back_no_longer_stands() {
        UUID grown = grow("2026-10-05", "Exemplary");
        as(district, Role.DISTRICT_HR)
                .header("Sandbox-Time", LATER)
                .body(Map.of("reason", "It was another lesson.", "issuerWithdrew", false))
                .post("/people/" + board.person() + "/evidence/" + grown + "/retraction")
                .then()
                .statusCode(201);
        district(district, "2026-12-01").body("growth.evidence", empty()).body("competencies", empty());
    }

    /** One observation is missing; growth would supply it, if it counted. */
    @Test
    void growth_evidence_never_lifts_an_unmet_requirement() {
        Board candidate = Board.open();
        UUID employer = Registry.employer();
        candidate.post(candidate.university(), Role.PROGRAM_SUBMITTER, candidate.check());
        candidate.post(candidate.university(), Role.PROGRAM_SUBMITTER, candidate.observation("2026-03-02"));
        Registry.employ(employer, candidate.person());
        Map<String, Object> growth = candidate.observation("2026-03-05");
        growth.put("purpose", "growth");
        UUID grown = candidate.post(employer, Role.DISTRICT_HR, growth);
        String answer = readiness(candidate)
                .body("outcome", equalTo("not_ready"))
                .body("requirements.find { it.id == 'R2' }.status", equalTo("insufficient"))
                .extract()
                .asString();
        assertFalse(answer.contains(grown.toString()), "neither used nor rejected: the rules never see it");
        candidate.post(candidate.university(), Role.PROGRAM_SUBMITTER, candidate.observation("2026-03-05"));
        readiness(candidate)
                .body("outcome", equalTo("ready_with_conditions"))
                .body("requirements.find { it.id == 'R2' }.status", equalTo("met"));
    }

    @Test
    void the_district_learns_of_the_license_by_the_feed_and_an_unrelated_one_does_not() {
        await().until(() -> issued(board.authority(), Role.BOARD_ANALYST).size() == 1);
        List<Map<String, Object>> seen = issued(district, Role.DISTRICT_HR);
        assertEquals(1, seen.size());
        @SuppressWarnings("unchecked")
        Map<String, Object> data = (Map<String, Object>) seen.getFirst().get("data");
        assertEquals(board.licenseType(), data.get("licenseType"));
        assertEquals("2026-07-01", data.get("startsOn"));
        assertEquals("2031-06-30", data.get("expiresOn"));
        assertEquals(1, ((List<?>) data.get("conditions")).size());
        assertFalse(data.containsKey("number"));
        assertEquals(List.of(), issued(Registry.employer(), Role.DISTRICT_HR));
    }

    /** The events of this license, from the beginning of the feed. */
    private List<Map<String, Object>> issued(UUID organization, String role) {
        List<Map<String, Object>> found = new ArrayList<>();
        for (long after = 0; ; ) {
            ExtractableResponse<Response> page = as(organization, role)
                    .get("/events?limit=200&type=license.issued&after=" + after)
                    .then()
                    .statusCode(200)
                    .extract();
            List<Map<String, Object>> items = page.path("items");
            items.stream()
                    .filter(item -> item.get("subject").equals(license.toString()))
                    .forEach(found::add);
            long next = ((Number) page.path("next")).longValue();
            if (next == after) {
                return found;
            }
            after = next;
        }
    }

    private ValidatableResponse readiness(Board of) {
        return at(as(of.authority(), Role.BOARD_ANALYST))
                .get("/people/" + of.person() + "/readiness?asOf=2026-06-30&licenseType=" + of.licenseType())
                .then()
                .statusCode(200);
    }

    private UUID grow(String day, String level) {
        Map<String, Object> growth = rated(day, level);
        growth.put("purpose", "growth");
        growth.put("assessor", Map.of("role", "mentor"));
        return UUID.fromString(as(district, Role.DISTRICT_HR)
                .header("Sandbox-Time", LATER)
                .body(growth)
                .post("/evidence")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private Map<String, Object> rated(String day, String level) {
        Map<String, Object> observation = board.evidence(
                "observation",
                day,
                Map.of("framework", framework, "ratings", List.of(Map.of("competency", "1.a", "level", level))));
        observation.put("assessor", Map.of("role", "program-supervisor"));
        return observation;
    }

    private UUID hr(String path, Map<String, Object> body) {
        return UUID.fromString(at(as(district, Role.DISTRICT_HR))
                .body(body)
                .post("/people/" + board.person() + path)
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private ValidatableResponse authority() {
        return read(board.authority(), Role.BOARD_ANALYST, "2026-12-01");
    }

    private ValidatableResponse district(UUID employer, String asOf) {
        return read(employer, Role.DISTRICT_HR, asOf);
    }

    private ValidatableResponse read(UUID organization, String role, String asOf) {
        return as(organization, role)
                .header("Sandbox-Time", LATER)
                .get("/people/" + board.person() + "/continuum?asOf=" + asOf)
                .then()
                .statusCode(200);
    }
}
