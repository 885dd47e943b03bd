package org.continuum.people;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;
import static org.continuum.people.Registry.herself;
import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.continuum.license.Board;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relation lapses a year after it has ended, and is revoked where it should never have been. */
@QuarkusTest
class RelationsThatEndTest {
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
    private static final LocalDate WITHIN = TODAY.minusYears(1).plusDays(2);
    private static final LocalDate LONG_AGO = TODAY.minusYears(1).minusDays(2);

    private Board board;
    private UUID university;
    private UUID person;

    @BeforeEach
    void licensed() {
        board = Board.open().withEvidence();
        university = board.university();
        person = board.person();
    }

    // ---- lapsed

    @Test
    void an_employer_of_last_year_sees_what_it_did_and_one_of_long_ago_only_what_is_its_own() {
        UUID district = Registry.employer();
        UUID employment = employ(district, WITHIN);
        String own = evidence(district, Role.DISTRICT_HR, "growth");
        hr(district, "").statusCode(200);
        hr(district, "/licenses").statusCode(200);

        end(district, employment, LONG_AGO);
        for (String closed : List.of("", "/licenses", "/continuum", "/inductions", "/proof-bundle")) {
            hr(district, closed).statusCode(404);
        }
        as(district, Role.DISTRICT_HR).get("/people").then().statusCode(200).body("items", empty());
        hr(district, "/evidence").statusCode(200).body("items.id", contains(own));
        hr(district, "/evidence/" + own).statusCode(200);
        hr(district, "/employments").statusCode(200).body("items.id", contains(employment.toString()));
        hr(district, "/grants")
                .statusCode(200)
                .body(
                        "items.findAll { it.relation == 'employer' }.lapsesAt",
                        contains(LONG_AGO.plusYears(1).plusDays(1) + "T00:00:00Z"));

        evidence(district, Role.DISTRICT_HR, "growth");
        as(district, Role.DISTRICT_HR)
                .body(Map.of("reason", "Entered twice.", "issuerWithdrew", false))
                .post(at("/evidence/" + own + "/retraction"))
                .then()
                .statusCode(201);
        end(district, employment, null);
        hr(district, "").statusCode(200);
        hr(district, "/grants").body("items.findAll { it.relation == 'employer' }.lapsesAt", contains(nullValue()));
    }

    @Test
    void a_provider_that_registered_her_is_no_exception() {
        UUID college = Registry.provider();
        person = Registry.person(college);
        UUID enrollment = Registry.enroll(college, Registry.program(college), person);
        UUID elsewhere = Registry.provider();
        UUID other = Registry.enroll(elsewhere, Registry.program(elsewhere), person);
        program(college, "/enrollments").body("items.id", containsInAnyOrder(enrollment.toString(), other.toString()));

        endEnrollment(college, enrollment, LONG_AGO);
        program(college, "").statusCode(404);
        program(college, readiness()).statusCode(404);
        program(college, "/enrollments").statusCode(200).body("items.id", contains(enrollment.toString()));
        program(college, "/enrollments/" + other).statusCode(404);
        program(elsewhere, "").statusCode(200);
    }

    @Test
    void who_has_only_registered_her_stays_and_so_does_who_is_something_else_to_her_as_well() {
        UUID residency = Registry.organization("preparation-provider", "US-MA");
        person = Registry.person(residency);
        program(residency, "").statusCode(200);
        UUID first = Registry.enroll(residency, Registry.program(residency), person);
        endEnrollment(residency, first, LONG_AGO);
        program(residency, "").statusCode(404);
        Registry.enroll(residency, Registry.program(residency), person);
        program(residency, "").statusCode(200);
    }

    @Test
    void who_records_an_employment_of_long_ago_adds_to_her_record_and_learns_nothing() {
        UUID district = Registry.employer();
        employ(district, LONG_AGO);
        evidence(district, Role.DISTRICT_HR, "licensure");
        hr(district, "").statusCode(404);
        hr(district, "/evidence").statusCode(200).body("items", hasSize(1));
        hr(district, "/licenses").statusCode(404);
    }

    @Test
    void the_feed_goes_on_for_a_year_and_no_longer() {
        UUID district = Registry.employer();
        UUID employment = employ(district, WITHIN);
        String license = board.grant().toString();
        await().until(() -> isTold(district, "license.issued", license));
        end(district, employment, LONG_AGO);
        assertThat(isTold(district, "license.issued", license)).isFalse();
        assertThat(isTold(district, "employment.started", employment.toString()))
                .isTrue();
    }

    @Test
    void whom_it_employs_no_more_nobody_there_mentors() {
        UUID district = Registry.employer();
        UUID employment = employ(district, null);
        UUID mentor = Registry.mentor(district, person);
        Registry.asMentor(district, mentor).get(at("/evidence")).then().statusCode(200);
        end(district, employment, LONG_AGO);
        Registry.asMentor(district, mentor).get(at("/evidence")).then().statusCode(404);
        Registry.asMentor(district, mentor)
                .body(submission("growth"))
                .post("/evidence")
                .then()
                .statusCode(422);
    }

    // ---- revoked

    @Test
    void an_authority_ends_what_should_not_have_been_and_the_employer_is_a_stranger() {
        UUID district = Registry.organization("employer", jurisdiction());
        Registry.employ(district, person);
        String own = evidence(district, Role.DISTRICT_HR, "growth");
        String grant = grant(board.authority(), district);

        Response strange = as(Registry.employer(), Role.DISTRICT_HR).get(at("/licenses"));
        revoke(board.authority(), Role.BOARD_DECIDER, grant)
                .statusCode(200)
                .body("revokedAt", notNullValue(), "organization", equalTo(district.toString()));
        for (String closed : List.of("", "/licenses", "/employments", "/evidence", "/evidence/" + own, "/grants")) {
            hr(district, closed).statusCode(404);
        }
        assertThat(as(district, Role.DISTRICT_HR)
                        .get(at("/licenses"))
                        .jsonPath()
                        .getString("type"))
                .isEqualTo(strange.jsonPath().getString("type"));
        as(district, Role.DISTRICT_HR)
                .body(submission("growth"))
                .post("/evidence")
                .then()
                .statusCode(422);
        revoke(board.authority(), Role.BOARD_DECIDER, grant).statusCode(404);
        herself(person)
                .get(at("/grants"))
                .then()
                .body("items.find { it.id == '" + grant + "' }.revokedAt", notNullValue());
        herself(person).get(at("/evidence/" + own)).then().statusCode(200);
        await().until(() -> isTold(district, "grant.revoked", grant));
        as(board.authority(), Role.BOARD_ANALYST).get(at("")).then().statusCode(200);
    }

    @Test
    void who_is_a_stranger_again_begins_as_one() {
        UUID district = Registry.organization("employer", jurisdiction());
        Registry.employ(district, person);
        revoke(board.authority(), Role.BOARD_DECIDER, grant(board.authority(), district))
                .statusCode(200);
        Map<String, Object> start = Map.of("employer", district, "startedOn", "2026-08-26", "position", "Aide");
        as(district, Role.DISTRICT_HR)
                .body(start)
                .post(at("/employments"))
                .then()
                .statusCode(404);
        as(district, Role.DISTRICT_HR)
                .body(Registry.identified(person, start))
                .post(at("/employments"))
                .then()
                .statusCode(201);
        hr(district, "/licenses").statusCode(200);
        hr(district, "/grants").body("items.revokedAt", allOf(not(empty()), everyItem(nullValue())));
    }

    @Test
    void an_employer_gives_up_its_own_and_takes_along_the_authority_that_has_no_other_ground() {
        UUID texas = Registry.organization("licensing-authority", "US-TX");
        UUID district = Registry.organization("employer", "US-TX");
        UUID other = Registry.organization("employer", "US-TX");
        Registry.employ(district, person);
        Registry.employ(other, person);

        revoke(district, Role.DISTRICT_HR, grant(district, district)).statusCode(200);
        as(texas, Role.BOARD_ANALYST).get(at("")).then().statusCode(200);
        revoke(other, Role.DISTRICT_HR, grant(other, other)).statusCode(200);
        as(texas, Role.BOARD_ANALYST).get(at("")).then().statusCode(404);
        herself(person)
                .get(at("/grants"))
                .then()
                .body(
                        "items.findAll { it.jurisdiction == 'US-TX' }.revokedAt",
                        allOf(not(empty()), everyItem(notNullValue())));
    }

    @Test
    void an_authority_that_has_acted_on_her_record_stays() {
        UUID texas = Registry.organization("licensing-authority", "US-TX");
        UUID district = Registry.organization("employer", "US-TX");
        Registry.employ(district, person);
        evidence(texas, Role.BOARD_ANALYST, "licensure");
        revoke(district, Role.DISTRICT_HR, grant(district, district)).statusCode(200);
        as(texas, Role.BOARD_ANALYST).get(at("")).then().statusCode(200);
    }

    @Test
    void nobody_ends_anothers() {
        UUID district = Registry.organization("employer", "US-TX");
        Registry.employ(district, person);
        String grant = grant(district, district);
        revoke(board.authority(), Role.BOARD_DECIDER, grant).statusCode(404);
        revoke(university, Role.PROGRAM_ADMINISTRATOR, grant).statusCode(404);
        revoke(Registry.organization("licensing-authority", "US-VT"), Role.BOARD_DECIDER, grant)
                .statusCode(404);
        as(board.authority(), Role.BOARD_ANALYST).get(at("/grants")).then().body("items.id", not(hasItem(grant)));
        given().auth()
                .oauth2(Tokens.named(district, "d-17", "d-17", Role.DISTRICT_HR))
                .contentType("application/json")
                .body(Map.of("ground", "mistaken"))
                .post(at("/grants/" + grant + "/revocation"))
                .then()
                .statusCode(403);
        as(district, Role.DISTRICT_HR)
                .get(at("/grants"))
                .then()
                .body("items.findAll { it.jurisdiction == 'US-TX' }.id", hasSize(1));
        hr(district, "").statusCode(200);
    }

    @Test
    void of_a_merged_record_it_ends_under_every_id() {
        UUID district = Registry.organization("employer", jurisdiction());
        UUID absorbed = Registry.person(university);
        Registry.enroll(university, Registry.program(university), absorbed);
        UUID survivor = person;
        for (UUID each : List.of(survivor, absorbed)) {
            Registry.employ(district, each);
        }
        Registry.merge(board.authority(), survivor, absorbed);
        revoke(district, Role.DISTRICT_HR, grant(district, district)).statusCode(200);
        for (UUID each : List.of(survivor, absorbed)) {
            as(district, Role.DISTRICT_HR)
                    .redirects()
                    .follow(false)
                    .get("/people/" + each)
                    .then()
                    .statusCode(404);
        }
        herself(survivor)
                .get(at("/grants"))
                .then()
                .body(
                        "items.findAll { it.organization == '" + district + "' }.revokedAt",
                        allOf(not(empty()), everyItem(notNullValue())));
    }

    @Test
    void of_a_merged_record_an_authority_ends_what_stood_under_both_ids_and_goes_with_it() {
        UUID texas = Registry.organization("licensing-authority", "US-TX");
        UUID college = Registry.organization("preparation-provider", "US-TX");
        UUID survivor = Registry.person(college);
        UUID absorbed = Registry.person(college);
        for (UUID each : List.of(survivor, absorbed)) {
            Registry.enroll(college, Registry.program(college), each);
            Registry.enroll(university, Registry.program(university), each);
        }
        Registry.merge(college, survivor, absorbed);
        person = survivor;
        String grant = as(texas, Role.BOARD_DECIDER)
                .get(at("/grants"))
                .path("items.find { it.organization == '" + college
                        + "' && it.relation == 'preparation-provider' }.id");
        revoke(texas, Role.BOARD_DECIDER, grant).statusCode(200);
        program(college, "").statusCode(404);
        as(texas, Role.BOARD_ANALYST).get(at("")).then().statusCode(404);
        herself(survivor)
                .get(at("/grants"))
                .then()
                .body(
                        "items.findAll { it.organization == '" + college + "' }.revokedAt",
                        allOf(not(empty()), everyItem(notNullValue())));
    }

    @Test
    void an_authority_that_has_ended_a_relation_to_an_absorbed_record_has_not_acted_on_it() {
        UUID texas = Registry.organization("licensing-authority", "US-TX");
        UUID district = Registry.organization("employer", "US-TX");
        UUID survivor = person;
        UUID absorbed = Registry.person(university);
        Registry.enroll(university, Registry.program(university), absorbed);
        Registry.merge(board.authority(), survivor, absorbed);
        Registry.employ(district, absorbed);
        revoke(texas, Role.BOARD_DECIDER, grant(texas, district)).statusCode(200);
        as(texas, Role.BOARD_ANALYST).get(at("")).then().statusCode(404);
    }

    @Test
    void of_a_merged_record_it_lapses_when_it_has_ended_under_every_id() {
        UUID district = Registry.organization("employer", jurisdiction());
        UUID absorbed = Registry.person(university);
        Registry.enroll(university, Registry.program(university), absorbed);
        employ(district, LONG_AGO);
        UUID survivor = person;
        person = absorbed;
        UUID last = employ(district, WITHIN);
        Registry.merge(board.authority(), survivor, absorbed);
        person = survivor;
        hr(district, "").statusCode(200);
        end(district, last, LONG_AGO.minusDays(1));
        hr(district, "").statusCode(404);
    }

    @Test
    void an_authority_ends_the_only_relation_of_its_jurisdiction_and_goes_with_it() {
        UUID texas = Registry.organization("licensing-authority", "US-TX");
        UUID one = Registry.organization("employer", "US-TX");
        UUID two = Registry.organization("employer", "US-TX");
        Registry.employ(one, person);
        Registry.employ(two, person);
        revoke(texas, Role.BOARD_DECIDER, grant(texas, one)).statusCode(200);
        as(texas, Role.BOARD_ANALYST).get(at("")).then().statusCode(200);
        revoke(texas, Role.BOARD_DECIDER, grant(texas, two)).statusCode(200);
        as(texas, Role.BOARD_ANALYST).get(at("")).then().statusCode(404);
    }

    @Test
    void an_authority_is_here_by_the_organization_that_brought_it_wherever_that_has_moved() {
        UUID vermont = Registry.organization("licensing-authority", "US-VT");
        UUID one = Registry.organization("employer", "US-VT");
        UUID two = Registry.organization("employer", "US-VT");
        Registry.employ(one, person);
        Registry.employ(two, person);
        UUID operator = UUID.randomUUID();
        as(operator, Role.OPERATOR)
                .header(
                        "If-Match",
                        as(operator, Role.OPERATOR).get("/organizations/" + one).header("ETag"))
                .body(Map.of("kind", "employer", "name", "Moved", "jurisdiction", "US-NH"))
                .put("/organizations/" + one)
                .then()
                .statusCode(200);
        revoke(two, Role.DISTRICT_HR, grant(two, two)).statusCode(200);
        as(vermont, Role.BOARD_ANALYST).get(at("")).then().statusCode(200);
        revoke(vermont, Role.BOARD_DECIDER, grant(vermont, one)).statusCode(200);
        as(vermont, Role.BOARD_ANALYST).get(at("")).then().statusCode(404);
    }

    @Test
    void whom_an_authority_ends_has_not_registered_her_either_and_who_gives_up_its_own_has() {
        UUID district = Registry.organization("employer", jurisdiction());
        UUID other = Registry.organization("employer", jurisdiction());
        for (UUID registrar : List.of(district, other)) {
            person = Registry.person(registrar);
            Registry.enroll(university, Registry.program(university), person);
            Registry.employ(registrar, person);
        }
        revoke(other, Role.DISTRICT_HR, grant(other, other)).statusCode(200);
        hr(other, "").statusCode(200);

        person = Registry.person(district);
        Registry.enroll(university, Registry.program(university), person);
        Registry.employ(district, person);
        revoke(board.authority(), Role.BOARD_DECIDER, grant(board.authority(), district))
                .statusCode(200);
        hr(district, "").statusCode(404);
        hr(district, "/employments").statusCode(404);
    }

    @Test
    void a_former_finds_her_by_no_identifier_but_its_own() {
        String value = "s-" + UUID.randomUUID();
        UUID issuer = Registry.provider();
        person = Registry.person(issuer, Registry.personDetails(Registry.identifier(issuer, value)));
        UUID district = Registry.employer();
        Registry.employedOnce(district, person);
        String found = "/people?issuer=" + issuer + "&identifier=" + value;
        as(district, Role.DISTRICT_HR).get(found).then().statusCode(200).body("items", empty());
        as(issuer, Role.PROGRAM_SUBMITTER).get(found).then().statusCode(200).body("items", hasSize(1));
    }

    @Test
    void a_former_with_a_consent_has_no_mentor_for_her() {
        UUID district = Registry.employer();
        UUID employment = employ(district, null);
        UUID mentor = Registry.mentor(district, person);
        end(district, employment, LONG_AGO);
        herself(person)
                .body(Map.of("organization", district, "scopes", List.of("license"), "until", "2099-01-01T00:00:00Z"))
                .post(at("/consents"))
                .then()
                .statusCode(201);
        hr(district, "/licenses").statusCode(200);
        Registry.asMentor(district, mentor).get(at("/evidence")).then().statusCode(404);
        Registry.asMentor(district, mentor).get(at("/inductions")).then().statusCode(404);
    }

    @Test
    void a_former_is_told_that_her_record_is_closed() {
        UUID district = Registry.employer();
        Registry.employedOnce(district, person);
        given().auth()
                .oauth2(Tokens.named(board.authority(), "d-17", "Dana Decider", Role.BOARD_DECIDER))
                .contentType("application/json")
                .body(Map.of("ground", "court-order", "order", "A-1"))
                .post(at("/erasure"))
                .then()
                .statusCode(200);
        await().until(() -> isTold(district, "person.erased", person.toString()));
        assertThat(isTold(Registry.employer(), "person.erased", person.toString()))
                .isFalse();
    }

    private UUID employ(UUID district, @Nullable LocalDate endedOn) {
        return UUID.fromString(as(district, Role.DISTRICT_HR)
                .body(Registry.identified(person, employment(district, endedOn)))
                .post(at("/employments"))
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private void end(UUID district, UUID employment, @Nullable LocalDate endedOn) {
        String version = as(district, Role.DISTRICT_HR)
                .get(at("/employments/" + employment))
                .header("ETag");
        as(district, Role.DISTRICT_HR)
                .header("If-Match", version)
                .body(employment(district, endedOn))
                .put(at("/employments/" + employment))
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> employment(UUID district, @Nullable LocalDate endedOn) {
        Map<String, Object> details = new HashMap<>(Map.of("employer", district, "startedOn", "2020-08-25"));
        if (endedOn != null) {
            details.put("endedOn", endedOn.toString());
        }
        return details;
    }

    private void endEnrollment(UUID college, UUID enrollment, LocalDate endedOn) {
        Response now = as(college, Role.PROGRAM_SUBMITTER).get(at("/enrollments/" + enrollment));
        as(college, Role.PROGRAM_SUBMITTER)
                .header("If-Match", now.header("ETag"))
                .body(Map.of(
                        "program",
                        now.path("program"),
                        "startedOn",
                        "2020-09-01",
                        "endedOn",
                        endedOn.toString(),
                        "outcome",
                        "completed"))
                .put(at("/enrollments/" + enrollment))
                .then()
                .statusCode(200);
    }

    private String evidence(UUID organization, String role, String purpose) {
        return as(organization, role)
                .body(submission(purpose))
                .post("/evidence")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private Map<String, Object> submission(String purpose) {
        return Map.of(
                "kind", "clinical-experience",
                "person", person,
                "occurredOn", "2021-03-02",
                "purpose", purpose,
                "hours", 8,
                "gradeBand", "1-2",
                "site", "Mill Road School");
    }

    /** Of the organization's relation, as somebody sees it. */
    private String grant(UUID asking, UUID organization) {
        return as(asking, asking.equals(organization) ? Role.DISTRICT_HR : Role.BOARD_DECIDER)
                .get(at("/grants"))
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.organization == '" + organization + "' && it.relation == 'employer' }.id");
    }

    private ValidatableResponse revoke(UUID organization, String role, String grant) {
        return given().auth()
                .oauth2(Tokens.named(organization, "d-17", "Dana Decider", role))
                .contentType("application/json")
                .body(Map.of("ground", "mistaken"))
                .post(at("/grants/" + grant + "/revocation"))
                .then();
    }

    /** Whether the feed tells the organization of it. */
    private static boolean isTold(UUID organization, String type, String subject) {
        for (long after = 0; ; ) {
            JsonPath page = as(organization, Role.DISTRICT_HR)
                    .get("/events?limit=200&type=" + type + "&after=" + after)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            if (page.getList("items.subject").contains(subject)
                    || page.getList("items.person").contains(subject)) {
                return true;
            }
            long next = page.getLong("next");
            if (next == after) {
                return false;
            }
            after = next;
        }
    }

    private ValidatableResponse hr(UUID district, String below) {
        return as(district, Role.DISTRICT_HR).get(at(below)).then();
    }

    private ValidatableResponse program(UUID provider, String below) {
        return as(provider, Role.PROGRAM_SUBMITTER).get(at(below)).then();
    }

    private String readiness() {
        return "/readiness?asOf=2026-11-01&licenseType=" + board.licenseType();
    }

    private String jurisdiction() {
        return "US-MA";
    }

    private String at(String below) {
        return "/people/" + person + below;
    }
}
