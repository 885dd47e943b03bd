package org.continuum.evidence;

import static org.continuum.evidence.Records.id;
import static org.continuum.evidence.Records.submit;
import static org.continuum.people.Registry.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.launch.Superuser;
import org.continuum.people.Registry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A record is read as a whole, whatever is asked of it: what an organization may add to it has an end, and is its own. */
@QuarkusTest
class FullRecordTest {
    private static final String DAY = "2026-03-09";

    private UUID authority;
    private UUID university;
    private UUID person;

    @BeforeEach
    void register() {
        authority = Registry.organization("licensing-authority", "US-MA");
        university = Registry.provider();
        person = Registry.person(university);
        Registry.enroll(university, Registry.program(university), person);
    }

    @AfterEach
    void empty() throws SQLException {
        asSuperuser("DELETE FROM evidence_retraction WHERE body = 'filled'");
        asSuperuser("DELETE FROM evidence WHERE body = 'filled'");
    }

    @Test
    void whoever_fills_a_record_closes_it_to_itself_only() throws SQLException {
        UUID college = Registry.provider();
        Registry.enroll(college, Registry.program(college), person);
        fill(person, university, Submitted.MOST - 1, false);
        String last = id(submit(university, exam(person)));
        refused(submit(university, exam(person)), "has 10000 pieces");
        submit(college, exam(person)).statusCode(201);
        decide("hold", last).statusCode(201);
        check().statusCode(201);
        submit(university, exam(Registry.person(university))).statusCode(201);
    }

    @Test
    void what_is_retracted_makes_room_once() throws SQLException {
        String wrong = id(submit(university, exam(person)));
        fill(person, university, Submitted.MOST, true);
        submit(university, exam(person)).statusCode(201);
        fill(person, university, Submitted.MOST, true);
        refused(submit(university, exam(person)), "submitted 20000 pieces");
        submit(university, corrected(wrong)).statusCode(201);
    }

    @Test
    void all_parts_of_a_merged_record_are_one() throws SQLException {
        UUID other = Registry.person(university);
        Registry.enroll(university, Registry.program(university), other);
        fill(person, university, Submitted.MOST / 2, false);
        fill(other, university, Submitted.MOST / 2, false);
        submit(university, exam(person)).statusCode(201);
        submit(university, exam(other)).statusCode(201);
        Registry.merge(authority, person, other);
        refused(submit(university, exam(person)), "has 10000 pieces");
        refused(submit(university, exam(other)), "has 10000 pieces");
    }

    @Test
    void a_full_record_is_corrected_and_decided_on() throws SQLException {
        String wrong = id(submit(university, exam(person)));
        fill(person, university, Submitted.MOST, false);
        fill(person, authority, Submitted.MOST, false);
        String right = id(submit(university, corrected(wrong)));
        decide("hold", right).statusCode(201);
        refused(decide("determine", right), "has 10000 pieces");
        refused(check(), "has 10000 pieces");
    }

    @Test
    void not_without_end() throws SQLException {
        String wrong = id(submit(university, exam(person)));
        fill(person, university, 3 * Submitted.MOST, true);
        fill(person, authority, 3 * Submitted.MOST, true);
        refused(decide("hold", wrong), "submitted 30000 pieces");
        refused(submit(university, corrected(wrong)), "submitted 30000 pieces");
    }

    private static Map<String, Object> exam(UUID person) {
        return Records.of("exam-result", person, DAY, "test", "cbest", "score", 41);
    }

    /** Not signed yet: once it is final, all of the record is read for what it impairs, and what was filled in opens with no key. */
    private Map<String, Object> corrected(String wrong) {
        Map<String, Object> right = exam(person);
        right.put("requiredSignatures", List.of("registrar"));
        right.put("supersedes", wrong);
        right.put("reason", "Misread.");
        return right;
    }

    private ValidatableResponse decide(String act, String on) {
        return byAuthority(Records.of(
                "decision", person, DAY, "act", act, "result", "so ordered", "attributes", Map.of("on", on)));
    }

    private ValidatableResponse check() {
        return byAuthority(Records.of("clearance-check", person, DAY, "check", "background", "result", "clear"));
    }

    private ValidatableResponse byAuthority(Map<String, Object> record) {
        return as(authority, Role.BOARD_DECIDER).body(record).post("/evidence").then();
    }

    private static void refused(ValidatableResponse answer, String why) {
        answer.statusCode(422)
                .body("errors.pointer", contains("/person"))
                .body("errors[0].detail", containsString(why));
    }

    /** As if the organization had submitted so many more pieces. */
    private static void fill(UUID person, UUID organization, int many, boolean retracted) throws SQLException {
        asSuperuser("""
                WITH head AS (
                    UPDATE person_head SET seq = seq + %3$d WHERE person_id = '%1$s' RETURNING seq),
                filled AS (
                    INSERT INTO evidence (person_id, id, person_seq, kind, purpose, occurred_on, recorded_at, organization_id,
                        required_signatures, body, media_type, digest, payload)
                    SELECT '%1$s', gen_random_uuid(), seq + 1 - n, 'exam-result', 'licensure', '%5$s', now(), '%2$s', '{}',
                        'filled', 'application/json', 'filled', 'filled' FROM head, generate_series(1, %3$d) n
                    RETURNING person_id, id)
                INSERT INTO evidence_retraction (person_id, evidence_id, issuer_withdrew, recorded_at, body)
                SELECT person_id, id, false, now(), 'filled' FROM filled WHERE %4$s""".formatted(person, organization, many, retracted, DAY));
    }

    private static void asSuperuser(String change) throws SQLException {
        try (Connection connection = Superuser.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            statement.execute(change);
        }
    }
}
