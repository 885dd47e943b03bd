package org.continuum.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what is wrong in words for whoever sent it, not for who knows JSON Schema. */
final class Wording {
    private Wording() {}

    /** One violation per place and cause, in the order of the document. */
    static List<Violation> of(Collection<ValidationMessage> messages) {
        Map<String, Violation> violations = new LinkedHashMap<>();
        for (ValidationMessage message : messages) {
            Violation violation = of(message);
            violations.putIfAbsent(violation.pointer() + ' ' + violation.detail(), violation);
            if (violations.size() == Limits.ERRORS) {
                break;
            }
        }
        return List.copyOf(violations.values());
    }

    private static Violation of(ValidationMessage message) {
        String at = message.getInstanceLocation().toString();
        JsonNode rule = message.getSchemaNode();
        String limit = rule == null ? "" : rule.isTextual() ? rule.asText() : rule.toString();
        if (inAlternative(message.getEvaluationPath())) {
            return new Violation(at, "Fits none of the forms that are allowed here.", "Send one of them.");
        }
        return switch (message.getType()) {
            case "required" ->
                new Violation(at + "/" + escaped(message.getProperty()), "This field is needed.", "Add it.");
            case "additionalProperties", "unevaluatedProperties" ->
                new Violation(
                        at + "/" + escaped(message.getProperty()),
                        "The contract knows no such field.",
                        "Remove it, or check its spelling.");
            case "type" ->
                new Violation(
                        at,
                        "Needs to be of type %s, not %s.".formatted(limit, typeOf(message.getInstanceNode())),
                        "Send a value of type %s.".formatted(limit));
            case "enum", "const" ->
                new Violation(at, "Not one of the values that are allowed.", "Send one of " + list(rule) + ".");
            case "format" -> format(at, limit);
            case "pattern" ->
                new Violation(at, "Does not have the form that is needed.", "Send what matches %s.".formatted(limit));
            case "minLength" ->
                new Violation(
                        at, "Shorter than %s characters.".formatted(limit), "Send a longer text, or leave it out.");
            case "maxLength" -> new Violation(at, "Longer than %s characters.".formatted(limit), "Shorten it.");
            case "minItems" ->
                new Violation(at, "Fewer than %s items.".formatted(limit), "Send more, or leave it out.");
            case "maxItems" -> new Violation(at, "More than %s items.".formatted(limit), "Send fewer.");
            case "uniqueItems" -> new Violation(at, "An item is there twice.", "Send each once.");
            case "minProperties" -> new Violation(at, "Fewer than %s fields.".formatted(limit), "Send more.");
            case "maxProperties" -> new Violation(at, "More than %s fields.".formatted(limit), "Send fewer.");
            case "minimum" -> new Violation(at, "Less than %s.".formatted(limit), "Send %s or more.".formatted(limit));
            case "maximum" ->
                new Violation(at, "Greater than %s.".formatted(limit), "Send %s or less.".formatted(limit));
            case "exclusiveMinimum" ->
                new Violation(at, "Not greater than %s.".formatted(limit), "Send more than %s.".formatted(limit));
            case "exclusiveMaximum" ->
                new Violation(at, "Not less than %s.".formatted(limit), "Send less than %s.".formatted(limit));
            case "multipleOf" ->
                new Violation(
                        at, "Not a multiple of %s.".formatted(limit), "Round it to a multiple of %s.".formatted(limit));
            default -> new Violation(at, "Does not fit the contract.", "Compare it with the contract.");
        };
    }

    private static Violation format(String at, String format) {
        return switch (format) {
            case "date" ->
                new Violation(
                        at,
                        "Not a day between %s and %s.".formatted(Limits.FIRST_DAY, Limits.LAST_DAY),
                        "Send a day of the calendar as YYYY-MM-DD.");
            case "date-time" ->
                new Violation(
                        at,
                        "Not a moment between %s and %s.".formatted(Limits.FIRST_DAY, Limits.LAST_DAY),
                        "Send it as RFC 3339 has it, with its offset: 2026-11-01T12:00:00Z.");
            case "uuid" -> new Violation(at, "Not an id.", "Send the id as this service gave it.");
            default -> new Violation(at, "Not a valid %s.".formatted(format), "Correct it.");
        };
    }

    /** Of several allowed forms none fits; which one was meant is not for us to say. */
    private static boolean inAlternative(JsonNodePath path) {
        for (int i = 0; i < path.getNameCount(); i++) {
            String step = path.getName(i);
            if ("anyOf".equals(step) || "oneOf".equals(step)) {
                return true;
            }
        }
        return false;
    }

    private static String typeOf(JsonNode value) {
        return value.isIntegralNumber() ? "integer" : value.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String list(JsonNode allowed) {
        if (!allowed.isArray()) {
            return allowed.asText();
        }
        List<String> values = new ArrayList<>();
        allowed.forEach(value -> values.add(value.asText()));
        return String.join(", ", values);
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
