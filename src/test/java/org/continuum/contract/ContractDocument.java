package org.continuum.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationContext;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An OpenAPI document as tests need it: its operations, and its schemas compiled. */
public final class ContractDocument {
    static final Path COMMITTED = Path.of("openapi", "continuum.yaml");

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String ID = "urn:contract";

    private final JsonNode root;
    private final List<Operation> operations = new ArrayList<>();
    private final JsonSchemaFactory factory;
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    ContractDocument(JsonNode document) {
        root = document;
        root.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    if (METHODS.contains(method)) {
                        operations.add(new Operation(method.toUpperCase(java.util.Locale.ROOT), path, operation));
                    }
                }));
        // The most literal path is the one that matches: /people/me before /people/{id}.
        operations.sort(Comparator.comparingInt(one -> one.path().split("\\{", -1).length));
        ObjectNode schema = root.deepCopy();
        schema.put("$id", ID);
        withoutDiscriminators(schema);
        JsonMetaSchema base = JsonMetaSchema.getV202012();
        JsonMetaSchema.Builder meta =
                JsonMetaSchema.builder(base.getIri(), base).format(new DateTime());
        Stream.of("openapi", "info", "servers", "paths", "components", "tags", "security", "example")
                .forEach(name -> meta.keyword(new NonValidationKeyword(name)));
        factory = JsonSchemaFactory.builder()
                .defaultMetaSchemaIri(base.getIri())
                .metaSchema(meta.build())
                .schemaLoaders(loaders -> loaders.schemas(Map.of(ID, schema.toString())))
                .build();
    }

    /** What people have reviewed. */
    public static ContractDocument committed() {
        try {
            return new ContractDocument(new ObjectMapper(new YAMLFactory()).readTree(Files.readString(COMMITTED)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the running service says of itself, the sandbox and the trial endpoints included. */
    public static ContractDocument running() {
        URI address = URI.create("http://localhost:" + RestAssured.port + "/openapi?format=json");
        try (InputStream in = address.toURL().openStream()) {
            return new ContractDocument(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode root() {
        return root;
    }

    public List<Operation> operations() {
        return operations;
    }

    Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(one -> one.method().equals(method) && one.matches(path))
                .findFirst();
    }

    boolean knowsPath(String path) {
        return operations.stream().anyMatch(one -> one.matches(path));
    }

    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? resolved(root.at(node.get("$ref").asText().substring(1))) : node;
    }

    /** What is wrong with the value by the schema, which may be a reference; empty if nothing is. */
    List<String> violations(JsonNode schema, JsonNode value) {
        JsonSchema compiledSchema = compiled.computeIfAbsent(schema.toString(), text -> {
            if (schema.has("$ref")) {
                return factory.getSchema(
                        SchemaLocation.of(ID + schema.get("$ref").asText()), config());
            }
            ObjectNode inline = schema.deepCopy();
            inline.set("components", root.path("components").deepCopy());
            withoutDiscriminators(inline);
            return factory.getSchema(inline, config());
        });
        return compiledSchema.validate(value).stream().map(Object::toString).toList();
    }

    /** The branches of a union tell themselves apart by a constant; the discriminator adds nothing to check. */
    private static void withoutDiscriminators(JsonNode node) {
        if (node instanceof ObjectNode schema && schema.has("oneOf")) {
            schema.remove("discriminator");
        }
        node.forEach(ContractDocument::withoutDiscriminators);
    }

    private static SchemaValidatorsConfig config() {
        return SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    }

    public record Operation(String method, String path, JsonNode node) {
        boolean matches(String address) {
            String pattern = Stream.of(path.split("/", -1))
                    .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
                    .reduce((a, b) -> a + "/" + b)
                    .orElse("");
            return Pattern.matches(pattern, address);
        }

        JsonNode bodySchema() {
            return node.path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("schema");
        }

        boolean takesJson() {
            return !(bodySchema() instanceof MissingNode);
        }

        /** What a request says its body is, where the operation has any. */
        public String contentType() {
            return node.path("requestBody")
                    .path("content")
                    .propertyStream()
                    .findFirst()
                    .map(Map.Entry::getKey)
                    .orElse("application/json");
        }

        /** Empty for what every caller with a token may do, and for what everybody may call. */
        Set<String> roles() {
            Set<String> roles = new java.util.TreeSet<>();
            node.path("security").forEach(one -> one.path("token").forEach(role -> roles.add(role.asText())));
            return roles;
        }

        boolean secured() {
            return !node.path("security").isEmpty();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static final class DateTime implements Format {
        @Override
        public String getName() {
            return "date-time";
        }

        @Override
        public boolean matches(ExecutionContext execution, ValidationContext validation, String value) {
            try {
                OffsetDateTime.parse(value);
                return true;
            } catch (DateTimeException e) {
                return false;
            }
        }
    }
}
