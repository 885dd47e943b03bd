package org.continuum.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Rewrites {@code oneOf} with a discriminator as "if the kind is exam, then Exam". The meaning stays; but an error is told
 * for the kind that was sent instead of for each that was not.
 */
final class Unions {
    private Unions() {}

    static void byDiscriminator(JsonNode node) {
        node.forEach(Unions::byDiscriminator);
        if (node instanceof ObjectNode schema
                && schema.path("oneOf").isArray()
                && schema.path("discriminator").path("mapping").isObject()) {
            rewrite(schema);
        }
    }

    private static void rewrite(ObjectNode schema) {
        JsonNode discriminator = schema.remove("discriminator");
        String property = discriminator.get("propertyName").asText();
        schema.remove("oneOf");
        schema.put("type", "object");
        schema.putArray("required").add(property);
        ArrayNode kinds = schema.putObject("properties").putObject(property).putArray("enum");
        ArrayNode branches = schema.putArray("allOf");
        discriminator.get("mapping").forEachEntry((kind, branch) -> {
            kinds.add(kind);
            ObjectNode choice = branches.addObject();
            ObjectNode when = choice.putObject("if");
            when.putObject("properties").putObject(property).put("const", kind);
            when.putArray("required").add(property);
            choice.putObject("then").put("$ref", branch.asText());
        });
    }
}
