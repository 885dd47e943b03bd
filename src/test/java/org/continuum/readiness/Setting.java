package org.continuum.readiness;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.continuum.people.Registry;

/** An authority that has published the rules, a program of its jurisdiction, and a candidate enrolled there. */
public record Setting(UUID authority, UUID provider, UUID person) {
    private static final UUID OPERATOR = UUID.randomUUID();
    private static final String HEADER = """
            id: %1$s
            version: "1"
            title: Made-up rules
            authority: Board of a made-up state
            standing: synthetic
            licenseTypes: [%1$s]
            enacted: 2020-01-01
            effective: {from: 2020-01-01}
            zone: America/New_York
            """;

    /** In the sample's own state: whoever publishes it first, authorities there decide under it. */
    static Setting withSample(String sample) throws IOException {
        Setting setting = fresh("US-" + sample.substring(0, 2).toUpperCase(Locale.ROOT));
        setting.publishSample(sample);
        return setting;
    }

    /** A new authority, a new provider in its jurisdiction, and a new candidate. */
    public static Setting fresh() {
        return fresh("US-ZZ");
    }

    private static Setting fresh(String jurisdiction) {
        UUID authority = organization("licensing-authority", jurisdiction);
        UUID provider = organization("preparation-provider", jurisdiction);
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
        UUID person = Registry.person(provider);
        created(
                as(provider, Role.PROGRAM_ADMINISTRATOR).body(Map.of("program", program, "startedOn", "2012-09-01")),
                "/people/" + person + "/enrollments");
        return new Setting(authority, provider, person);
    }

    private static UUID organization(String kind, String jurisdiction) {
        return created(
                as(OPERATOR, Role.OPERATOR)
                        .body(Map.of("kind", kind, "name", "A " + kind, "jurisdiction", jurisdiction)),
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

    /** Publishes a rule set of these requirements about a license type of its own, whose name it gives back. */
    public String publishRules(String requirements) {
        return publishRules("", requirements);
    }

    /** @param further fields of the document besides the ones that every one needs */
    public String publishRules(String further, String requirements) {
        String id = "made-up-" + UUID.randomUUID();
        publish((HEADER.formatted(id) + further + "requirements:\n" + requirements.indent(2))
                        .getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(201);
        return id;
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

    /** Evidence of this kind about the person; further fields as name, value, name, value … */
    public ObjectNode evidence(String kind, String occurredOn, Object... fields) {
        ObjectNode body = new ObjectMapper()
                .createObjectNode()
                .put("person", person.toString())
                .put("kind", kind)
                .put("occurredOn", occurredOn);
        for (int i = 0; i < fields.length; i += 2) {
            body.putPOJO((String) fields[i], fields[i + 1]);
        }
        return body;
    }

    /** Posts as the authority's decider would have on that day; the id of what was recorded. */
    public UUID decided(ObjectNode body, String on) {
        return created(
                as(authority, Role.BOARD_DECIDER)
                        .header("Sandbox-Time", on + "T17:00:00Z")
                        .body(body.toString()),
                "/evidence");
    }

    public void retract(UUID evidence, boolean issuerWithdrew, String on) {
        as(provider, Role.PROGRAM_SUBMITTER)
                .header("Sandbox-Time", on + "T17:00:00Z")
                .body(Map.of("reason", "not hers", "issuerWithdrew", issuerWithdrew))
                .post("/people/{id}/evidence/{evidence}/retraction", person, evidence)
                .then()
                .statusCode(201);
    }

    /** What the analyst learns: the question's dates as name, value, name, value … */
    public ValidatableResponse ask(String licenseType, String... dates) {
        RequestSpecification question = board().queryParam("licenseType", licenseType);
        for (int i = 0; i < dates.length; i += 2) {
            question = question.queryParam(dates[i], dates[i + 1]);
        }
        return question.get("/people/{id}/readiness", person).then().statusCode(200);
    }

    /** Freezes the answer as of the day, as of today if there is none; the id of the determination. */
    public UUID freeze(String licenseType, String... asOf) {
        return created(
                board().body(
                                asOf.length == 0
                                        ? Map.of("licenseType", licenseType)
                                        : Map.of("licenseType", licenseType, "asOf", asOf[0])),
                "/people/" + person + "/determinations");
    }

    /** The address of a determination of the person. */
    public String at(UUID determination) {
        return "/people/" + person + "/determinations/" + determination;
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
