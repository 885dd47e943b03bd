package org.continuum.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Holds query, path and headers against the operation, before any of them is made a value. */
public class ParameterCheck {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

    private final Requested requested;

    ParameterCheck(Requested requested) {
        this.requested = requested;
    }

    @ServerRequestFilter
    public void check(ContainerRequestContext request) {
        Contract.@Nullable Operation operation = requested.operation();
        if (operation == null) {
            return;
        }
        acceptable(operation, accepted(request));
        if (!operation.consumes().isEmpty()) {
            readable(operation, sent(request));
        }
        MultivaluedMap<String, String> query = request.getUriInfo().getQueryParameters();
        Set<String> unknown = new HashSet<>(query.keySet());
        List<Violation> violations = new ArrayList<>();
        for (Contract.Parameter parameter : operation.parameters()) {
            switch (parameter.in()) {
                case "path" -> path(parameter, request.getUriInfo().getPathParameters());
                case "query" -> {
                    unknown.remove(parameter.name());
                    violations.addAll(violations(parameter, query.getOrDefault(parameter.name(), List.of())));
                }
                case "header" -> {
                    String value = request.getHeaderString(parameter.name());
                    violations.addAll(violations(parameter, value == null ? List.of() : List.of(value)));
                }
                default -> {}
            }
        }
        unknown.stream()
                .sorted()
                .map(name -> new Violation(
                        "#query/" + name,
                        "The operation knows no such parameter.",
                        "Remove it, or check its spelling."))
                .forEach(violations::add);
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations.stream().limit(Limits.ERRORS).toList());
        }
    }

    /** The framework throws at what is no media type; nothing of ours is in it. */
    private static List<MediaType> accepted(ContainerRequestContext request) {
        try {
            return request.getAcceptableMediaTypes();
        } catch (IllegalArgumentException e) {
            throw ProblemMapping.of(406);
        }
    }

    private static @Nullable MediaType sent(ContainerRequestContext request) {
        try {
            return request.getMediaType();
        } catch (IllegalArgumentException e) {
            throw ProblemMapping.of(415);
        }
    }

    /** The framework asks only where the Java method names its media types; the contract always does. */
    private static void acceptable(Contract.Operation operation, List<MediaType> accepted) {
        boolean some = operation.produces().isEmpty()
                || operation.produces().stream()
                        .anyMatch(type -> accepted.stream().anyMatch(type::isCompatible));
        if (!some) {
            throw ProblemMapping.of(406);
        }
    }

    /** The framework brings readers of its own, which hold a body against nothing; what is not in the contract is not read. */
    private static void readable(Contract.Operation operation, @Nullable MediaType sent) {
        boolean named = sent == null
                || operation.consumes().stream()
                        .anyMatch(type -> type.getType().equalsIgnoreCase(sent.getType())
                                && type.getSubtype().equalsIgnoreCase(sent.getSubtype()));
        if (!named) {
            throw ProblemMapping.of(415);
        }
    }

    /** A malformed id is an id of nothing: it must not be told apart from an unknown one. */
    private static void path(Contract.Parameter parameter, MultivaluedMap<String, String> values) {
        if (!violations(parameter, values.getOrDefault(parameter.name(), List.of()))
                .isEmpty()) {
            throw Problem.notFound();
        }
    }

    private static List<Violation> violations(Contract.Parameter parameter, List<String> values) {
        String pointer = "#" + parameter.in() + "/" + parameter.name();
        if (values.isEmpty()) {
            return parameter.required()
                    ? List.of(new Violation(pointer, "This parameter is needed.", "Add it."))
                    : List.of();
        }
        boolean many = parameter.type().equals("array");
        if (values.size() > 1 && !many) {
            return List.of(new Violation(pointer, "The parameter is there twice.", "Send it once."));
        }
        for (String value : values) {
            String wrong = PlainText.wrong(value);
            if (wrong != null || value.indexOf('\uFFFD') >= 0) {
                return List.of(new Violation(
                        pointer, wrong == null ? "Is not UTF-8." : wrong, "Correct its percent-encoding."));
            }
        }
        return Wording.of(parameter
                        .schema()
                        .validate(many ? array(parameter, values) : node(parameter.type(), values.getFirst())))
                .stream()
                .map(found -> new Violation(pointer + found.pointer(), found.detail(), found.fix()))
                .toList();
    }

    private static ArrayNode array(Contract.Parameter parameter, List<String> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(node(parameter.itemType(), value)));
        return array;
    }

    /** The text as the type asks for; text that is none stays text, and the schema refuses it. */
    private static JsonNode node(String type, String value) {
        return switch (type) {
            case "integer", "number" ->
                NUMBER.matcher(value).matches() ? NODES.numberNode(new BigDecimal(value)) : NODES.textNode(value);
            case "boolean" ->
                value.equals("true") || value.equals("false")
                        ? NODES.booleanNode(value.equals("true"))
                        : NODES.textNode(value);
            default -> NODES.textNode(value);
        };
    }
}
