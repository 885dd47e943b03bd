package org.continuum.evidence;

import static org.continuum.evidence.Records.id;
import static org.continuum.evidence.Records.submit;
import static org.continuum.people.Registry.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.continuum.access.Role;
import org.continuum.people.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How evidence is recorded, read, and kept from whom it does not concern. */
@QuarkusTest
class EvidenceTest {
    private static final RestAssuredConfig AS_SAID = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    private UUID university;
    private UUID person;

    @BeforeEach
    void register() {
        university = Registry.provider();
        person = Registry.person(university);
    }

    @Test
    void the_receipt_tells_id_number_time_status_and_commitment() {
        submit(university, exam())
                .statusCode(201)
                .header("Location", matchesPattern("(http://[^/]+)?/people/" + person + "/evidence/[0-9a-f-]{36}"))
                .body("personSeq", equalTo(3))
                .body("status", equalTo("final"))
                .body("recordedAt", matchesPattern("20\\d\\d-.*Z"))
                .body("commitment", matchesPattern("[0-9a-f]{64}"));
        submit(university, exam()).body("personSeq", equalTo(4));
    }

    @Test
    void the_bytes_come_back_exactly_as_they_came_in() throws Exception {
        String sent = "{ \"kind\" : \"exam-result\",\n\t\"person\":\"" + person + "\",\r\n \"score\": 4.10e1, "
                + "\"test\":\"cb\\u0065st \u00e9 e\u0301\",\"occurredOn\":\"2026-03-09\"  }\n\n";
        byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
        String location = as(university, Role.PROGRAM_SUBMITTER)
                .contentType("application/json; charset=utf-8")
                .body(bytes)
                .post("/evidence")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        String digest = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        byte[] read = as(university, Role.PROGRAM_SUBMITTER)
                .get(location + "/bytes")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/json; charset=utf-8"))
                .header("Repr-Digest", equalTo("sha-256=:" + digest + ":"))
                .extract()
                .asByteArray();
        assertArrayEquals(bytes, read);
        // what is computed with is the same in one normal form
        as(university, Role.PROGRAM_SUBMITTER)
                .get(location)
                .then()
                .body("submission.test", equalTo("cbest \u00e9 \u00e9"))
                .body("submission.score", equalTo(41));
    }

    /** It is kept in plain, and survives her erasure. */
    @Test
    void of_what_a_sender_says_beside_the_media_type_only_its_charset_is_kept() {
        byte[] sent =
                "{\"kind\":\"exam-result\",\"person\":\"%s\",\"occurredOn\":\"2026-03-09\",\"test\":\"cbest\",\"score\":41}"
                        .formatted(person)
                        .getBytes(StandardCharsets.UTF_8);
        Map<String, String> kept = new LinkedHashMap<>();
        kept.put("application/json", "application/json");
        kept.put("Application/JSON;Charset=\"UTF-8\"", "application/json; charset=utf-8");
        kept.put("application/json; charset=utf-16", "application/json");
        kept.put("application/json; note=\"Jane Doe\"", "application/json");
        kept.put("application/json; note=\"Jane Doe\"; charset=utf-8", "application/json; charset=utf-8");
        kept.put("application/json; charset=jane", "application/json");
        kept.put("application/json; charset=\"Jane Doe\"", "application/json");
        kept.forEach((said, mediaType) -> {
            String location = as(university, Role.PROGRAM_SUBMITTER)
                    .config(AS_SAID)
                    .contentType(said)
                    .body(sent)
                    .post("/evidence")
                    .then()
                    .statusCode(201)
                    .extract()
                    .header("Location");
            as(university, Role.PROGRAM_SUBMITTER)
                    .get(location + "/bytes")
                    .then()
                    .statusCode(200)
                    .header("Content-Type", equalTo(mediaType));
        });
    }

    @Test
    void the_same_request_under_one_key_has_one_effect_and_one_answer() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> record = exam();
        String first = keyed(key, record).statusCode(201).extract().asString();
        assertEquals(first, keyed(key, record).statusCode(201).extract().asString());
        record.put("score", 99);
        keyed(key, record).statusCode(422).body("type", equalTo("/problems/key-reused"));
        list("").body("items", hasSize(1));
    }

    @Test
    void concurrent_twins_have_one_effect_and_one_answer() throws Exception {
        String key = UUID.randomUUID().toString();
        Map<String, Object> record = exam();
        keyed(UUID.randomUUID().toString(), record).statusCode(201);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<String>> running = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    return keyed(key, record).statusCode(201).extract().asString();
                }));
            }
            start.countDown();
        }
        Set<String> answers = new HashSet<>();
        for (Future<String> each : running) {
            answers.add(each.get());
        }
        assertEquals(1, answers.size());
        list("").body("items", hasSize(2));
    }

    @Test
    void what_was_refused_may_be_corrected_and_sent_again_under_its_key() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> record = exam();
        record.put("expiresOn", "2020-01-01");
        keyed(key, record).statusCode(422);
        keyed(key, exam()).statusCode(201);
    }

    @Test
    void a_list_is_read_page_by_page_in_the_order_of_recording() {
        String first = id(submit(university, exam()));
        String second = id(submit(university, exam()));
        String third = id(submit(university, Records.of("qualification", person, "2020-06-01", "level", "bachelor")));
        String next = list("?limit=2")
                .body("items.id", contains(first, second))
                .extract()
                .path("next");
        list("?limit=2&cursor=" + next).body("items.id", contains(third)).body("next", nullValue());
        list("?kind=qualification").body("items.id", contains(third));
        list("?kind=opinion", 400).body("errors.pointer", contains("#query/kind"));
        list("?asOf=2025-12-31").body("items.id", contains(third));
    }

    @Test
    void nobody_else_may_submit_or_read() {
        String id = id(submit(university, exam()));
        UUID stranger = Registry.provider();
        String unknown = submit(stranger, exam()).statusCode(422).extract().asString();
        Map<String, Object> nobody = exam();
        nobody.put("person", UUID.randomUUID());
        assertEquals(
                withoutCorrelation(unknown),
                withoutCorrelation(
                        submit(stranger, nobody).statusCode(422).extract().asString()));
        String path = "/people/" + person + "/evidence";
        String foreign = as(stranger, Role.PROGRAM_SUBMITTER)
                .get(path + "/" + id)
                .then()
                .statusCode(404)
                .extract()
                .asString();
        for (String other : List.of(
                path,
                path + "/" + id + "/bytes",
                path + "/no-id",
                path + "/" + UUID.randomUUID(),
                "/people/" + UUID.randomUUID() + "/evidence")) {
            assertEquals(
                    foreign,
                    as(stranger, Role.PROGRAM_SUBMITTER)
                            .get(other)
                            .then()
                            .statusCode(404)
                            .extract()
                            .asString());
        }
        as(university, Role.RESEARCHER).get(path).then().statusCode(403);
    }

    @Test
    void another_provider_does_not_see_it_and_the_authority_sees_what_is_for_licensure() {
        UUID other = Registry.provider();
        UUID authority = Registry.organization("licensing-authority", "US-MA");
        Registry.enroll(university, Registry.program(university), person);
        Registry.enroll(other, Registry.program(other), person);
        UUID district = Registry.employer();
        Registry.employ(district, person);
        String exam = id(submit(university, exam()));
        Map<String, Object> grown = Records.of("observation", person, "2026-03-09", "purpose", "growth");
        String growth =
                id(as(district, Role.DISTRICT_HR).body(grown).post("/evidence").then());
        String path = "/people/" + person + "/evidence";
        as(other, Role.PROGRAM_SUBMITTER).get(path).then().statusCode(200).body("items", empty());
        as(authority, Role.BOARD_ANALYST).get(path).then().body("items.id", contains(exam));
        as(authority, Role.BOARD_ANALYST).get(path + "/" + growth).then().statusCode(404);
        as(authority, Role.BOARD_ANALYST)
                .get(path + "/" + growth + "/bytes")
                .then()
                .statusCode(404);
        as(district, Role.DISTRICT_HR).get(path).then().body("items.id", contains(growth));
        as(authority, Role.BOARD_ANALYST)
                .body(Map.of("reason", "ours", "issuerWithdrew", false))
                .post(path + "/" + exam + "/retraction")
                .then()
                .statusCode(403);
    }

    private Map<String, Object> exam() {
        return Records.of("exam-result", person, "2026-03-09", "test", "cbest", "score", 41);
    }

    private ValidatableResponse keyed(String key, Map<String, Object> record) {
        return as(university, Role.PROGRAM_SUBMITTER)
                .header("Idempotency-Key", key)
                .body(record)
                .post("/evidence")
                .then();
    }

    private ValidatableResponse list(String query) {
        return list(query, 200);
    }

    private ValidatableResponse list(String query, int status) {
        return as(university, Role.PROGRAM_SUBMITTER)
                .get("/people/" + person + "/evidence" + query)
                .then()
                .statusCode(status);
    }

    private static String withoutCorrelation(String problem) {
        return problem.replaceAll("\"correlationId\":\"[^\"]*\",?", "");
    }
}
