package org.continuum.readiness;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;

/** An authority that has published the rules, a program of its jurisdiction, and a candidate enrolled there. */
public record Setting(UUID authority, UUID provider, UUID person) {
    private static final UUID OPERATOR = UUID.randomUUID();

    static Setting withSample(String sample) throws IOException {
        Setting setting = fresh();
        setting.publishSample(sample);
        return setting;
    }

    /** A new authority, a new provider in its jurisdiction, and a new candidate. */
    public static Setting fresh() {
        UUID authority = organization("licensing-authority");
        UUID provider = organization("preparation-provider");
        UUID program = created(
                as(provider, Role.PROGRAM_ADMINISTRATOR)
                        .body(Map.of(
                                "provider",
                                provider,
                                "code",
                                "P1",
                                "title",
                                "A program",
                                "field",
                                "a field",
                                "gradeBand",
                                "PreK-2",
                                "route",
                                "undergraduate")),
                "/programs");
        UUID person = created(
                as(provider, Role.PROGRAM_ADMINISTRATOR).body(Map.of("givenName", "Ada", "familyName", "Example")),
                "/people");
        created(
                as(provider, Role.PROGRAM_ADMINISTRATOR).body(Map.of("program", program, "startedOn", "2012-09-01")),
                "/people/" + person + "/enrollments");
        return new Setting(authority, provider, person);
    }

    private static UUID organization(String kind) {
        return created(
                as(OPERATOR, Role.OPERATOR).body(Map.of("kind", kind, "name", "A " + kind, "jurisdiction", "US-ZZ")),
                "/organizations");
    }

    /** The same sample serves several stories; that it is there already is as good. */
    void publishSample(String sample) throws IOException {
        int status = publish(Files.readAllBytes(
                        Path.of("src/main/resources/org/continuum/rulebook/samples", sample + ".yaml")))
                .statusCode();
        assertTrue(status == 201 || status == 409, "published: " + status);
    }

    public Response publish(byte[] document) {
        return given().auth()
                .oauth2(Tokens.of(authority, Role.RULE_AUTHOR))
                .contentType("application/yaml")
                .body(document)
                .post("/rule-sets");
    }

    /** The elements that the Massachusetts scenario rates, as a framework of this authority's own. */
    UUID framework() throws IOException {
        String elements =
                Files.readString(Path.of("src/main/resources/org/continuum/sandbox/ma-cap-elements.case.json"));
        String identifier = new ObjectMapper()
                .readTree(elements)
                .at("/CFDocument/identifier")
                .asText();
        return created(
                board().body(elements.replace(identifier, UUID.randomUUID().toString())), "/frameworks");
    }

    /** The authority's analyst. */
    public RequestSpecification board() {
        return as(authority, Role.BOARD_ANALYST);
    }

    public static RequestSpecification as(UUID organization, String role) {
        return given().auth().oauth2(Tokens.of(organization, role)).contentType(ContentType.JSON);
    }

    private static UUID created(RequestSpecification request, String path) {
        return UUID.fromString(
                request.post(path).then().statusCode(201).extract().path("id"));
    }

    /** Posts as the provider would have on that day; the id of what was recorded. */
    public UUID post(String path, ObjectNode body, String on) {
        return created(
                as(provider, Role.PROGRAM_SUBMITTER)
                        .header("Sandbox-Time", on + "T17:00:00Z")
                        .body(body.toString()),
                path);
    }

    public void sign(UUID evidence, ObjectNode body, String on) {
        as(provider, Role.PROGRAM_SUBMITTER)
                .header("Sandbox-Time", on + "T17:00:00Z")
                .body(body.toString())
                .post("/people/{id}/evidence/{evidence}/signatures", person, evidence)
                .then()
                .statusCode(201);
    }
}
