package org.continuum.framework;

import static org.continuum.people.Registry.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.access.Role;
import org.continuum.access.ServiceIdentity;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FrameworksTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Database database;

    @Inject
    Frameworks frameworks;

    private UUID board;

    @BeforeEach
    void register() {
        board = Registry.organization("licensing-authority", "US-MA");
    }

    @Test
    void a_package_comes_back_byte_for_byte() {
        byte[] sent = Packages.bytes("beginning-teacher.json");
        String id = load(sent).statusCode(201).extract().path("id");
        byte[] read = as(UUID.randomUUID(), Role.AUDITOR)
                .get("/frameworks/" + id)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .asByteArray();
        assertArrayEquals(sent, read);
    }

    @Test
    void its_competencies_are_listed_with_their_scales_from_the_lowest_level_up() {
        UUID id = Packages.load(board, "beginning-teacher.json");
        as(board, Role.BOARD_ANALYST)
                .get("/frameworks/" + id + "/competencies")
                .then()
                .statusCode(200)
                .body("items.code", contains("1", "1.a", "1.b", "2", "2.a", "2.b", "3", "3.a", "3.b"))
                .body("items[1].statement", equalTo("Plans from what learners already know"))
                .body("items[1].parent", equalTo("1"))
                .body("items[0].parent", nullValue())
                // printed from the highest down in the package, with a score for each
                .body("items[1].scales", hasSize(1))
                .body("items[1].scales[0].levels", contains("Unsatisfactory", "Developing", "Proficient", "Exemplary"))
                // 3.a has none of its own and takes those of 3, beside the one for all
                .body("items[7].scales.dimension", hasItems("quality", "scope", null))
                .body("items[7].scales.find { it.dimension == 'quality' }.levels", contains("U", "NI", "P", "E"));
    }

    @Test
    void competencies_are_read_page_by_page() {
        UUID id = Packages.load(board, "beginning-teacher.json");
        String next = as(board, Role.BOARD_ANALYST)
                .get("/frameworks/" + id + "/competencies?limit=7")
                .then()
                .statusCode(200)
                .body("items", hasSize(7))
                .extract()
                .path("next");
        as(board, Role.BOARD_ANALYST)
                .get("/frameworks/" + id + "/competencies?limit=7&cursor=" + next)
                .then()
                .body("items.code", contains("3.a", "3.b"))
                .body("next", nullValue());
    }

    @Test
    void other_features_ask_for_a_competency_and_its_levels() {
        UUID id = Packages.load(board, "beginning-teacher.json");
        database.as(ServiceIdentity.CHECK, () -> {
            assertEquals(
                    "Adjusts to how each learner develops",
                    frameworks.competency(id, "1.b").orElseThrow().statement());
            assertEquals(
                    Optional.of(List.of("Unsatisfactory", "Developing", "Proficient", "Exemplary")),
                    frameworks.levels(id, "1.b", null));
            assertEquals(Optional.of(List.of("U", "NI", "P", "E")), frameworks.levels(id, "3.b", "scope"));
            assertTrue(frameworks.levels(id, "1.b", "scope").isEmpty());
            assertTrue(frameworks.competency(id, "9").isEmpty());
            assertTrue(frameworks.competency(UUID.randomUUID(), "1").isEmpty());
            return null;
        });
    }

    /** However long they are: a rubric for all items stands in as many rows. */
    @Test
    void competencies_on_the_same_scale_share_it() {
        UUID id = Packages.load(board, "beginning-teacher.json");
        database.as(ServiceIdentity.CHECK, () -> {
            assertSame(
                    frameworks.levels(id, "1.a", null).orElseThrow(),
                    frameworks.levels(id, "1.b", null).orElseThrow());
            return null;
        });
    }

    @Test
    void a_framework_for_which_there_is_no_room_is_read_again() {
        UUID id = Packages.load(board, "beginning-teacher.json");
        database.as(ServiceIdentity.CHECK, () -> {
            assertSame(frameworks.get(id), frameworks.get(id));
            int weight = frameworks.get(id).weight();
            Frameworks roomy = new Frameworks(database, weight);
            assertSame(roomy.get(id), roomy.get(id));
            Frameworks tight = new Frameworks(database, weight - 1);
            assertNotSame(tight.get(id), tight.get(id));
            assertEquals(frameworks.get(id), tight.get(id));
            return null;
        });
    }

    @Test
    void frameworks_are_listed() {
        UUID id = Packages.load(board, "beginning-teacher.json");
        as(board, Role.BOARD_ANALYST)
                .get("/frameworks?limit=200")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id.toString()))
                .body("items.find { it.id == '" + id + "' }.title", equalTo("What a beginning teacher shows"));
    }

    @Test
    void a_version_is_imported_once_and_a_new_version_stands_beside_it() throws Exception {
        byte[] sent = Packages.bytes("beginning-teacher.json");
        load(sent).statusCode(201);
        load(sent).statusCode(409).body("errors.pointer", contains("/CFDocument/version"));
        ObjectNode next = (ObjectNode) JSON.readTree(sent);
        ((ObjectNode) next.get("CFDocument")).put("version", "2027");
        load(JSON.writeValueAsBytes(next)).statusCode(201);
        // what another authority imports is no matter
        board = Registry.organization("licensing-authority", "US-CA");
        load(sent).statusCode(201);
    }

    @Test
    void a_repeated_import_under_one_key_has_one_effect() {
        byte[] sent = Packages.bytes("beginning-teacher.json");
        String key = UUID.randomUUID().toString();
        String first = keyed(key, sent).statusCode(201).extract().asString();
        assertEquals(first, keyed(key, sent).statusCode(201).extract().asString());
    }

    @Test
    void a_document_that_links_to_its_own_package_is_refused_as_case_1_1_has_it() {
        load(Packages.bytes("package-uri-inside.json"))
                .statusCode(400)
                .body("errors.pointer", contains("/CFDocument/CFPackageURI"));
    }

    @Test
    void a_package_without_codes_or_rubric_is_accepted_with_identifiers_for_codes() throws Exception {
        ObjectNode plain = (ObjectNode) JSON.readTree(Packages.bytes("beginning-teacher.json"));
        plain.remove("CFRubrics");
        plain.putObject("CFDefinitions").putArray("CFItemTypes");
        ((ObjectNode) plain.get("CFDocument")).remove("version");
        plain.get("CFItems").forEach(item -> ((ObjectNode) item).remove("humanCodingScheme"));
        String id =
                load(JSON.writeValueAsBytes(plain)).statusCode(201).extract().path("id");
        as(board, Role.BOARD_ANALYST)
                .get("/frameworks/" + id + "/competencies")
                .then()
                .body("items[1].code", equalTo(plain.at("/CFItems/1/identifier").asText()))
                .body(
                        "items[1].parent",
                        equalTo(plain.at("/CFItems/0/identifier").asText()))
                .body("items[1].scales", hasSize(0));
    }

    @Test
    void everything_that_cannot_be_understood_is_told_at_once() throws Exception {
        ObjectNode broken = (ObjectNode) JSON.readTree(Packages.bytes("beginning-teacher.json"));
        ArrayNode items = (ArrayNode) broken.get("CFItems");
        ((ObjectNode) items.get(2)).put("humanCodingScheme", "1.a");
        ((ObjectNode) items.get(3))
                .put("identifier", items.get(0).get("identifier").asText());
        ArrayNode associations = (ArrayNode) broken.get("CFAssociations");
        // 1 becomes a child of 1.a, which is its child
        ((ObjectNode) associations.get(0))
                .set("destinationNodeURI", associations.get(1).get("originNodeURI"));
        ((ObjectNode) associations.get(2).get("destinationNodeURI")).put("identifier", "somewhere else");
        JsonNode criteria = broken.at("/CFRubrics/0/CFRubricCriteria");
        ((ObjectNode) criteria.get(0).at("/CFRubricCriterionLevels/0")).remove("quality");
        ((ObjectNode) criteria.get(1).get("CFItemURI"))
                .put("identifier", UUID.randomUUID().toString());
        criteria.get(2).get("CFRubricCriterionLevels").forEach(level -> ((ObjectNode) level).put("position", 1));
        load(JSON.writeValueAsBytes(broken))
                .statusCode(422)
                .body(
                        "errors.pointer",
                        hasItems(
                                "/CFItems/2/humanCodingScheme",
                                "/CFItems/3/identifier",
                                "/CFAssociations/1",
                                "/CFAssociations/2/destinationNodeURI/identifier",
                                "/CFRubrics/0/CFRubricCriteria/0/CFRubricCriterionLevels/0/quality",
                                "/CFRubrics/0/CFRubricCriteria/1/CFItemURI/identifier",
                                "/CFRubrics/0/CFRubricCriteria/2/CFRubricCriterionLevels"));
    }

    @Test
    void what_does_not_fit_case_is_told_with_its_place() {
        load("""
                {"CFDocument": {"identifier": "x", "uri": "u", "title": "T", "lastChangeDateTime": "yesterday"},
                 "CFItems": [{"identifier": "79de914e-cc76-41e7-8be9-bd50b5b04081", "uri": "u",
                   "lastChangeDateTime": "2026-01-01T00:00:00Z", "statement": "S"}]}""".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .statusCode(400)
                .body(
                        "errors.pointer",
                        hasItems(
                                "/CFDocument/identifier",
                                "/CFDocument/creator",
                                "/CFDocument/lastChangeDateTime",
                                "/CFItems/0/fullStatement",
                                "/CFItems/0/statement"));
    }

    @Test
    void a_package_may_be_larger_than_other_bodies_but_not_than_two_mebibytes() throws Exception {
        ObjectNode large = (ObjectNode) JSON.readTree(Packages.bytes("beginning-teacher.json"));
        ArrayNode items = (ArrayNode) large.get("CFItems");
        for (int i = 0; i < 1500; i++) {
            ObjectNode item = items.get(0).deepCopy();
            item.put("identifier", UUID.randomUUID().toString());
            item.put("humanCodingScheme", "more." + i).put("notes", "n".repeat(300));
            items.add(item);
        }
        byte[] sent = JSON.writeValueAsBytes(large);
        assertTrue(sent.length > 512 * 1024);
        UUID id = UUID.fromString(load(sent).statusCode(201).extract().path("id"));
        database.as(ServiceIdentity.CHECK, () -> {
            assertTrue(frameworks.get(id).competencies().values().stream()
                    .allMatch(each -> each.levels(null).isPresent()));
            return null;
        });
        load(new byte[2 * 1024 * 1024 + 1]).statusCode(413).body("detail", containsString("2048 KiB"));
        // elsewhere the usual limit holds
        as(board, Role.BOARD_ANALYST).body(sent).post("/people").then().statusCode(413);
    }

    @Test
    void only_an_authority_imports_and_unknown_ids_are_not_found() {
        as(board, Role.PROGRAM_SUBMITTER)
                .body(Packages.bytes("beginning-teacher.json"))
                .post("/frameworks")
                .then()
                .statusCode(403);
        for (String path : List.of("", "/competencies")) {
            as(board, Role.BOARD_ANALYST)
                    .get("/frameworks/" + UUID.randomUUID() + path)
                    .then()
                    .statusCode(404);
        }
    }

    private ValidatableResponse load(byte[] sent) {
        return as(board, Role.BOARD_ANALYST).body(sent).post("/frameworks").then();
    }

    private ValidatableResponse keyed(String key, byte[] sent) {
        return as(board, Role.BOARD_ANALYST)
                .header("Idempotency-Key", key)
                .body(sent)
                .post("/frameworks")
                .then();
    }
}
