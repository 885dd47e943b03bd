package org.continuum.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a contract promises of every answer, and what must not have been accepted under it. */
record Promises(ContractDocument contract, ContractDocument.Operation operation) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where the answer is none that the contract has; empty if it is one. */
    List<String> broken(Reply reply) {
        JsonNode promised =
                contract.resolved(operation.node().path("responses").path(Integer.toString(reply.status())));
        if (promised.isMissingNode()) {
            return List.of("the status is not documented");
        }
        List<String> findings = new ArrayList<>();
        promised.path("headers").forEachEntry((name, header) -> {
            JsonNode declared = contract.resolved(header);
            String value = reply.headers().get(name.toLowerCase(java.util.Locale.ROOT));
            if (value == null && declared.path("required").asBoolean()) {
                findings.add("the header " + name + " is missing");
            } else if (value != null && declared.has("schema")) {
                contract.violations(
                                declared.get("schema"), JSON.getNodeFactory().textNode(value))
                        .forEach(one -> findings.add("header " + name + one));
            }
        });
        JsonNode content = promised.path("content");
        if (content.isEmpty()) {
            if (reply.body().length > 0) {
                findings.add("the answer has a body, the contract has none");
            }
            return findings;
        }
        String type = reply.mediaType();
        Optional<JsonNode> media = content.propertyStream()
                .filter(one -> Reply.mediaType(one.getKey()).equals(type))
                .map(Map.Entry::getValue)
                .findFirst();
        if (media.isEmpty()) {
            findings.add("the content type " + type + " is not documented");
        } else if (isJson(type) && media.get().has("schema")) {
            try {
                findings.addAll(contract.violations(media.get().get("schema"), JSON.readTree(reply.body())));
            } catch (IOException e) {
                findings.add("the body is not JSON");
            }
        }
        return findings;
    }

    /** Why the request should have been refused; empty if it fits the contract. */
    List<String> unfit(@Nullable String rawQuery, @Nullable String contentType, byte @Nullable [] body) {
        List<String> findings = new ArrayList<>();
        List<JsonNode> parameters = new ArrayList<>();
        operation.node().path("parameters").forEach(one -> parameters.add(contract.resolved(one)));
        if (rawQuery != null && !rawQuery.isEmpty()) {
            for (String pair : rawQuery.split("&")) {
                String name = URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8);
                if (parameters.stream()
                        .noneMatch(one -> one.path("in").asText().equals("query")
                                && one.path("name").asText().equals(name))) {
                    findings.add("the query parameter " + name + " is not documented");
                }
            }
        }
        if (operation.takesJson() && body != null) {
            if (!Reply.mediaType(contentType).equals("application/json")) {
                findings.add("the media type " + contentType + " is not documented");
            }
            try {
                JsonNode sent = JSON.readTree(text(body));
                contract.violations(operation.bodySchema(), sent).forEach(one -> findings.add("the body has " + one));
            } catch (IOException e) {
                findings.add("the body is not JSON");
            }
        }
        return findings;
    }

    /** A mark of the byte order may stand before JSON, and is not part of it. */
    private static String text(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static boolean isJson(String type) {
        return type.equals("application/json") || type.endsWith("+json");
    }
}
