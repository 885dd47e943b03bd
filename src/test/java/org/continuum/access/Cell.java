package org.continuum.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.continuum.contract.ContractDocument;

/**
 * One question to the running service: may this caller do this to whomever the id names?
 *
 * @param caller who asks, in words
 * @param token absent: none is sent
 * @param role the caller's role; the empty string for none
 * @param known what the caller is to the person of the id
 */
record Cell(
        ContractDocument contract,
        ContractDocument.Operation operation,
        String caller,
        String token,
        String role,
        Set<Relation> known,
        Id id) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String UNKNOWN = "0198c0de-0000-7000-8000-00000000abcd";

    /** Which id of a person the path names; the kind says nothing where it names none. */
    record Id(Kind kind, String text) {
        enum Kind {
            OWN,
            FOREIGN,
            UNKNOWN,
            MALFORMED
        }

        static Id of(Kind kind, Parties parties) {
            return new Id(
                    kind,
                    switch (kind) {
                        case OWN -> parties.person().toString();
                        case FOREIGN -> parties.other().toString();
                        case UNKNOWN -> UUID.randomUUID().toString();
                        case MALFORMED -> parties.person() + "0";
                    });
        }
    }

    boolean ofAPerson() {
        return operation.path().startsWith("/people/{");
    }

    String operationId() {
        return operation.node().path("operationId").asText();
    }

    /** What the policy says to it, read in another way than the gate reads it. */
    int due(Policy policy) {
        var lines = policy.of(operationId());
        if (lines.stream().anyMatch(line -> line.role().equals("public"))) {
            return StopBehindTheGate.PASSED;
        }
        if (token.length() < 2) {
            return 401;
        }
        var own = lines.stream()
                .filter(line -> line.role().equals("any") || line.role().equals(role))
                .toList();
        if (own.isEmpty()) {
            return 403;
        }
        boolean reaches = !ofAPerson()
                || id.kind() != Id.Kind.MALFORMED
                        && own.stream()
                                .anyMatch(line -> line.relations().isEmpty()
                                        || known.stream().anyMatch(line.relations()::contains));
        return reaches ? StopBehindTheGate.PASSED : 404;
    }

    /** What it leaves on the access log where the policy lets it through, none or one, told in another way than the gate does. */
    List<LoggedRead> dueOnRecord(Policy policy) {
        boolean reads = operation.method().equals("GET") || operationId().equals("assessReadinessForSeveral");
        if (!ofAPerson() || !reads || due(policy) != StopBehindTheGate.PASSED) {
            return List.of();
        }
        return policy.of(operationId()).stream()
                .filter(line -> line.role().equals(role))
                .map(line -> new LoggedRead(
                        id.text(),
                        role,
                        operationId(),
                        line.purpose(),
                        known.stream()
                                .filter(line.relations()::contains)
                                .map(each ->
                                        each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .toList()))
                .toList();
    }

    HttpResponse<String> ask() {
        return ask(true);
    }

    /** @param stop so that nothing is done; where nothing can be, because the record is closed, it need not be stopped */
    HttpResponse<String> ask(boolean stop) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + path()))
                .method(operation.method(), BodyPublishers.noBody());
        if (stop) {
            request.header(StopBehindTheGate.HEADER, "yes");
        }
        if (operation.node().has("requestBody")) {
            request.header("Content-Type", operation.contentType());
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(toString(), e);
        }
    }

    /** With a value that fits wherever one is needed, so that nothing but the policy can refuse it. */
    private String path() {
        String path = ofAPerson() ? operation.path().replaceFirst("\\{[^}]+}", id.text()) : operation.path();
        for (JsonNode declared : operation.node().path("parameters")) {
            JsonNode parameter = contract.resolved(declared);
            if (parameter.path("in").asText().equals("path")) {
                path = path.replace("{" + parameter.path("name").asText() + "}", value(parameter));
            }
        }
        String query = operation
                .node()
                .path("parameters")
                .valueStream()
                .map(contract::resolved)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .filter(parameter -> parameter.path("required").asBoolean())
                .map(parameter -> parameter.path("name").asText() + "=" + value(parameter))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private String value(JsonNode parameter) {
        JsonNode schema = contract.resolved(parameter.path("schema"));
        return switch (schema.path("type").asText() + schema.path("format").asText()) {
            case "stringuuid" -> UNKNOWN;
            case "string" -> "unknown";
            default -> "0";
        };
    }

    @Override
    public String toString() {
        return "%s as %s, who is %s to the %s person".formatted(operationId(), caller, known, id.kind());
    }
}
