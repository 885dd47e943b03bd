package org.continuum.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes bodies that must be refused out of a schema: one that fits is made first, then spoilt at one place at a time.
 *
 * @param what the spoiling, in words
 * @param made makes the body, some of which are large
 * @param pointer where an error must point to; null where the whole body is unreadable
 */
record Hostile(String what, Supplier<byte[]> made, String pointer, int status) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> IMPOSSIBLE_DAYS = List.of(
            "2023-02-30", "0000-01-01", "99999-01-01", "2023-13-01", "2023-1-1", "yesterday", "2023-02-28T00:00Z");
    private static final List<String> IMPOSSIBLE_MOMENTS = List.of(
            "2023-02-30T00:00:00Z", "2023-01-01T25:00:00Z", "2023-01-01T00:00:00", "99999-01-01T00:00:00Z", "now");

    byte[] body() {
        return made.get();
    }

    static List<Hostile> bodies(ContractDocument contract, JsonNode schema) {
        List<Hostile> all = new ArrayList<>();
        for (JsonNode alternative : alternatives(contract, schema)) {
            JsonNode good = Sample.full(contract).of(alternative);
            spoil(contract, alternative, good, good, "", all, 0);
            unreadable(good, all);
        }
        return all;
    }

    private static void unreadable(JsonNode good, List<Hostile> all) {
        String text = good.toString();
        all.add(raw("nothing at all", () -> ""));
        all.add(raw("an array", () -> "[]", ""));
        all.add(raw("null", () -> "null", ""));
        all.add(raw("a text", () -> "\"x\"", ""));
        all.add(raw("NaN", () -> "NaN"));
        all.add(raw("half of it", () -> text.substring(0, text.length() - 1)));
        all.add(raw("something behind it", () -> text + " {}"));
        all.add(raw("a comment", () -> "/* x */" + text));
        all.add(raw("single quotes", () -> text.replace('"', '\'')));
        all.add(raw("nesting of 40", () -> "{\"x\":" + "[".repeat(40) + "]".repeat(40) + "}"));
        all.add(raw("nesting of 100000", () -> "[".repeat(100_000)));
        all.add(new Hostile(
                "bytes that are not UTF-8", () -> new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', '}'}, "", 400));
        all.add(new Hostile("UTF-16", () -> text.getBytes(StandardCharsets.UTF_16), null, 400));
        // too large, or, where an operation takes more, not fitting
        all.add(new Hostile(
                "a megabyte",
                () -> ("{\"x\":\"" + "x".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8),
                null,
                0));
        if (text.startsWith("{\"")) {
            String first = text.substring(1, text.indexOf(':') + 1);
            String name = first.substring(1, first.length() - 2);
            all.add(raw("a field twice", () -> "{" + first + "null," + text.substring(1), "/" + name));
            all.add(raw("NaN in a field", () -> "{" + first + "NaN}", "/" + name));
            all.add(raw("Infinity in a field", () -> "{" + first + "-Infinity}", "/" + name));
        }
        all.add(raw("a number of 60 digits", () -> "{\"x\":" + "9".repeat(60) + "}", "/x"));
        all.add(raw("a number of 10^9 digits", () -> "{\"x\":1e999999999}", "/x"));
        all.add(raw("a name with U+0000", () -> "{\"a\\u0000b\":1}", ""));
        all.add(raw("a name with half a surrogate pair", () -> "{\"a\\ud800b\":1}", ""));
        for (String name : List.of("x".repeat(257), "x".repeat(66_000), "~/".repeat(33_000))) {
            all.add(raw("a name of " + name.length(), () -> "{\"x\":[{\"" + name + "\":1e99}]}", "/x/0"));
        }
        all.add(raw(
                "a number of 100 digits, far down under long names",
                () -> ("{\"" + "~".repeat(256) + "\":").repeat(31) + "1e99" + "}".repeat(31),
                ("/" + "~0".repeat(256)).repeat(31)));
    }

    private static void spoil(
            ContractDocument contract,
            JsonNode declared,
            JsonNode whole,
            JsonNode value,
            String at,
            List<Hostile> all,
            int depth) {
        JsonNode schema = contract.resolved(declared);
        String type = schema.path("type").asText();
        if (!at.isEmpty() && !type.isEmpty()) {
            wrongTypes(whole, at, type, all);
        }
        switch (type) {
            case "string" -> texts(schema, whole, at, all);
            case "integer", "number" -> {
                all.add(raw("a number of 60 digits", () -> replaced(whole, at, "9".repeat(60)), at));
                all.add(raw("NaN", () -> replaced(whole, at, "NaN"), at));
                if (schema.has("maximum")) {
                    all.add(raw(
                            "too large",
                            () -> replaced(
                                    whole,
                                    at,
                                    schema.get("maximum")
                                            .decimalValue()
                                            .add(java.math.BigDecimal.ONE)
                                            .toPlainString()),
                            at));
                }
            }
            case "array" -> {
                if (depth < 6 && value.size() > 0) {
                    spoil(contract, schema.path("items"), whole, value.get(0), at + "/0", all, depth + 1);
                }
            }
            default -> {
                if (schema.path("additionalProperties").isBoolean()
                        && !schema.path("additionalProperties").asBoolean()) {
                    all.add(raw("an unknown field", () -> added(whole, at), at + "/no-such-field"));
                }
                schema.path("required")
                        .forEach(name -> all.add(raw(
                                "without " + name.asText(),
                                () -> without(whole, at, name.asText()),
                                at + "/" + name.asText())));
                if (depth < 6) {
                    schema.path("properties").forEachEntry((name, property) -> {
                        if (value.has(name)) {
                            spoil(contract, property, whole, value.get(name), at + "/" + name, all, depth + 1);
                        }
                    });
                }
            }
        }
    }

    private static void wrongTypes(JsonNode whole, String at, String type, List<Hostile> all) {
        all.add(raw("null", () -> replaced(whole, at, "null"), at));
        if (!type.equals("string")) {
            all.add(raw("a text", () -> replaced(whole, at, "\"x\""), at));
        }
        if (!type.equals("integer") && !type.equals("number")) {
            all.add(raw("a number", () -> replaced(whole, at, "12.5"), at));
        }
        if (!type.equals("boolean")) {
            all.add(raw("true", () -> replaced(whole, at, "true"), at));
        }
        if (!type.equals("array")) {
            all.add(raw("an array", () -> replaced(whole, at, "[[]]"), at));
        }
        if (!type.equals("object")) {
            all.add(raw("an object", () -> replaced(whole, at, "{\"x\":1}"), at));
        }
    }

    private static void texts(JsonNode schema, JsonNode whole, String at, List<Hostile> all) {
        all.add(raw("U+0000", () -> replaced(whole, at, "\"a\\u0000b\""), at));
        all.add(raw("half a surrogate pair", () -> replaced(whole, at, "\"\\ud800x\""), at));
        all.add(raw("70 kB of text", () -> replaced(whole, at, '"' + "x".repeat(70_000) + '"'), at));
        if (schema.has("enum") || schema.has("const")) {
            all.add(raw("an unknown value", () -> replaced(whole, at, "\"no such value\""), at));
        }
        switch (schema.path("format").asText()) {
            case "date" ->
                IMPOSSIBLE_DAYS.forEach(day -> all.add(raw(day, () -> replaced(whole, at, '"' + day + '"'), at)));
            case "date-time" ->
                IMPOSSIBLE_MOMENTS.forEach(moment ->
                        all.add(raw(moment, () -> replaced(whole, at, '"' + moment + '"'), at)));
            case "uuid" -> all.add(raw("no id", () -> replaced(whole, at, "\"1-1-1-1-1\""), at));
            default -> {}
        }
        if (schema.path("minLength").asInt() > 0) {
            all.add(raw("an empty text", () -> replaced(whole, at, "\"\""), at));
        }
    }

    /** A union is tried in every one of its kinds. */
    private static List<JsonNode> alternatives(ContractDocument contract, JsonNode declared) {
        JsonNode schema = contract.resolved(declared);
        List<JsonNode> all = new ArrayList<>();
        schema.path("oneOf").forEach(all::add);
        return all.isEmpty() ? List.of(declared) : all;
    }

    private static final String HOLE = "\"the-hole-to-be-filled\"";

    private static String replaced(JsonNode whole, String at, String raw) {
        JsonNode copy = whole.deepCopy();
        int last = at.lastIndexOf('/');
        JsonNode parent = copy.at(at.substring(0, last));
        String name = at.substring(last + 1);
        JsonNode hole = NODES.textNode(HOLE.substring(1, HOLE.length() - 1));
        if (parent instanceof ObjectNode object) {
            object.set(name, hole);
        } else {
            ((com.fasterxml.jackson.databind.node.ArrayNode) parent).set(Integer.parseInt(name), hole);
        }
        return copy.toString().replace(HOLE, raw);
    }

    private static String added(JsonNode whole, String at) {
        JsonNode copy = whole.deepCopy();
        ((ObjectNode) copy.at(at)).put("no-such-field", 1);
        return copy.toString();
    }

    private static String without(JsonNode whole, String at, String name) {
        JsonNode copy = whole.deepCopy();
        ((ObjectNode) copy.at(at)).remove(name);
        return copy.toString();
    }

    private static Hostile raw(String what, Supplier<String> text) {
        return raw(what, text, null);
    }

    private static Hostile raw(String what, Supplier<String> text, String pointer) {
        return new Hostile(what, () -> text.get().getBytes(StandardCharsets.UTF_8), pointer, 400);
    }
}
