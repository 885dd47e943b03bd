package org.continuum.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a JSON Schema asks for, in words. */
final class SchemaWords {
    private SchemaWords() {}

    /** What holds between properties. */
    static void rules(String before, JsonNode node, List<String> rules) {
        String of = before.isEmpty() ? "" : "In `" + before.substring(0, before.length() - 1) + "`: ";
        together(node.path("oneOf"), of + "exactly one of ", rules);
        together(node.path("anyOf"), of + "at least one of ", rules);
        node.path("dependentRequired")
                .properties()
                .forEach(one -> rules.add(started(
                        of + "`" + one.getKey() + "` only with " + names(texts(one.getValue(), each -> each)) + ".")));
        List<String> apart = texts(node.at("/not/required"), each -> each);
        if (!apart.isEmpty()) {
            rules.add(started(of + "never " + String.join(" together with ", coded(apart)) + "."));
        }
        if (node.path("minProperties").asInt() > 0) {
            rules.add(started(of + "at least one of them."));
        }
        if (node.has("if")) {
            rules.add(started(of + conditional(node)));
        }
    }

    private static void together(JsonNode alternatives, String which, List<String> rules) {
        if (alternatives.at("/0/required").size() == 1) {
            List<String> names = texts(alternatives, one -> one.at("/required/0"));
            rules.add(started(which + names(names) + "."));
        }
    }

    private static String conditional(JsonNode node) {
        JsonNode when = node.path("if");
        List<String> with = when.has("anyOf")
                ? texts(when.path("anyOf"), one -> one.at("/required/0"))
                : texts(when.path("required"), one -> one);
        StringBuilder told = new StringBuilder();
        List<String> none = new ArrayList<>();
        node.at("/then/properties").properties().forEach(one -> {
            if (one.getValue().isBoolean()) {
                none.add(one.getKey());
            } else {
                told.append("with ")
                        .append(String.join(" or ", coded(with)))
                        .append(", `")
                        .append(one.getKey())
                        .append("` is a ")
                        .append(one.getValue().path("type").asText())
                        .append('.');
            }
        });
        if (!none.isEmpty()) {
            told.append("with ")
                    .append(names(with))
                    .append(", none of ")
                    .append(names(none))
                    .append('.');
        }
        List<String> otherwise = texts(node.at("/else/required"), one -> one);
        if (!otherwise.isEmpty()) {
            told.append(" Without it, ").append(names(otherwise)).append(" are needed.");
        }
        return told.toString();
    }

    private static String started(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    static String form(JsonNode node) {
        if (node.has("$ref")) {
            String name = node.path("$ref").asText().replace("#/$defs/", "");
            return "[%s](#%s)"
                    .formatted(name, name.equals("expression") ? "expressions" : name.toLowerCase(Locale.ROOT));
        }
        if (node.has("enum")) {
            return String.join(" ", coded(texts(node.path("enum"), one -> one)));
        }
        if (node.has("const")) {
            return "`" + node.path("const").asText() + "`";
        }
        if (node.path("type").isArray()) {
            return texts(node.path("type"), one -> one).stream()
                    .map(SchemaWords::type)
                    .collect(Collectors.joining(", "));
        }
        if (node.has("anyOf") && !node.has("properties")) {
            return StreamSupport.stream(node.path("anyOf").spliterator(), false)
                    .map(SchemaWords::form)
                    .collect(Collectors.joining(", or "));
        }
        return type(node.path("type").asText()) + bounds(node);
    }

    private static String type(String type) {
        return switch (type) {
            case "string" -> "text";
            case "integer" -> "whole number";
            case "boolean" -> "`true` or `false`";
            case "array" -> "list";
            case "object" -> "group";
            default -> type;
        };
    }

    private static String bounds(JsonNode node) {
        StringBuilder told = new StringBuilder();
        if (node.has("items")) {
            told.append(bracketed(range(node, "minItems", "maxItems")))
                    .append(" of ")
                    .append(form(node.path("items")));
            told.append(node.path("uniqueItems").asBoolean() ? ", each once" : "");
        }
        if (node.path("additionalProperties").isObject()) {
            told.append(" of names")
                    .append(bracketed(range(node, "minProperties", "maxProperties")))
                    .append(", each with ")
                    .append(form(node.path("additionalProperties")));
        }
        if (node.has("exclusiveMinimum")) {
            told.append(", above ").append(node.path("exclusiveMinimum").asText());
        }
        told.append(after(range(node, "minimum", "maximum"), ""));
        told.append(after(range(node, "minLength", "maxLength"), " characters"));
        if (node.has("pattern")) {
            told.append(", like `")
                    .append(node.path("pattern").asText().replaceAll("^\\^|\\$$", ""))
                    .append('`');
        }
        return told.toString();
    }

    private static String range(JsonNode node, String least, String most) {
        if (node.has(least) && node.has(most)) {
            return counted(node.path(least)) + " to " + counted(node.path(most));
        }
        if (node.has(most)) {
            return "up to " + counted(node.path(most));
        }
        return node.has(least) ? counted(node.path(least)) + " or more" : "";
    }

    private static String bracketed(String range) {
        return range.isEmpty() ? "" : " (" + range + ")";
    }

    private static String after(String range, String unit) {
        return range.isEmpty() ? "" : ", " + range + unit;
    }

    private static String counted(JsonNode number) {
        return "%,d".formatted(number.asInt());
    }

    private static List<String> coded(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").toList();
    }

    private static String names(List<String> names) {
        return String.join(", ", coded(names));
    }

    static List<String> texts(JsonNode list, Function<JsonNode, JsonNode> of) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(of)
                .map(JsonNode::asText)
                .toList();
    }
}
