package org.continuum.contract;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds every exchange of every test against the contract that people have reviewed: an answer must be one that the
 * contract promises, and a request which does not fit the contract must have been refused.
 */
public final class ContractFilter implements Filter {
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
        Promises promises = new Promises(contract, operation.get());
        List<String> findings = new ArrayList<>(answer(promises, response));
        if (status < 400) {
            promises.unfit(address.getRawQuery(), request.getContentType(), body(request))
                    .forEach(one -> findings.add("accepted although " + one));
        }
        return findings;
    }

    private static List<String> answer(Promises promises, Response response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().forEach(one -> headers.put(one.getName().toLowerCase(Locale.ROOT), one.getValue()));
        Reply reply = new Reply(response.statusCode(), headers, response.asByteArray());
        List<String> findings = new ArrayList<>(promises.broken(reply));
        for (String header : List.of("Correlation-Id", "Continuum-Version")) {
            if (response.header(header) == null && response.statusCode() != 400) {
                findings.add("the header " + header + " is missing");
            }
        }
        return findings;
    }

    private static byte @Nullable [] body(FilterableRequestSpecification request) {
        Object body = request.getBody();
        return body == null || body instanceof byte[]
                ? (byte[]) body
                : body.toString().getBytes(StandardCharsets.UTF_8);
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
}
