package org.continuum.feed;

import static org.continuum.people.Registry.as;
import static org.continuum.trial.Patience.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.people.Registry;
import org.continuum.trail.Sequenced;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventsTest {
    private long start;
    private UUID university;
    private UUID program;
    private UUID person;

    @BeforeEach
    void enroll() {
        university = Registry.provider();
        start = end();
        program = Registry.program(university);
        person = Registry.person(university);
        Registry.enroll(university, program, person);
        end();
    }

    @Test
    void an_event_has_the_form_of_a_cloud_event_and_no_personal_data() {
        follow(university, "type=person.created")
                .body("items.size()", equalTo(1))
                .body("items[0].specversion", equalTo("1.0"))
                .body("items[0].source", equalTo("/events"))
                .body("items[0].type", equalTo("person.created"))
                .body("items[0].organization", equalTo(university.toString()))
                .body("items[0].person", equalTo(person.toString()))
                .body("items[0].subject", equalTo(person.toString()))
                .body("items[0].data.size()", equalTo(0));
        follow(university, "type=enrollment.started").body("items[0].data.program", equalTo(program.toString()));
        String all = follow(university, "").extract().asString();
        assertFalse(all.contains("Ana") || all.contains("Silva") || all.contains("1999-04-30"));
    }

    @Test
    void what_follows_is_read_page_by_page_until_nothing_is_left() {
        List<String> types = new ArrayList<>();
        String path = "/events?after=" + start + "&limit=1";
        while (true) {
            ExtractableResponse<Response> page = as(university, Role.PROGRAM_SUBMITTER)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .extract();
            List<String> found = page.path("items.type");
            if (found.isEmpty()) {
                break;
            }
            types.addAll(found);
            String link = page.header("Link");
            assertTrue(link.endsWith(">; rel=\"next\""));
            path = link.substring(1, link.indexOf('>'));
        }
        types.retainAll(List.of("program.registered", "person.created", "enrollment.started"));
        assertEquals(List.of("program.registered", "person.created", "enrollment.started"), types);
    }

    @Test
    void a_stranger_learns_nothing_of_a_person() {
        follow(Registry.provider(), "type=person.created&type=enrollment.started")
                .body("items.findAll { it.person == '" + person + "' }", empty());
    }

    @Test
    void the_authority_of_the_providers_jurisdiction_learns_of_its_candidates() {
        UUID massachusetts = Registry.organization("licensing-authority", "US-MA");
        UUID vermont = Registry.organization("licensing-authority", "US-VT");
        String ours = "items.findAll { it.person == '" + person + "' }.type";
        follow(massachusetts, "").body(ours, contains("person.created", "enrollment.started", "grant.given"));
        follow(vermont, "").body(ours, empty());
    }

    @Test
    void an_employer_learns_of_the_person_but_not_of_the_preparation() {
        UUID district = Registry.employer();
        Registry.employ(district, person);
        end();
        follow(district, "")
                .body(
                        "items.findAll { it.person == '" + person + "' }.type",
                        containsInAnyOrder("person.created", "employment.started", "grant.given", "grant.given"));
    }

    @Test
    void where_else_a_person_is_employed_and_guided_an_employer_is_not_told() {
        UUID district = Registry.employer();
        Registry.employ(district, person);
        Registry.mentor(district, person);
        UUID other = Registry.employer();
        Registry.employ(other, person);
        end();
        String events = "items.findAll { it.person == '" + person + "' && it.type != 'grant.given' }.type";
        follow(district, "")
                .body(
                        events,
                        containsInAnyOrder(
                                "person.created", "employment.started", "induction.started", "mentorship.assigned"));
        follow(other, "").body(events, containsInAnyOrder("person.created", "employment.started"));
    }

    @Test
    void what_touches_nobody_is_for_everybody() {
        follow(Registry.employer(), "type=program.registered").body("items.subject", hasItem(program.toString()));
    }

    @Test
    void a_wrong_question_is_refused_with_every_error_at_once() {
        as(university, Role.PROGRAM_SUBMITTER)
                .get("/events?after=-1&limit=201&type=Everything&color=green")
                .then()
                .statusCode(400)
                .body(
                        "errors.pointer",
                        containsInAnyOrder("#query/after", "#query/limit", "#query/type/0", "#query/color"));
    }

    /** The database shows it to nobody else either; here the first wall stands alone. */
    @Test
    void whom_an_operator_has_shut_out_is_for_its_organization() {
        UUID operator = UUID.randomUUID();
        UUID id = UUID.randomUUID();
        Event made =
                Event.of(new Sequenced(1, id, "exclusion.made", operator, null, null, id, Instant.EPOCH, Map.of()));
        assertTrue(new Audience(operator, Map.of()).mayLearnOf(made));
        assertFalse(new Audience(university, Map.of()).mayLearnOf(made));
    }

    @Test
    void a_researcher_does_not_follow() {
        as(university, Role.RESEARCHER).get("/events").then().statusCode(403);
    }

    private ValidatableResponse follow(UUID organization, String query) {
        return as(organization, Role.PROGRAM_SUBMITTER)
                .get("/events?after=" + start + "&limit=200&" + query)
                .then()
                .statusCode(200);
    }

    /** The position after all that has been done, found by an entry of somebody else's. */
    private static long end() {
        UUID organization = UUID.randomUUID();
        String entry = as(organization, Role.PROGRAM_SUBMITTER)
                .body(Map.of("givenName", "Zoe", "familyName", "Last"))
                .post("/people")
                .then()
                .statusCode(201)
                .extract()
                .path("receipt.entry");
        return await().until(() -> position(organization, entry), position -> position > 0);
    }

    private static long position(UUID organization, String entry) {
        long after = 0;
        while (true) {
            ExtractableResponse<Response> page = as(organization, Role.PROGRAM_SUBMITTER)
                    .get("/events?limit=200&type=person.created&after=" + after)
                    .then()
                    .statusCode(200)
                    .extract();
            List<Map<String, Object>> items = page.path("items");
            for (Map<String, Object> item : items) {
                if (item.get("id").equals(entry)) {
                    return Long.parseLong((String) item.get("position"));
                }
            }
            long next = ((Number) page.path("next")).longValue();
            if (next == after) {
                return 0;
            }
            after = next;
        }
    }
}
