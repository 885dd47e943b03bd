package org.continuum.vault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;
import static org.continuum.people.Registry.herself;
import static org.continuum.people.Registry.identifier;
import static org.continuum.people.Registry.personDetails;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.continuum.access.Database;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.continuum.people.Registry;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ErasureTest {
    private static final Map<String, Object> ORDER = Map.of("ground", "court-order", "order", "A-2026/17");

    @Inject
    Database database;

    private UUID authority;
    private UUID university;
    private UUID person;

    @BeforeEach
    void register() {
        String jurisdiction = "ZZ";
        authority = Registry.organization("licensing-authority", jurisdiction);
        university = Registry.organization("preparation-provider", jurisdiction);
        person = UUID.fromString(as(university, Role.PROGRAM_SUBMITTER)
                .body(personDetails(identifier(university, "s1")))
                .post("/people")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        Registry.enroll(university, Registry.program(university), person);
    }

    @Test
    void an_erased_record_is_closed_to_all_who_could_see_it_and_unknown_to_all_others() {
        String path = "/people/" + person;
        erase();
        for (String each : List.of("", "/evidence", "/enrollments", "/licenses", "/continuum")) {
            as(authority, Role.BOARD_ANALYST)
                    .get(path + each)
                    .then()
                    .statusCode(410)
                    .body("type", equalTo("/problems/erased"))
                    .body("detail", containsString("court-order"));
            herself(person).get(path + each).then().statusCode(410);
            as(UUID.randomUUID(), Role.BOARD_ANALYST).get(path + each).then().statusCode(404);
        }
        as(authority, Role.BOARD_ANALYST)
                .get(path + "/readiness?licenseType=any")
                .then()
                .statusCode(410);
        as(university, Role.PROGRAM_SUBMITTER)
                .get("/people?limit=100")
                .then()
                .statusCode(200)
                .body("items.id", not(hasItem(person.toString())));
        as(university, Role.PROGRAM_SUBMITTER)
                .get("/people?issuer=" + university + "&identifier=s1")
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void a_machine_erases_nobody() {
        given().auth()
                .oauth2(Tokens.named(university, "robot", "robot", Role.BOARD_DECIDER))
                .contentType("application/json")
                .body(ORDER)
                .post("/people/" + person + "/erasure")
                .then()
                .statusCode(403)
                .body("detail", containsString("named person"));
        as(university, Role.PROGRAM_SUBMITTER).get("/people/" + person).then().statusCode(200);
    }

    @Test
    void nothing_can_be_added_to_an_erased_record() {
        UUID program = Registry.program(university);
        erase();
        as(university, Role.PROGRAM_SUBMITTER)
                .body(Map.of("program", program, "startedOn", "2026-01-01"))
                .post("/people/" + person + "/enrollments")
                .then()
                .statusCode(410);
        as(university, Role.PROGRAM_SUBMITTER)
                .body(Map.of("kind", "coursework", "person", person, "occurredOn", "2026-01-01", "course", "ED 1"))
                .post("/evidence")
                .then()
                .statusCode(422)
                .body("errors.detail", hasItem("The person's record was erased, lawfully."));
    }

    @Test
    void whatever_is_under_way_ends_before_the_erasure_or_is_refused() throws Exception {
        CountDownLatch begun = new CountDownLatch(8);
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                answers.add(clients.submit(() -> {
                    begun.countDown();
                    return as(university, Role.PROGRAM_SUBMITTER)
                            .body(coursework())
                            .post("/evidence")
                            .statusCode();
                }));
            }
            begun.await();
            erase();
        }
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isIn(201, 410, 422);
        }
        assertThat(proven().getLast().get("description")).asString().contains("person.erased");
    }

    @Test
    void her_identifiers_can_be_given_to_somebody_else() {
        erase();
        as(university, Role.PROGRAM_SUBMITTER)
                .body(personDetails(identifier(university, "s1")))
                .post("/people")
                .then()
                .statusCode(201);
    }

    @Test
    void what_was_done_is_told_once_and_proven_and_nothing_else_is_opened() {
        String first = erase();
        String again = as(authority, Role.BOARD_DECIDER)
                .body(Map.of("ground", "retention-ended", "order", "B-1"))
                .post("/people/" + person + "/erasure")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(again).isEqualTo(first);
        List<Map<String, Object>> proven = proven(); // which waits until all of it has its place in the sequence
        List<Map<String, Object>> told = told();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().get("data")).asString().contains("court-order");
        assertThat(proven).hasSizeGreaterThan(3);
        assertThat(proven.stream().filter(each -> each.get("bytes") != null))
                .singleElement()
                .satisfies(each -> {
                    assertThat((String) each.get("description")).contains("person.erased");
                    assertThat(Base64.getDecoder().decode((String) each.get("bytes")))
                            .asString(java.nio.charset.StandardCharsets.UTF_8)
                            .contains("A-2026/17");
                });
    }

    @Test
    void only_a_decider_with_a_relation_erases_and_only_by_an_order() {
        String path = "/people/" + person + "/erasure";
        as(authority, Role.BOARD_ANALYST).body(ORDER).post(path).then().statusCode(403);
        as(university, Role.PROGRAM_ADMINISTRATOR).body(ORDER).post(path).then().statusCode(403);
        herself(person).body(ORDER).post(path).then().statusCode(403);
        as(Registry.organization("licensing-authority", "YY"), Role.BOARD_DECIDER)
                .body(ORDER)
                .post(path)
                .then()
                .statusCode(404);
        as(authority, Role.BOARD_DECIDER)
                .body(Map.of("ground", "court-order", "order", "Ana Silva, born 1999"))
                .post(path)
                .then()
                .statusCode(400);
        as(authority, Role.BOARD_ANALYST).get("/people/" + person).then().statusCode(200);
    }

    @Test
    void all_keys_go_under_the_operators_next_key_and_the_record_is_read_as_before() {
        String used = ConfigProvider.getConfig().getValue("continuum.vault.keys", String.class);
        String next = Base64.getEncoder().encodeToString(new byte[32]);
        int forth = new RewrapKeys(database, new MasterKeys(List.of(next, used))).rewrap();
        try {
            assertThat(forth).isPositive();
            as(authority, Role.BOARD_ANALYST).get("/people/" + person).then().statusCode(500);
        } finally {
            assertThat(new RewrapKeys(database, new MasterKeys(List.of(used, next))).rewrap())
                    .isEqualTo(forth);
        }
        assertThat(new RewrapKeys(database, new MasterKeys(List.of(used))).rewrap())
                .isZero();
        as(authority, Role.BOARD_ANALYST)
                .get("/people/" + person)
                .then()
                .statusCode(200)
                .body("familyName", equalTo("Silva"));
    }

    /** All that the feed tells of erasures; one look goes so many entries far. */
    private List<Map<String, Object>> told() {
        List<Map<String, Object>> told = new ArrayList<>();
        String after = "0";
        while (true) {
            var page = as(university, Role.PROGRAM_SUBMITTER)
                    .get("/events?limit=200&type=person.erased&after=" + after)
                    .then()
                    .statusCode(200)
                    .extract();
            told.addAll(page.<List<Map<String, Object>>>path("items"));
            if (after.equals(page.path("next").toString())) {
                return told;
            }
            after = page.path("next").toString();
        }
    }

    private List<Map<String, Object>> proven() {
        return as(authority, Role.BOARD_ANALYST)
                .get("/people/" + person + "/proof-bundle")
                .then()
                .statusCode(200)
                .extract()
                .path("entries");
    }

    private Map<String, Object> coursework() {
        return Map.of("kind", "coursework", "person", person, "occurredOn", "2026-01-01", "course", "ED 1");
    }

    private String erase() {
        return as(authority, Role.BOARD_DECIDER)
                .body(ORDER)
                .post("/people/" + person + "/erasure")
                .then()
                .statusCode(200)
                .body("ground", equalTo("court-order"))
                .extract()
                .asString();
    }
}
