package org.continuum.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.license.Board;
import org.continuum.people.Registry;
import org.junit.jupiter.api.Test;

/** Who gets which proofs, opened how far. What they prove, the verifiers say. */
@QuarkusTest
class ProofBundleTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everybody_sees_every_entry_and_each_opened_as_far_as_its_own_reads_go() throws IOException {
        Told told = Told.once();
        JsonNode board = JSON.readTree(told.bundle(told.board().authority(), Role.BOARD_DECIDER));
        JsonNode university = JSON.readTree(told.bundle(told.board().university(), Role.PROGRAM_SUBMITTER));
        JsonNode district = JSON.readTree(told.bundle(told.district(), Role.DISTRICT_HR));
        for (JsonNode bundle : List.of(board, university, district)) {
            JsonNode entries = bundle.get("entries");
            for (int i = 0; i < entries.size(); i++) {
                assertThat(entries.get(i).get("personSeq").asInt()).isEqualTo(i + 1);
            }
            assertThat(entries).hasSize(board.get("entries").size());
        }
        assertThat(opened(board))
                .contains("evidence.submitted", "evidence.signed", "evidence.retracted", "determination.frozen")
                .contains("licensing-decision.made", "license.issued")
                .doesNotContain("person.created", "employment.started");
        assertThat(opened(university))
                .contains("evidence.submitted", "license.issued")
                .doesNotContain("determination.frozen", "licensing-decision.made");
        assertThat(opened(district)).containsOnly("evidence.submitted", "license.issued");
        assertThat(text(board)).doesNotContain("growth");
        assertThat(text(district)).contains("growth").doesNotContain("Sal Supervisor");
    }

    /** What an analyst reads she reads of whom her organization licenses; here it only prepares her. */
    @Test
    void a_role_opens_nothing_where_the_relation_that_it_asks_for_is_missing() throws IOException {
        Board board = Board.open().withEvidence();
        board.grant();
        UUID absorbed = Registry.person(board.university());
        Registry.enroll(board.university(), Registry.program(board.university()), absorbed);
        Registry.merge(board.authority(), board.person(), absorbed);
        UUID program = Registry.provider();
        Registry.enroll(program, Registry.program(program), board.person());
        String bundle = "/people/" + board.person() + "/proof-bundle";
        assertThat(opened(JSON.readTree(
                        as(board.authority(), Role.BOARD_ANALYST).get(bundle).asByteArray())))
                .contains("determination.frozen", "licensing-decision.made", "license.issued", "person.merged");
        assertThat(opened(JSON.readTree(as(program, Role.PROGRAM_SUBMITTER, Role.BOARD_ANALYST)
                        .get(bundle)
                        .asByteArray())))
                .containsOnly("license.issued");
    }

    @Test
    void one_record_is_proven_with_what_was_added_to_it() throws IOException {
        Told told = Told.once();
        assertThat(opened(JSON.readTree(told.proof(told.signed()))))
                .containsExactly("evidence.submitted", "evidence.signed");
        assertThat(opened(JSON.readTree(told.proof(told.retracted()))))
                .containsExactly("evidence.submitted", "evidence.retracted");
    }

    @Test
    void who_has_nothing_to_do_with_the_person_finds_nothing() {
        Told told = Told.once();
        String person = "/people/" + told.board().person();
        UUID stranger = Registry.employer();
        as(stranger, Role.DISTRICT_HR).get(person + "/proof-bundle").then().statusCode(404);
        as(stranger, Role.DISTRICT_HR)
                .get(person + "/evidence/" + told.signed() + "/proof")
                .then()
                .statusCode(404);
        as(told.district(), Role.DISTRICT_HR)
                .get(person + "/evidence/" + told.signed() + "/proof")
                .then()
                .statusCode(404);
        as(told.board().authority(), Role.BOARD_ANALYST)
                .get(person + "/evidence/" + UUID.randomUUID() + "/proof")
                .then()
                .statusCode(404);
        as(told.board().authority(), Role.RESEARCHER)
                .get(person + "/proof-bundle")
                .then()
                .statusCode(403);
    }

    private static List<String> opened(JsonNode bundle) {
        return bundle.get("entries")
                .valueStream()
                .filter(entry -> entry.has("bytes"))
                .map(entry -> entry.get("description").asText())
                .map(description -> description.replaceFirst(".*\"type\":\"([a-z.-]+)\".*", "$1"))
                .toList();
    }

    /** All that was opened. */
    private static String text(JsonNode bundle) {
        StringBuilder text = new StringBuilder();
        bundle.get("entries")
                .valueStream()
                .filter(entry -> entry.has("bytes"))
                .forEach(entry -> text.append(entry.get("description"))
                        .append(new String(
                                Base64.getDecoder().decode(entry.get("bytes").asText()), StandardCharsets.UTF_8)));
        return text.toString();
    }
}
