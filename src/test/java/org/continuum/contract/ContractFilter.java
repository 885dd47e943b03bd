package org.continuum.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds every exchange of every test against the contract that people have reviewed: an answer must be one that the
 * contract promises, and a request which does not fit the contract must have been refused.
 */
public final class ContractFilter implements Filter {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What serves operators and readers and is no part of the contract. */
    private static final List<String> OUTSIDE = List.of("/q/", "/openapi", "/docs");

    /** What exists in development and tests only; held against what the service says of itself. */
    private static final List<String> TEST_ONLY = List.of("/sandbox", "/trial");

    private final ContractDocument committed;
    private Optional<ContractDocument> running = Optional.empty();

    ContractFilter(ContractDocument committed) {
        this.committed = committed;
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext chain) {
        Response response = chain.next(request, expected);
        URI address = URI.create(request.getURI());
        List<String> findings = findings(request, address, response);
        if (!findings.isEmpty()) {
            throw new AssertionError("%s %s → %d breaks the contract:%n- %s%n%s"
                    .formatted(
                            request.getMethod(),
                            address.getPath(),
                            response.statusCode(),
                            String.join(System.lineSeparator() + "- ", findings),
                            response.asString()));
        }
        return response;
    }

    private List<String> findings(FilterableRequestSpecification request, URI address, Response response) {
        String path = address.getPath();
        if (OUTSIDE.stream().anyMatch(path::startsWith)) {
            return List.of();
        }
        ContractDocument contract = TEST_ONLY.stream().anyMatch(path::startsWith) ? running() : committed;
        Optional<ContractDocument.Operation> operation = contract.operation(request.getMethod(), path);
        int status = response.statusCode();
        if (operation.isEmpty()) {
            int due = contract.knowsPath(path) ? 405 : 404;
            // 400: an unknown version or an unreadable address is told before the address is looked up
            return status == due || status == 400
                    ? List.of()
                    : List.of("no such operation in the contract, so %d was due; if the operation is new: %s"
                            .formatted(due, ContractDriftTest.UPDATE));
        }
        List<String> findings = new ArrayList<>(answer(contract, operation.get(), response));
        if (status < 400) {
            List<String> wrong = request(contract, operation.get(), request, address);
            wrong.forEach(one -> findings.add("accepted although " + one));
        }
        return findings;
    }

    private static List<String> answer(
            ContractDocument contract, ContractDocument.Operation operation, Response response) {
        JsonNode promised =
                contract.resolved(operation.node().path("responses").path(Integer.toString(response.statusCode())));
        if (promised.isMissingNode()) {
            return List.of("the status is not documented");
        }
        List<String> findings = new ArrayList<>();
        for (String header : List.of("Correlation-Id", "Continuum-Version")) {
            if (response.header(header) == null && response.statusCode() != 400) {
                findings.add("the header " + header + " is missing");
            }
        }
        promised.path("headers").forEachEntry((name, header) -> {
            JsonNode declared = contract.resolved(header);
            String value = response.header(name);
            if (value == null && declared.path("required").asBoolean()) {
                findings.add("the header " + name + " is missing");
            } else if (value != null && declared.has("schema")) {
                contract.violations(
                                declared.get("schema"), JSON.getNodeFactory().textNode(value))
                        .forEach(one -> findings.add("header " + name + one));
            }
        });
        byte[] body = response.asByteArray();
        JsonNode content = promised.path("content");
        if (content.isEmpty()) {
            if (body.length > 0) {
                findings.add("the answer has a body, the contract has none");
            }
            return findings;
        }
        String type = mediaType(response.contentType());
        Optional<JsonNode> media = content.propertyStream()
                .filter(one -> mediaType(one.getKey()).equals(type))
                .map(java.util.Map.Entry::getValue)
                .findFirst();
        if (media.isEmpty()) {
            findings.add("the content type " + type + " is not documented");
        } else if (type.endsWith("json") && media.get().has("schema")) {
            try {
                findings.addAll(contract.violations(media.get().get("schema"), JSON.readTree(body)));
            } catch (java.io.IOException e) {
                findings.add("the body is not JSON");
            }
        }
        return findings;
    }

    private static List<String> request(
            ContractDocument contract,
            ContractDocument.Operation operation,
            FilterableRequestSpecification request,
            URI address) {
        List<String> findings = new ArrayList<>();
        List<JsonNode> parameters = new ArrayList<>();
        operation.node().path("parameters").forEach(one -> parameters.add(contract.resolved(one)));
        if (address.getRawQuery() != null) {
            for (String pair : address.getRawQuery().split("&")) {
                String name = java.net.URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8);
                if (parameters.stream()
                        .noneMatch(one -> one.path("in").asText().equals("query")
                                && one.path("name").asText().equals(name))) {
                    findings.add("the query parameter " + name + " is not documented");
                }
            }
        }
        Object body = request.getBody();
        if (operation.takesJson() && mediaType(request.getContentType()).endsWith("json") && body != null) {
            try {
                JsonNode sent = body instanceof byte[] bytes
                        ? JSON.readTree(new String(bytes, StandardCharsets.UTF_8))
                        : JSON.readTree(body.toString());
                contract.violations(operation.bodySchema(), sent).forEach(one -> findings.add("the body has " + one));
            } catch (JsonProcessingException e) {
                findings.add("the body is not JSON");
            }
        }
        return findings;
    }

    ContractFilter(ContractDocument committed, ContractDocument running) {
        this.committed = committed;
        this.running = Optional.of(running);
    }

    private ContractDocument running() {
        ContractDocument document = running.orElseGet(ContractDocument::running);
        running = Optional.of(document);
        return document;
    }

    private static String mediaType(String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
