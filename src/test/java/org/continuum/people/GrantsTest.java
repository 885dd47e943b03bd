package org.continuum.people;

import static org.continuum.people.Registry.as;
import static org.continuum.people.Registry.herself;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.launch.Superuser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GrantsTest {
    private static final String TOMORROW =
            Instant.now().plus(Duration.ofDays(1)).toString();

    private UUID university;
    private UUID person;
    private UUID elsewhere;

    @BeforeEach
    void register() {
        university = Registry.provider();
        person = Registry.person(university);
        elsewhere = Registry.organization("licensing-authority", "US-VT");
    }

    @Test
    void what_makes_a_relation_gives_its_grants() {
        Registry.enroll(university, Registry.program(university), person);
        grants(university)
                .statusCode(200)
                .body("items.relation", containsInAnyOrder("registrar", "preparation-provider", "licensing-authority"))
                .body("items.find { it.relation == 'licensing-authority' }.jurisdiction", equalTo("US-MA"));
        UUID district = Registry.employer();
        Registry.employ(district, person);
        grants(district).statusCode(200).body("items.relation", containsInAnyOrder("employer", "licensing-authority"));
        herself(person)
                .get("/people/" + person + "/grants")
                .then()
                .statusCode(200)
                .body("items", hasSize(5));
    }

    @Test
    void who_is_enrolled_again_is_granted_nothing_again() {
        UUID program = Registry.program(university);
        Registry.enroll(university, program, person);
        Registry.enroll(university, Registry.program(university), person);
        grants(university).body("items", hasSize(3));
    }

    @Test
    void an_authority_that_is_registered_later_has_its_relations() {
        Registry.enroll(university, Registry.program(university), person);
        UUID authority = Registry.organization("licensing-authority", "US-MA");
        as(authority, Role.BOARD_ANALYST).get("/people/" + person).then().statusCode(200);
        as(elsewhere, Role.BOARD_ANALYST).get("/people/" + person).then().statusCode(404);
    }

    @Test
    void a_stranger_learns_of_no_grant() {
        grants(Registry.provider()).statusCode(404);
    }

    @Test
    void a_consent_opens_what_it_names_and_nothing_else() {
        submit("licensure");
        submit("growth");
        evidence(elsewhere).statusCode(404);
        consent("evidence").statusCode(201);
        evidence(elsewhere).statusCode(200).body("items.submission.purpose", contains("licensure"));
        as(elsewhere, Role.BOARD_ANALYST)
                .get("/people/" + person + "/licenses")
                .then()
                .statusCode(404);
        consent("growth", "license").statusCode(201);
        evidence(elsewhere).statusCode(200).body("items.submission.purpose", containsInAnyOrder("licensure", "growth"));
        as(elsewhere, Role.BOARD_ANALYST)
                .get("/people/" + person + "/licenses")
                .then()
                .statusCode(200);
        as(elsewhere, Role.BOARD_ANALYST).get("/people/" + person).then().statusCode(404);
    }

    @Test
    void a_consent_ends_on_its_day() {
        submit("licensure");
        consent("evidence").statusCode(201);
        as(elsewhere, Role.BOARD_ANALYST)
                .header("Sandbox-Time", Instant.now().plus(Duration.ofDays(2)).toString())
                .get("/people/" + person + "/evidence")
                .then()
                .statusCode(404);
    }

    @Test
    void a_consent_is_taken_back_once_and_opens_nothing_any_more() {
        submit("licensure");
        String id = consent("evidence").statusCode(201).extract().path("id");
        evidence(elsewhere).statusCode(200);
        String at = revoke(person, id)
                .statusCode(200)
                .body("revokedAt", notNullValue())
                .extract()
                .path("revokedAt");
        evidence(elsewhere).statusCode(404);
        revoke(person, id).statusCode(200).body("revokedAt", equalTo(at));
        grants(elsewhere).statusCode(404);
        herself(person)
                .get("/people/" + person + "/grants")
                .then()
                .body("items.findAll { it.id == '" + id + "' }.revokedAt", contains(at));
    }

    @Test
    void nobody_consents_for_somebody_else() {
        UUID other = Registry.person(university);
        herself(other)
                .body(details(elsewhere, TOMORROW, "evidence"))
                .post("/people/" + person + "/consents")
                .then()
                .statusCode(404);
        String id = consent("evidence").statusCode(201).extract().path("id");
        revoke(other, id).statusCode(404);
        as(university, Role.PROGRAM_ADMINISTRATOR)
                .body(details(elsewhere, TOMORROW, "evidence"))
                .post("/people/" + person + "/consents")
                .then()
                .statusCode(403);
    }

    @Test
    void only_a_consent_can_be_taken_back() {
        String registrar = herself(person)
                .get("/people/" + person + "/grants")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id");
        revoke(person, registrar).statusCode(404);
    }

    /** Each is read with the record for ever. */
    @Test
    void nobody_gives_consents_without_end() throws SQLException {
        consent("license").statusCode(201);
        try (Connection connection = Superuser.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute("""
                    INSERT INTO person_grant SELECT (jsonb_populate_record(g, jsonb_build_object('id', gen_random_uuid(),
                        'revoked_at', now()))).* FROM person_grant g, generate_series(3, %d)
                    WHERE person_id = '%s' AND relation = 'consent'""".formatted(GiveConsent.MOST, person));
        }
        consent("license").statusCode(201);
        consent("license").statusCode(422).body("errors.detail", contains(containsString("have been given already")));
    }

    @Test
    void what_cannot_be_consented_to_is_refused_with_every_reason() {
        herself(person)
                .body(details(UUID.randomUUID(), "2020-01-01T00:00:00Z", "evidence"))
                .post("/people/" + person + "/consents")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/organization", "/until"));
        herself(person)
                .body(details(elsewhere, TOMORROW))
                .post("/people/" + person + "/consents")
                .then()
                .statusCode(400);
        herself(person)
                .body(details(elsewhere, TOMORROW, "everything"))
                .post("/people/" + person + "/consents")
                .then()
                .statusCode(400);
        herself(person)
                .get("/people/" + person + "/grants")
                .then()
                .body("items.findAll { it.relation == 'consent' }", empty());
    }

    private ValidatableResponse consent(String... scopes) {
        return herself(person)
                .body(details(elsewhere, TOMORROW, scopes))
                .post("/people/" + person + "/consents")
                .then();
    }

    private static Map<String, Object> details(UUID organization, String until, String... scopes) {
        return Map.of("organization", organization, "until", until, "scopes", List.of(scopes));
    }

    private ValidatableResponse revoke(UUID who, String consent) {
        return herself(who)
                .post("/people/" + person + "/consents/" + consent + "/revocation")
                .then();
    }

    private ValidatableResponse grants(UUID organization) {
        return as(organization, Role.PROGRAM_SUBMITTER, Role.BOARD_ANALYST, Role.DISTRICT_HR)
                .get("/people/" + person + "/grants")
                .then();
    }

    private ValidatableResponse evidence(UUID organization) {
        return as(organization, Role.BOARD_ANALYST)
                .get("/people/" + person + "/evidence")
                .then();
    }

    private void submit(String purpose) {
        as(university, Role.PROGRAM_SUBMITTER)
                .body(Map.of(
                        "kind", "clinical-experience",
                        "person", person,
                        "occurredOn", "2026-03-02",
                        "purpose", purpose,
                        "hours", 8,
                        "gradeBand", "1-2",
                        "site", "Mill Road School"))
                .post("/evidence")
                .then()
                .statusCode(201);
    }
}
