package org.continuum.people;

import static org.continuum.people.Registry.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrganizationsAndProgramsTest {
    private static final UUID OPERATOR = UUID.randomUUID();

    @Test
    void the_operator_registers_an_organization_and_everybody_reads_it() {
        Map<String, Object> details = Map.of(
                "kind",
                "employer",
                "name",
                "Mill River Public Schools",
                "jurisdiction",
                "US-MA",
                "identifiers",
                List.of(Map.of("scheme", "nces", "value", "2501234")));
        ExtractableResponse<Response> recorded = as(OPERATOR, Role.OPERATOR)
                .body(details)
                .post("/organizations")
                .then()
                .statusCode(201)
                .body("receipt.commitment.length()", equalTo(64))
                .body("receipt.personSeq", nullValue())
                .extract();
        String id = recorded.path("id");
        Assertions.assertTrue(recorded.header("Location").endsWith("/organizations/" + id));
        as(UUID.randomUUID(), Role.RESEARCHER)
                .get("/organizations/" + id)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("kind", equalTo("employer"))
                .body("name", equalTo("Mill River Public Schools"))
                .body("identifiers[0].value", equalTo("2501234"));
    }

    @Test
    void others_do_not_register_organizations() {
        as(UUID.randomUUID(), Role.PROGRAM_ADMINISTRATOR)
                .body(Map.of("kind", "employer", "name", "Ours", "jurisdiction", "US-MA"))
                .post("/organizations")
                .then()
                .statusCode(403);
    }

    @Test
    void a_misspelled_organization_is_refused_with_every_error_at_once() {
        as(OPERATOR, Role.OPERATOR)
                .body(Map.of("kind", "school", "name", " ", "jurisdiction", "Massachusetts", "color", "green"))
                .post("/organizations")
                .then()
                .statusCode(400)
                .body("errors.pointer", containsInAnyOrder("/kind", "/name", "/jurisdiction", "/color"));
    }

    @Test
    void a_change_names_the_version_it_was_made_on() {
        UUID id = Registry.employer();
        Map<String, Object> details = Map.of("kind", "employer", "name", "New name", "jurisdiction", "US-RI");
        String path = "/organizations/" + id;
        as(OPERATOR, Role.OPERATOR).body(details).put(path).then().statusCode(428);
        as(OPERATOR, Role.OPERATOR)
                .body(details)
                .header("If-Match", "\"1\"")
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("name", equalTo("New name"));
        as(OPERATOR, Role.OPERATOR)
                .body(details)
                .header("If-Match", "\"1\"")
                .put(path)
                .then()
                .statusCode(412);
    }

    @Test
    void an_organization_never_changes_its_kind() {
        UUID id = Registry.employer();
        as(OPERATOR, Role.OPERATOR)
                .body(Map.of("kind", "licensing-authority", "name", "x", "jurisdiction", "US-MA"))
                .header("If-Match", "\"1\"")
                .put("/organizations/" + id)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/kind"));
    }

    /** Else it would decide at once on everybody of the other jurisdiction. */
    @Test
    void a_licensing_authority_never_moves_to_another_jurisdiction() {
        String path = "/organizations/" + Registry.organization("licensing-authority", "US-ZA");
        as(OPERATOR, Role.OPERATOR)
                .body(Map.of("kind", "employer", "name", "Moved", "jurisdiction", "US-MA"))
                .header("If-Match", "\"1\"")
                .put(path)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/kind", "/jurisdiction"));
        as(OPERATOR, Role.OPERATOR)
                .body(Map.of("kind", "licensing-authority", "name", "Renamed", "jurisdiction", "US-ZA"))
                .header("If-Match", "\"1\"")
                .put(path)
                .then()
                .statusCode(200);
    }

    @Test
    void organizations_are_listed_by_kind_and_jurisdiction_page_by_page() {
        List<String> registered = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            registered.add(Registry.organization("employer", "XX-1").toString());
        }
        UUID provider = Registry.organization("preparation-provider", "XX-1");
        ExtractableResponse<Response> first = as(OPERATOR, Role.OPERATOR)
                .get("/organizations?kind=employer&jurisdiction=XX-1&limit=2")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(registered.subList(0, 2)))
                .body("next", notNullValue())
                .extract();
        Assertions.assertTrue(first.header("Link").endsWith("rel=\"next\""));
        as(OPERATOR, Role.OPERATOR)
                .queryParam("cursor", first.<String>path("next"))
                .get("/organizations?kind=employer&jurisdiction=XX-1&limit=2")
                .then()
                .body("items.id", contains(registered.getLast()))
                .body("next", nullValue());
        as(OPERATOR, Role.OPERATOR)
                .get("/organizations?jurisdiction=XX-1")
                .then()
                .body("items.id", hasItem(provider.toString()));
        as(OPERATOR, Role.OPERATOR)
                .get("/organizations?kind=school")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("#query/kind"));
    }

    @Test
    void a_provider_registers_its_own_programs_only() {
        UUID provider = Registry.provider();
        UUID other = Registry.provider();
        as(other, Role.PROGRAM_ADMINISTRATOR)
                .body(Registry.programDetails(provider, "A"))
                .post("/programs")
                .then()
                .statusCode(403);
        String id = as(provider, Role.PROGRAM_ADMINISTRATOR)
                .body(Registry.programDetails(provider, "A"))
                .post("/programs")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as(other, Role.PROGRAM_ADMINISTRATOR)
                .get("/programs?provider=" + provider)
                .then()
                .body("items.id", contains(id))
                .body("items[0].gradeBand", equalTo("5-8"));
        as(other, Role.PROGRAM_ADMINISTRATOR)
                .body(Registry.programDetails(provider, "A"))
                .header("If-Match", "\"1\"")
                .put("/programs/" + id)
                .then()
                .statusCode(403);
    }

    @Test
    void a_code_means_one_program_of_a_provider() {
        UUID provider = Registry.provider();
        as(provider, Role.PROGRAM_ADMINISTRATOR)
                .body(Registry.programDetails(provider, "A"))
                .post("/programs")
                .then()
                .statusCode(201);
        as(provider, Role.PROGRAM_ADMINISTRATOR)
                .body(Registry.programDetails(provider, "A"))
                .post("/programs")
                .then()
                .statusCode(409)
                .body("errors.pointer", contains("/code"));
        String second = as(provider, Role.PROGRAM_ADMINISTRATOR)
                .body(Registry.programDetails(provider, "B"))
                .post("/programs")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as(provider, Role.PROGRAM_ADMINISTRATOR)
                .body(Registry.programDetails(provider, "A"))
                .header("If-Match", "\"1\"")
                .put("/programs/" + second)
                .then()
                .statusCode(409);
        as(provider, Role.PROGRAM_ADMINISTRATOR)
                .body(Registry.programDetails(provider, "C"))
                .header("If-Match", "\"1\"")
                .put("/programs/" + second)
                .then()
                .statusCode(200)
                .body("code", equalTo("C"));
    }

    @Test
    void only_a_preparation_provider_has_programs() {
        UUID employer = Registry.employer();
        as(employer, Role.PROGRAM_ADMINISTRATOR)
                .body(Registry.programDetails(employer, "A"))
                .post("/programs")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/provider"));
    }
}
