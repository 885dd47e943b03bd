package org.continuum.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.continuum.access.Role;
import org.continuum.people.Registry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Walks every operation of the contract with input that must be refused, and finds each answer a problem of the client's,
 * pointing to what is wrong, without a word of our inside; and the database as it was.
 */
@QuarkusTest
class HostileInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOME_ID = "0198c0de-0000-7000-8000-00000000abcd";
    /** One who may do all, as far as that depends on being the person's registrar and employer. */
    private static UUID somebody;

    private static UUID person;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> findings = new ArrayList<>();
    private int exchanges;
    private ContractDocument contract;
    private Map<String, Long> rows;

    @BeforeEach
    void count() throws SQLException {
        contract = ContractDocument.running();
        if (somebody == null) {
            somebody = Registry.employer();
            person = Registry.person(somebody);
            Registry.employ(somebody, person);
        }
        rows = StoredRows.count();
    }

    @AfterEach
    void nothing_was_stored() throws SQLException {
        assertEquals(rows, StoredRows.count(), "rows of all tables before and after");
    }

    @Test
    void a_body_that_does_not_fit_is_refused_and_the_error_points_to_the_place() {
        for (ContractDocument.Operation operation : contract.operations()) {
            if (operation.takesJson()) {
                for (Hostile hostile : Hostile.bodies(contract, operation.bodySchema())) {
                    HttpRequest request = request(operation, path(operation))
                            .header("Content-Type", "application/json")
                            .method(operation.method(), BodyPublishers.ofByteArray(hostile.body()))
                            .build();
                    Answer answer =
                            refused(operation + " with " + hostile.what() + at(hostile), request, hostile.status());
                    if (hostile.pointer() != null && hostile.status() == 400) {
                        expect(
                                answer.pointsTo(hostile.pointer()),
                                operation + " with " + hostile.what() + at(hostile),
                                answer);
                    }
                }
            }
        }
        done(50);
    }

    @Test
    void a_body_of_another_media_type_is_refused() {
        for (ContractDocument.Operation operation : contract.operations()) {
            if (operation.takesJson()) {
                for (String type : List.of(
                        "text/plain",
                        "application/xml",
                        "multipart/form-data",
                        "image/png",
                        "application/x-ndjson",
                        "application/merge-patch+json",
                        "*/*",
                        "none",
                        "")) {
                    HttpRequest request = request(operation, path(operation))
                            .header("Content-Type", type)
                            .method(operation.method(), BodyPublishers.ofString("{}"))
                            .build();
                    refused(operation + " as " + type, request, 415);
                }
            }
        }
        done(4);
    }

    @Test
    void an_id_that_is_none_is_answered_as_an_unknown_one_to_the_byte() {
        for (ContractDocument.Operation operation : contract.operations()) {
            if (operation.path().contains("{") && operation.secured() && !namedByText(operation)) {
                for (String id : List.of(
                        "x",
                        "1",
                        "null",
                        "%00",
                        "%ff",
                        "..%2f..%2f",
                        "'%20OR%201=1",
                        "1-1-1-1-1",
                        "x".repeat(900),
                        "%F0%9F%92%A9",
                        SOME_ID + "0")) {
                    Answer answer =
                            refused(operation + " with id " + id, bodiless(operation, path(operation, id)), 404);
                    expect(answer.body().equals(NOT_FOUND), operation + " with id " + id, answer);
                }
            }
        }
        done(11);
    }

    /** Any text may be such a record's name, so that a body which fits nothing is told of first. */
    private boolean namedByText(ContractDocument.Operation operation) {
        return !operation.node().path("requestBody").isMissingNode()
                && operation
                        .node()
                        .path("parameters")
                        .valueStream()
                        .map(contract::resolved)
                        .filter(parameter -> parameter.path("in").asText().equals("path"))
                        .noneMatch(parameter -> contract.resolved(parameter.path("schema"))
                                .path("format")
                                .asText()
                                .equals("uuid"));
    }

    private static final String NOT_FOUND =
            "{\"type\":\"/problems/not-found\",\"title\":\"There is nothing here for this"
                    + " caller\",\"status\":404,\"detail\":\"No such record, or it is not yours to see.\"}";

    /** The framework decodes such a path twice, and trips over what the first time has left. */
    @Test
    void a_path_with_parameters_of_its_own_is_nobodys() {
        for (ContractDocument.Operation operation : contract.operations()) {
            String path = path(operation, "%25n");
            path = path.contains("?") ? path.replace("?", ";x=1?") : path + ";x=1";
            refused(operation + " at " + path, bodiless(operation, path), 404);
        }
        done(50);
    }

    /** The router would go by another path than what looks at the one that was sent. */
    @Test
    void a_path_that_is_not_written_in_its_normal_form_is_nobodys() {
        for (ContractDocument.Operation operation : contract.operations()) {
            String path = path(operation);
            String letter = "/%" + Integer.toHexString(path.charAt(1));
            for (String other :
                    List.of("/q/.." + path, "/q/%2e%2e" + path, "/." + path, "/" + path, letter + path.substring(2))) {
                Answer answer = refused(operation + " at " + other, anonymous(operation, other), 404);
                expect(answer.body().equals(NOT_FOUND), operation + " at " + other, answer);
            }
        }
        done(50);
    }

    @Test
    void a_parameter_that_does_not_fit_is_refused_by_name() {
        for (ContractDocument.Operation operation : contract.operations()) {
            String path = path(operation);
            if (operation.secured()) {
                Answer unknown = refused(operation + " with ?nope", bodiless(operation, path + "?nope=1"), 400);
                expect(unknown.pointsTo("#query/nope"), operation + " with ?nope", unknown);
            }
            operation.node().path("parameters").forEach(declared -> {
                JsonNode parameter = contract.resolved(declared);
                String name = parameter.path("name").asText();
                if (parameter.path("in").asText().equals("query")) {
                    for (String value : hostileValues(contract.resolved(parameter.path("schema")))) {
                        String query = path + "?" + name + "=" + value;
                        Answer answer =
                                refused(operation + " with " + name + "=" + value, bodiless(operation, query), 400);
                        expect(answer.pointsTo("#query/" + name), operation + " with " + name + "=" + value, answer);
                    }
                }
            });
        }
        done(10);
    }

    private static List<String> hostileValues(JsonNode schema) {
        // the server itself ends longer request lines with a bare 414
        List<String> values = new ArrayList<>(List.of("%00", "%ff", "x".repeat(3000) + "%00"));
        switch (schema.path("type").asText()) {
            case "integer", "number" -> values.addAll(List.of("", "x", "NaN", "1e9", "9".repeat(60), "0x10"));
            case "boolean" -> values.addAll(List.of("", "yes", "1", "TRUE"));
            default -> {
                if (schema.has("enum")) {
                    values.add("no-such-value");
                }
            }
        }
        switch (schema.path("format").asText()) {
            case "date" -> values.addAll(List.of("", "2023-02-30", "0000-01-01", "99999-01-01", "today"));
            case "date-time" -> values.addAll(List.of("", "2023-02-30T00:00:00Z", "2023-01-01", "now"));
            case "uuid" -> values.addAll(List.of("", "1-1-1-1-1", "x"));
            default -> {}
        }
        return values;
    }

    @Test
    void a_caller_without_a_good_token_or_role_is_refused() {
        String unsigned = base64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + base64("{\"sub\":\"x\"}") + ".";
        String good = Tokens.of(somebody, "operator");
        List<String> bad = List.of(
                "",
                "x",
                "a.b.c",
                unsigned,
                good + "x",
                good.substring(0, good.length() - 5),
                "\u00e4",
                good + "." + good);
        String roleless = Tokens.of(somebody);
        for (ContractDocument.Operation operation : contract.operations()) {
            if (operation.secured()) {
                String path = path(operation);
                refused(operation + " without token", anonymous(operation, path), 401);
                for (String token : bad) {
                    HttpRequest request = builder(path)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", operation.contentType())
                            .method(operation.method(), publisher(operation))
                            .build();
                    refused(operation + " with token " + token, request, 401);
                }
                if (!operation.roles().isEmpty()) {
                    HttpRequest request = builder(path)
                            .header("Authorization", "Bearer " + roleless)
                            .header("Content-Type", operation.contentType())
                            .method(operation.method(), publisher(operation))
                            .build();
                    refused(operation + " without a role", request, 403);
                }
            }
        }
        done(10);
    }

    @Test
    void a_version_or_media_type_that_is_not_served_is_refused() {
        for (ContractDocument.Operation operation : contract.operations()) {
            String path = path(operation);
            for (String version : List.of("", "1999-01-01", "latest", "2026-11-01, 2026-11-01")) {
                HttpRequest request = request(operation, path)
                        .header("Continuum-Version", version)
                        .header("Content-Type", operation.contentType())
                        .method(operation.method(), publisher(operation))
                        .build();
                refused(operation + " in version " + version, request, 400);
            }
            HttpRequest request = request(operation, path)
                    .header("Accept", "image/png")
                    .header("Content-Type", operation.contentType())
                    .method(operation.method(), publisher(operation))
                    .build();
            refused(
                    operation + " as nothing",
                    request(operation, path)
                            .header("Accept", "")
                            .header("Content-Type", operation.contentType())
                            .method(operation.method(), publisher(operation))
                            .build(),
                    operation.node().has("requestBody") ? 0 : 406);
            refused(operation + " as a picture", request, operation.node().has("requestBody") ? 0 : 406);
        }
        done(5);
    }

    /** The server refuses these before the service sees them; it has no words of its own. */
    @Test
    void an_address_that_cannot_be_decoded_is_refused() throws IOException {
        for (String address : List.of("/%zz", "/problems/%", "/problems?%zz=1", "/?a=%z")) {
            try (Socket socket = new Socket("localhost", RestAssured.port);
                    InputStream in = socket.getInputStream()) {
                String request = "GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(answer.startsWith("HTTP/1.1 400 "), address + "\n" + answer);
                assertTrue(answer.endsWith("\r\n\r\n"), address + "\n" + answer);
            }
        }
    }

    /** A server may close a connection that it kept alive; the client does not repeat a POST then, so we do. */
    private HttpResponse<String> sent(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException closed) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private Answer refused(String what, HttpRequest request, int status) {
        exchanges++;
        try {
            Answer answer = Answer.of(sent(request));
            boolean problem = answer.type().equals("application/problem+json")
                    && !answer.json().path("type").asText().isEmpty();
            boolean ours = Judge.tellsOfTheInside(answer.body());
            boolean due = status == 0 ? answer.status() >= 400 && answer.status() < 500 : answer.status() == status;
            expect(due && problem && !ours, what + " (due: " + status + ")", answer);
            return answer;
        } catch (IOException e) {
            throw new AssertionError(what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(what, e);
        }
    }

    private void expect(boolean met, String what, Answer answer) {
        if (!met && findings.size() < 40) {
            String body = answer.body();
            findings.add(what + " → " + answer.status() + " " + body.substring(0, Math.min(600, body.length())));
        }
    }

    /** A walk that met nothing has shown nothing. */
    private void done(int atLeast) {
        assertTrue(exchanges >= atLeast, "only " + exchanges + " exchanges: does the contract still have operations?");
        assertTrue(findings.isEmpty(), () -> "of " + exchanges + " exchanges:\n" + String.join("\n", findings));
    }

    private HttpRequest bodiless(ContractDocument.Operation operation, String path) {
        return request(operation, path)
                .header("Content-Type", operation.contentType())
                .method(operation.method(), publisher(operation))
                .build();
    }

    private HttpRequest anonymous(ContractDocument.Operation operation, String path) {
        return builder(path)
                .header("Content-Type", operation.contentType())
                .method(operation.method(), publisher(operation))
                .build();
    }

    private static HttpRequest.BodyPublisher publisher(ContractDocument.Operation operation) {
        return operation.takesJson() ? BodyPublishers.ofString("{\"no-such-field\":1}") : BodyPublishers.noBody();
    }

    private HttpRequest.Builder request(ContractDocument.Operation operation, String path) {
        HttpRequest.Builder builder = builder(path);
        return operation.secured() ? builder.header("Authorization", "Bearer " + token(operation)) : builder;
    }

    private String token(ContractDocument.Operation operation) {
        if (operation.roles().equals(Set.of(Role.PERSON))) {
            return Tokens.person(person);
        }
        return Tokens.of(
                somebody,
                operation.roles().stream()
                        .filter(role -> !role.equals(Role.PERSON) && !role.equals(Role.MENTOR))
                        .toArray(String[]::new));
    }

    private static HttpRequest.Builder builder(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path));
    }

    /** Of the known person, if of anybody; all else is unknown. */
    private static String path(ContractDocument.Operation operation) {
        return operation
                .path()
                .replaceFirst("^/people/\\{[^}]+}", "/people/" + person)
                .replaceAll("\\{[^}]+}", SOME_ID);
    }

    private static String path(ContractDocument.Operation operation, String id) {
        UnaryOperator<String> fill = path -> path.replaceAll("\\{[^}]+}", java.util.regex.Matcher.quoteReplacement(id));
        return fill.apply(operation.path());
    }

    private static String at(Hostile hostile) {
        return hostile.pointer() == null ? "" : " at '" + hostile.pointer() + "'";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private record Answer(int status, String type, String body, JsonNode json) {
        static Answer of(HttpResponse<String> response) throws IOException {
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(
                    response.statusCode(),
                    type,
                    response.body(),
                    type.endsWith("json") ? JSON.readTree(response.body()) : JSON.nullNode());
        }

        boolean pointsTo(String pointer) {
            for (JsonNode error : json.path("errors")) {
                if (error.path("pointer").asText().equals(pointer)) {
                    return true;
                }
            }
            return false;
        }
    }
}
