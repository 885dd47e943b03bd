package org.continuum.bulk;

import static org.continuum.people.Registry.as;
import static org.continuum.trial.Patience.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.continuum.access.Role;

/** Bulk jobs of one organization, as a submitter's script would drive them. */
public record Jobs(UUID organization) {
    public static final String NDJSON = "application/x-ndjson";
    public static final String CSV = "text/csv";
    private static final ObjectMapper JSON = new ObjectMapper();

    public UUID create() {
        return create(Map.of("format", "ndjson"));
    }

    UUID csv(String kind) {
        return create(Map.of("format", "csv", "kind", kind));
    }

    private UUID create(Map<String, String> request) {
        return UUID.fromString(as(organization, Role.PROGRAM_SUBMITTER)
                .body(request)
                .post("/bulk-jobs")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    ValidatableResponse send(UUID job, String type, String query, byte[] rows) {
        return as(organization, Role.PROGRAM_SUBMITTER)
                .contentType(type)
                .body(rows)
                .post("/bulk-jobs/" + job + "/rows" + query)
                .then();
    }

    public UUID with(List<String> lines) {
        UUID job = create();
        send(job, NDJSON, "", bytes(String.join("\n", lines))).statusCode(200);
        return job;
    }

    UUID withCsv(String kind, String text) {
        UUID job = csv(kind);
        send(job, CSV, "", bytes(text)).statusCode(200);
        return job;
    }

    public ValidatableResponse order(UUID job, String what) {
        return as(organization, Role.PROGRAM_SUBMITTER)
                .post("/bulk-jobs/" + job + "/" + what)
                .then();
    }

    ValidatableResponse undo(UUID job, String reason) {
        return as(organization, Role.PROGRAM_SUBMITTER)
                .body(Map.of("reason", reason))
                .post("/bulk-jobs/" + job + "/undo")
                .then();
    }

    public JsonNode previewed(UUID job) {
        order(job, "preview").statusCode(202);
        return awaited(job, "checked");
    }

    JsonNode committed(UUID job) {
        previewed(job);
        order(job, "commit").statusCode(202);
        return awaited(job, "committed");
    }

    public JsonNode awaited(UUID job, String state) {
        await().pollInterval(Duration.ofMillis(20))
                .until(() -> get(job).path("state").asText().equals(state));
        return get(job);
    }

    JsonNode get(UUID job) {
        return json(as(organization, Role.PROGRAM_SUBMITTER).get("/bulk-jobs/" + job));
    }

    /** All pages. */
    List<JsonNode> rows(UUID job, String state) {
        return pages("/bulk-jobs/" + job + "/rows?limit=200" + (state.isEmpty() ? "" : "&state=" + state));
    }

    public List<JsonNode> pages(String path) {
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = json(as(organization, Role.PROGRAM_SUBMITTER).get(path + next));
            page.path("items").forEach(all::add);
            next = page.has("next") ? "&cursor=" + page.path("next").asText() : null;
        } while (next != null);
        return all;
    }

    static JsonNode json(Response response) {
        try {
            return JSON.readTree(response.then().statusCode(200).extract().asByteArray());
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    static String exam(UUID person, String reference, int score) {
        return "{\"kind\":\"exam-result\",\"person\":\"%s\",\"occurredOn\":\"2026-03-09\",\"test\":\"FCE\",\"score\":%d%s}"
                .formatted(person, score, reference == null ? "" : ",\"reference\":\"" + reference + "\"");
    }

    /** So many good lines about the person, with references that begin so. */
    static List<String> exams(UUID person, String prefix, int many) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(i -> exam(person, prefix + i, i))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
