package org.continuum.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.contract.ContractDocument;
import org.continuum.contract.Tokens;
import org.continuum.license.Board;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person inspects all of her own record, and nothing of anybody else's. */
@QuarkusTest
class OwnRecordTest {
    @Inject
    PolicyInForce inForce;

    private final Map<String, Object> ids = new HashMap<>();
    private UUID person;
    private UUID growth;
    private Board board;

    /** Everything that can be recorded of a person, once. */
    @BeforeEach
    void record() {
        Parties parties = Parties.meet();
        person = parties.person();
        board = parties.board().withEvidence();
        UUID determination = board.freeze();
        ids.put("licenseType", board.licenseType());
        ids.put("determination", determination);
        ids.put("license", board.grant());
        Board.at(as(board.authority(), Role.BOARD_ANALYST))
                .post(of("/determinations/" + determination + "/notice"))
                .then()
                .statusCode(201);
        ids.put("review", created(Board.at(herself()).body(Map.of("grounds", "A test was left out.")), reviews()));
        employed(parties.organizations().get(Relation.EMPLOYER));
    }

    private void employed(UUID employer) {
        UUID mentor = Registry.person(employer);
        Registry.employ(employer, mentor);
        RequestSpecification hr = as(employer, Role.DISTRICT_HR);
        ids.put("induction", created(hr.body(Map.of("startedOn", "2026-09-01")), of("/inductions")));
        ids.put(
                "mentorship",
                created(
                        as(employer, Role.DISTRICT_HR).body(Map.of("mentor", mentor, "startedOn", "2026-09-01")),
                        of("/inductions/" + ids.get("induction") + "/mentorships")));
        Map<String, Object> observed = board.observation("2026-06-01");
        observed.put("purpose", "growth");
        growth = board.post(employer, Role.DISTRICT_HR, observed);
        ids.put("evidence", growth);
    }

    @Test
    void she_reads_whatever_is_recorded_of_her_and_each_time_that_is_on_record_once() {
        ids.put("enrollment", first("/enrollments"));
        ids.put("employment", first("/employments"));
        ids.put("decision", first("/licensing-decisions"));
        int read = 0;
        for (ContractDocument.Operation operation : ContractDocument.committed().operations()) {
            if (operation.method().equals("GET") && operation.path().startsWith("/people/{")) {
                String path = path(operation);
                String correlation =
                        herself().get(path).then().statusCode(200).extract().header("Correlation-Id");
                assertThat(LoggedRead.of(correlation))
                        .as("on record of " + path)
                        .containsExactly(new LoggedRead(
                                person.toString(),
                                Role.PERSON,
                                operation.node().path("operationId").asText(),
                                "inspection",
                                List.of("self")));
                String refused =
                        another().get(path).then().statusCode(404).extract().header("Correlation-Id");
                assertThat(LoggedRead.of(refused)).isEmpty();
                read++;
            }
        }
        assertThat(read).as("operations that read a person's record").isGreaterThan(20);
    }

    @Test
    void her_growth_evidence_is_hers_to_see_and_nothing_of_her_continuum_is_withheld() {
        herself().get(of("/evidence")).then().statusCode(200).body("items.id", hasItem(growth.toString()));
        herself()
                .get(of("/continuum"))
                .then()
                .statusCode(200)
                .body("withheld", empty())
                .body("growth.evidence.purpose", contains("growth"))
                .body("growth.inductions", notNullValue());
    }

    @Test
    void her_proof_bundle_is_opened_wherever_bytes_are_kept() {
        herself()
                .get(of("/proof-bundle"))
                .then()
                .statusCode(200)
                .body("entries.findAll { it.type == 'evidence.submitted' }.bytes", everyItem(notNullValue()))
                .body("entries.findAll { it.type == 'license.issued' }.bytes", everyItem(notNullValue()));
    }

    @Test
    void the_review_that_she_asked_for_is_on_her_record_as_hers() {
        herself()
                .get(reviews())
                .then()
                .statusCode(200)
                .body("items.id", contains(ids.get("review").toString()));
        another().body(Map.of("grounds", "Why not?")).post(reviews()).then().statusCode(404);
    }

    @Test
    void she_may_do_nothing_else() {
        herself().get("/people").then().statusCode(403);
        herself().body(Map.of("givenName", "Eve")).put(of("")).then().statusCode(403);
        herself().body(board.check()).post("/evidence").then().statusCode(403);
        herself().get("/rule-sets").then().statusCode(200);
    }

    @Test
    void the_policy_says_so_of_every_operation_that_reads_a_person() {
        for (ContractDocument.Operation operation : ContractDocument.committed().operations()) {
            if (operation.method().equals("GET") && operation.path().startsWith("/people/{")) {
                assertThat(inForce.policy()
                                .of(operation.node().path("operationId").asText()))
                        .as(operation.toString())
                        .anyMatch(line -> line.role().equals(Role.PERSON)
                                && line.purpose().equals("inspection"));
            }
        }
    }

    @Test
    void the_sandbox_signs_no_token_that_the_service_would_not_believe() {
        refused(Map.of("roles", "person"), "", "/roles");
        refused(Map.of("person", person, "organization", board.authority(), "roles", "person"), "/roles");
        refused(Map.of("person", person, "roles", "operator"), "/roles");
        refused(Map.of("organization", board.authority(), "roles", "person"), "/roles");
    }

    private static void refused(Map<String, Object> asked, String... pointers) {
        Map<String, Object> body = new HashMap<>(asked);
        body.put("roles", List.of(asked.get("roles")));
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/sandbox/tokens")
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of(pointers)));
    }

    private String path(ContractDocument.Operation operation) {
        String path =
                operation.path().replaceFirst("\\{[^}]+}", person.toString()).replace("{id}", growth.toString());
        for (Map.Entry<String, Object> known : ids.entrySet()) {
            path = path.replace("{" + known.getKey() + "}", known.getValue().toString());
        }
        return path.endsWith("/readiness") ? path + "?licenseType=" + board.licenseType() : path;
    }

    private String first(String list) {
        return herself().get(of(list)).then().statusCode(200).extract().path("items[0].id");
    }

    private String reviews() {
        return of("/determinations/" + ids.get("determination") + "/reviews");
    }

    private String of(String below) {
        return "/people/" + person + below;
    }

    private RequestSpecification herself() {
        return given().auth().oauth2(Tokens.person(person)).contentType(ContentType.JSON);
    }

    private static RequestSpecification another() {
        return given().auth().oauth2(Tokens.person(UUID.randomUUID())).contentType(ContentType.JSON);
    }

    private static RequestSpecification as(UUID organization, String role) {
        return Registry.as(organization, role);
    }

    private static String created(RequestSpecification request, String path) {
        return request.post(path).then().statusCode(201).extract().path("id");
    }
}
