package org.continuum.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes values that look as a schema wants them: always the same full one, or others by chance.
 *
 * @param pick one of as many
 * @param ids what stands where an id is asked for
 */
record Sample(ContractDocument contract, IntUnaryOperator pick, boolean full, Supplier<String> ids) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEP = 8;

    /** One of these fits most patterns that are met. */
    private static final List<String> WORDS = List.of(
            "x",
            "abc-def",
            "a.b",
            "person.created",
            "US-MA",
            "application/pdf",
            "P1Y",
            "1",
            "1.1",
            "2024-02-29",
            "0".repeat(64),
            "https://example.org/x",
            "en",
            "isChildOf",
            "Å, and more");

    /** The first of every choice, and all that may be there. */
    static Sample full(ContractDocument contract) {
        return new Sample(contract, many -> 0, true, () -> "0198c0de-0000-7000-8000-000000000001");
    }

    static Sample random(ContractDocument contract, Random random, Supplier<String> ids) {
        return new Sample(contract, random::nextInt, false, ids);
    }

    JsonNode of(JsonNode declared) {
        return of(declared, 0);
    }

    private JsonNode of(JsonNode declared, int depth) {
        JsonNode schema = contract.resolved(declared);
        if (schema.has("const")) {
            return schema.get("const");
        }
        for (String choice : List.of("enum", "oneOf", "anyOf")) {
            if (schema.has(choice)) {
                JsonNode chosen = schema.get(choice)
                        .get(pick.applyAsInt(schema.get(choice).size()));
                return choice.equals("enum") ? chosen : of(chosen, depth);
            }
        }
        if (schema.has("allOf")) {
            ObjectNode together = NODES.objectNode();
            schema.get("allOf").forEach(part -> {
                if (of(part, depth) instanceof ObjectNode object) {
                    together.setAll(object);
                }
            });
            return together;
        }
        return switch (type(schema)) {
            case "string" -> NODES.textNode(text(schema));
            case "integer", "number" -> number(schema);
            case "boolean" -> NODES.booleanNode(pick.applyAsInt(2) == 0);
            case "array" -> array(schema, depth);
            default -> object(schema, depth);
        };
    }

    /** The first where there are several, as OpenAPI 3.1 writes what may be null. */
    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.path(0).asText() : type.asText();
    }

    private JsonNode array(JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        int size = depth > DEEP ? 0 : full ? 1 : pick.applyAsInt(3);
        for (int i = 0; i < Math.max(size, schema.path("minItems").asInt()); i++) {
            array.add(of(schema.path("items"), depth + 1));
        }
        return array;
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        if (depth <= DEEP) {
            List<String> required =
                    schema.path("required").valueStream().map(JsonNode::asText).toList();
            schema.path("properties").forEachEntry((name, property) -> {
                if (full || required.contains(name) || pick.applyAsInt(2) == 0) {
                    object.set(name, of(property, depth + 1));
                }
            });
        }
        return object;
    }

    private JsonNode number(JsonNode schema) {
        long least = schema.path("minimum").asLong(1);
        long most = schema.path("maximum").asLong(least + 100);
        return NODES.numberNode(
                full ? Math.max(1, least) : least + pick.applyAsInt((int) Math.clamp(most - least + 1, 1, 1000)));
    }

    private String text(JsonNode schema) {
        String of = switch (schema.path("format").asText()) {
            case "date" ->
                full ? "2024-02-29" : "20" + (10 + pick.applyAsInt(20)) + "-0" + (1 + pick.applyAsInt(9)) + "-15";
            case "date-time" -> "2024-02-29T12:00:00Z";
            case "uuid" -> ids.get();
            case "uri" -> "https://example.org/x";
            default -> "";
        };
        if (!of.isEmpty()) {
            return of;
        }
        int least = Math.max(1, schema.path("minLength").asInt());
        if (full) {
            return "x".repeat(least);
        }
        List<String> fitting = Stream.concat(WORDS.stream(), Stream.of(ids.get(), "x".repeat(least)))
                .filter(word -> word.length() >= least
                        && word.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE)
                        && (!schema.has("pattern")
                                || word.matches(schema.get("pattern").asText())))
                .toList();
        return fitting.isEmpty() ? "x".repeat(least) : fitting.get(pick.applyAsInt(fitting.size()));
    }
}
