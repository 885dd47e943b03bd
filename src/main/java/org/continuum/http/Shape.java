package org.continuum.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A schema of the contract as values are held against it. Of a union only the branch is asked that the value names:
 * trying all sixteen kinds of evidence on every row of a million would cost more than storing it.
 *
 * @param property where a union's value names its branch; empty where the schema is no union
 * @param branches by that name
 */
record Shape(JsonSchema schema, String property, Map<String, JsonSchema> branches) {
    Set<ValidationMessage> validate(JsonNode value) {
        JsonSchema branch = branches.get(value.path(property).asText());
        return (branch == null ? schema : branch).validate(value);
    }

    /**
     * What a schema says of its branches before they are rewritten.
     *
     * @param branches the references by the names that values use
     */
    record Union(String property, Map<String, String> branches) {
        /** By reference. */
        static Map<String, Union> of(JsonNode schemas, String prefix) {
            Map<String, Union> unions = new HashMap<>();
            schemas.forEachEntry((name, schema) -> {
                JsonNode discriminator = schema.path("discriminator");
                if (schema.path("oneOf").isArray()
                        && discriminator.path("mapping").isObject()) {
                    Map<String, String> branches = new LinkedHashMap<>();
                    discriminator.path("mapping").forEachEntry((kind, ref) -> branches.put(kind, ref.asText()));
                    unions.put(
                            prefix + name,
                            new Union(discriminator.path("propertyName").asText(), branches));
                }
            });
            return unions;
        }
    }
}
