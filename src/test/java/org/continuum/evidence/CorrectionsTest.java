package org.continuum.evidence;

import static org.continuum.evidence.Records.id;
import static org.continuum.evidence.Records.submit;
import static org.continuum.evidence.Records.submitAt;
import static org.continuum.people.Registry.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.continuum.access.Database;
import org.continuum.access.Role;
import org.continuum.access.ServiceIdentity;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signatures, corrections and retractions: each an added row, each with its effect from when it was known. */
@QuarkusTest
class CorrectionsTest {
    private static final List<String> BOTH = List.of("supervising-practitioner", "program-supervisor");

    @Inject
    Database database;

    @Inject
    EvidenceLog log;

    private UUID university;
    private UUID person;

    @BeforeEach
    void register() {
        university = Registry.provider();
        person = Registry.person(university);
    }

    @Test
    void a_record_is_pending_until_the_last_required_signature_is_in() {
        String id = id(submitAt("2023-06-09T12:00:00Z", university, summative("2023-06-09", "supervising-practitioner"))
                .body("status", equalTo("pending")));
        sign("2023-06-14T12:00:00Z", id, "program-supervisor", "2023-06-14")
                .statusCode(201)
                .body("id", equalTo(id))
                .body("status", equalTo("final"));
        status(id, "", "final");
        status(id, "?asOf=2023-06-13", "pending");
        status(id, "?knownAsOf=2023-06-14T11:59:59Z", "pending");
        status(id, "?knownAsOf=2023-06-14T12:00:00Z", "final");
        read(id, "?asOf=2023-06-13").body("signatures.role", contains("supervising-practitioner"));
        read(id, "?asOf=2023-06-08", 404);
    }

    @Test
    void only_a_required_role_signs_and_only_once_and_not_in_the_future() {
        String id = id(submit(university, summative("2023-06-09", "supervising-practitioner")));
        sign(id, "head-teacher", "2023-06-14").statusCode(422).body("errors.pointer", contains("/role"));
        sign(id, "head-teacher", "2199-06-14").body("errors.pointer", contains("/role", "/signedOn"));
        sign(id, "supervising-practitioner", "2023-06-14").statusCode(409);
        sign(UUID.randomUUID().toString(), "program-supervisor", "2023-06-14").statusCode(404);
    }

    @Test
    void a_repeated_signature_under_one_key_gets_the_first_answer() {
        String id = id(submit(university, summative("2023-06-09")));
        String key = UUID.randomUUID().toString();
        String first = keyedSign(key, id).statusCode(201).extract().asString();
        sign(id, "supervising-practitioner", "2023-06-14").statusCode(201).body("status", equalTo("final"));
        assertEquals(first, keyedSign(key, id).statusCode(201).extract().asString());
        assertTrue(first.contains("pending"));
    }

    @Test
    void an_unsigned_correction_does_not_govern_until_it_is_signed() {
        String first = id(submitAt("2023-05-15T12:00:00Z", university, summative("2023-05-15", BOTH)));
        String second = id(submitAt(
                "2023-06-09T12:00:00Z", university, correction(first, summative("2023-06-09", "program-supervisor"))));
        status(first, "", "final");
        status(second, "", "pending");
        sign("2023-06-14T12:00:00Z", second, "supervising-practitioner", "2023-06-14")
                .statusCode(201);
        status(first, "", "superseded");
        status(second, "", "final");
        status(first, "?asOf=2023-06-10", "final");
        status(first, "?knownAsOf=2023-06-14T00:00:00Z", "final");
    }

    @Test
    void corrections_form_a_line_and_only_a_final_one_replaces_what_it_leads_to() {
        String first = id(submit(university, summative("2023-05-15", BOTH)));
        String second = id(submit(university, correction(first, summative("2023-06-09"))));
        submit(university, correction(first, summative("2023-06-10")))
                .statusCode(409)
                .body("errors.pointer", contains("/supersedes"));
        String third = id(submit(university, correction(second, summative("2023-06-11", BOTH))));
        status(first, "", "superseded");
        status(second, "", "superseded");
        status(third, "", "final");
        retract(third, false).statusCode(201).body("status", equalTo("retracted"));
        status(first, "", "final");
        status(second, "", "pending");
    }

    @Test
    void of_concurrent_corrections_one_is_accepted() throws Exception {
        String first = id(submit(university, summative("2023-05-15", BOTH)));
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> running = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                Map<String, Object> correction = correction(first, summative("2023-06-1" + i, BOTH));
                running.add(threads.submit(() -> {
                    start.await();
                    return submit(university, correction).extract().statusCode();
                }));
            }
            start.countDown();
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> each : running) {
            statuses.add(each.get());
        }
        statuses.sort(null);
        assertEquals(List.of(201, 409, 409, 409, 409, 409), statuses);
    }

    @Test
    void a_correction_is_of_the_submitters_own_record_on_the_same_person_of_the_same_kind_and_purpose() {
        String first = id(submit(university, summative("2023-05-15", BOTH)));
        Map<String, Object> elsewhere = correction(first, summative("2023-05-15", BOTH));
        elsewhere.put("person", Registry.person(university));
        submit(university, elsewhere).statusCode(422).body("errors.pointer", contains("/supersedes"));
        Map<String, Object> other = Records.of("observation", person, "2023-05-15", "purpose", "growth");
        submit(university, correction(first, other))
                .statusCode(422)
                .body("errors.pointer", contains("/supersedes", "/purpose"));
        UUID residency = Registry.provider();
        Registry.enroll(residency, Registry.program(residency), person);
        submit(residency, correction(first, summative("2023-05-15", BOTH)))
                .statusCode(422)
                .body("errors.pointer", contains("/supersedes"));
    }

    @Test
    void what_is_retracted_stays_readable_and_was_never_good_once_that_is_known() {
        String id = id(submitAt(
                "2024-02-01T12:00:00Z",
                university,
                Records.of("exam-result", person, "2024-01-20", "test", "cbest", "passed", true)));
        retractAt("2024-05-01T12:00:00Z", id, true)
                .statusCode(201)
                .body("id", equalTo(id))
                .body("status", equalTo("retracted"));
        status(id, "", "retracted");
        status(id, "?asOf=2024-03-01", "retracted");
        status(id, "?knownAsOf=2024-04-01T00:00:00Z", "final");
        read(id, "")
                .body("retraction.reason", equalTo("score voided"))
                .body("retraction.issuerWithdrew", equalTo(true));
        read(id, "?knownAsOf=2024-04-01T00:00:00Z").body("retraction", nullValue());
        retract(id, true).statusCode(409);
        sign(id, "program-supervisor", "2024-05-02").statusCode(422);
    }

    @Test
    void a_retracted_record_is_not_signed_any_more() {
        String id = id(submit(university, summative("2023-06-09")));
        retract(id, false).statusCode(201);
        sign(id, "program-supervisor", "2023-06-10").statusCode(409);
    }

    @Test
    void readiness_gets_everything_with_when_it_was_known_in_one_read() {
        String first = id(submitAt("2023-05-15T12:00:00Z", university, summative("2023-05-15", BOTH)));
        String second = id(submitAt(
                "2023-06-09T12:00:00Z",
                university,
                correction(first, summative("2023-06-09", "supervising-practitioner"))));
        sign("2023-06-14T12:00:00Z", second, "program-supervisor", "2023-06-14").statusCode(201);
        retractAt("2023-07-01T12:00:00Z", first, false).statusCode(201);
        List<EvidenceRecord> all = database.as(ServiceIdentity.CHECK, () -> log.of(person));
        assertEquals(
                List.of(first, second),
                all.stream().map(each -> each.id().toString()).toList());
        EvidenceRecord one = all.getFirst();
        EvidenceRecord other = all.getLast();
        assertEquals("performance-assessment", one.kind());
        assertEquals(Purpose.LICENSURE, one.purpose());
        assertEquals(university, one.organization());
        assertEquals("program-supervisor", one.assessorRole());
        assertNotNull(one.retraction());
        assertFalse(one.retraction().issuerWithdrew());
        assertNull(other.retraction());
        assertEquals(one.id(), other.supersedes());
        assertEquals(BOTH, other.requiredSignatures());
        assertEquals(
                List.of(Instant.parse("2023-06-09T12:00:00Z"), Instant.parse("2023-06-14T12:00:00Z")),
                other.signatures().stream()
                        .map(EvidenceRecord.Signature::recordedAt)
                        .toList());
        assertEquals(LocalDate.of(2023, 6, 14), other.signatures().getLast().signedOn());
        assertEquals(new BigDecimal("37.25"), other.payload().get("total").decimalValue());
        assertTrue(one.personSeq() < other.personSeq());
    }

    private Map<String, Object> summative(String occurredOn, String... signed) {
        return summative(occurredOn, List.of(signed));
    }

    private Map<String, Object> summative(String occurredOn, List<String> signed) {
        return Records.of(
                "performance-assessment",
                person,
                occurredOn,
                "instrument",
                "cap",
                "total",
                new BigDecimal("37.25"),
                "assessor",
                Map.of("role", "program-supervisor"),
                "requiredSignatures",
                BOTH,
                "signatures",
                signed.stream()
                        .map(role -> Map.of("role", role, "signer", "S. Igner", "signedOn", occurredOn))
                        .toList());
    }

    private static Map<String, Object> correction(String of, Map<String, Object> record) {
        record.put("supersedes", of);
        record.put("reason", "a rating was entered wrongly");
        return record;
    }

    private ValidatableResponse sign(String id, String role, String day) {
        return sign(Instant.now().toString(), id, role, day);
    }

    private ValidatableResponse sign(String time, String id, String role, String day) {
        return as(university, Role.PROGRAM_SUBMITTER)
                .header("Sandbox-Time", time)
                .body(Map.of("role", role, "signer", "S. Igner", "signedOn", day))
                .post("/people/" + person + "/evidence/" + id + "/signatures")
                .then();
    }

    private ValidatableResponse keyedSign(String key, String id) {
        return as(university, Role.PROGRAM_SUBMITTER)
                .header("Idempotency-Key", key)
                .body(Map.of("role", "program-supervisor", "signer", "S. Igner", "signedOn", "2023-06-14"))
                .post("/people/" + person + "/evidence/" + id + "/signatures")
                .then();
    }

    private ValidatableResponse retract(String id, boolean issuerWithdrew) {
        return retractAt(Instant.now().toString(), id, issuerWithdrew);
    }

    private ValidatableResponse retractAt(String time, String id, boolean issuerWithdrew) {
        return as(university, Role.PROGRAM_SUBMITTER)
                .header("Sandbox-Time", time)
                .body(Map.of("reason", "score voided", "issuerWithdrew", issuerWithdrew))
                .post("/people/" + person + "/evidence/" + id + "/retraction")
                .then();
    }

    private void status(String id, String query, String status) {
        read(id, query).body("status", equalTo(status));
    }

    private ValidatableResponse read(String id, String query) {
        return read(id, query, 200);
    }

    private ValidatableResponse read(String id, String query, int status) {
        return as(university, Role.PROGRAM_SUBMITTER)
                .get("/people/" + person + "/evidence/" + id + query)
                .then()
                .statusCode(status);
    }
}
