package org.continuum.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.Keyword;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contract that the service itself obeys: the OpenAPI document which the build made of its code, and which a test
 * holds equal to the committed one. Schemas are compiled once, at the first request that needs any.
 */
@ApplicationScoped
class Contract {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final List<Keyword> NOT_OF_SCHEMA = Stream.of(
                    "openapi", "info", "servers", "paths", "components", "tags", "security", "externalDocs", "example")
            .<Keyword>map(NonValidationKeyword::new)
            .toList();
    private static final String ID = "urn:continuum:contract";
    private static final String COMPONENTS = "#/components/schemas/";

    private final OpenApiDocumentService documents;
    private volatile @Nullable Compiled compiled;

    Contract(OpenApiDocumentService documents) {
        this.documents = documents;
    }

    /** The operation, or null for what the contract leaves out, as {@code hidden} operations. */
    @Nullable
    Operation operation(String method, String path) {
        return compiled().operations().get(method + " " + path);
    }

    /** A schema that the contract has a name for. */
    Shape shape(String name) {
        return compiled().schemas().shape(COMPONENTS + name);
    }

    /** The schema itself, for who asks what may stand where. */
    JsonNode schema(String name) {
        Schemas schemas = compiled().schemas();
        return schemas.resolved(schemas.at(COMPONENTS + name));
    }

    /** What a schema or its reference says. */
    JsonNode resolved(JsonNode schema) {
        return compiled().schemas().resolved(schema);
    }

    private Compiled compiled() {
        Compiled known = compiled;
        if (known == null) {
            synchronized (this) {
                known = compiled;
                if (known == null) {
                    known = compile(document());
                    compiled = known;
                }
            }
        }
        return known;
    }

    private JsonNode document() {
        try {
            return new ObjectMapper().readTree(documents.getDocument(OpenApiFilter.DEFAULT_DOCUMENT_NAME, Format.JSON));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Compiled compile(JsonNode document) {
        Map<String, Shape.Union> unions =
                Shape.Union.of(document.path("components").path("schemas"), COMPONENTS);
        Unions.byDiscriminator(document);
        Schemas schemas = new Schemas(document, unions);
        Map<String, Operation> operations = new HashMap<>();
        document.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    if (METHODS.contains(method)) {
                        String at = "#/paths/" + path.replace("~", "~0").replace("/", "~1") + "/" + method;
                        operations.put(method.toUpperCase() + " " + path, operation(schemas, path, at, operation));
                    }
                }));
        return new Compiled(Map.copyOf(operations), schemas);
    }

    private static Operation operation(Schemas schemas, String path, String at, JsonNode operation) {
        List<Parameter> parameters = new ArrayList<>();
        JsonNode declared = operation.path("parameters");
        for (int i = 0; i < declared.size(); i++) {
            String ref = declared.get(i).path("$ref").asText(at + "/parameters/" + i);
            JsonNode parameter = schemas.at(ref);
            JsonNode schema = schemas.resolved(parameter.path("schema"));
            String items = schemas.resolved(schema.path("items")).path("type").asText("string");
            parameters.add(new Parameter(
                    parameter.path("in").asText(),
                    parameter.path("name").asText(),
                    parameter.path("required").asBoolean(),
                    schema.path("type").asText("string"),
                    items,
                    schemas.compiled(ref + "/schema")));
        }
        JsonNode body = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        Set<MediaType> consumes = new HashSet<>();
        operation
                .path("requestBody")
                .path("content")
                .fieldNames()
                .forEachRemaining(type -> consumes.add(MediaType.valueOf(type)));
        Set<MediaType> produces = new HashSet<>();
        operation.path("responses").forEachEntry((status, response) -> {
            if (status.startsWith("2")) {
                response.path("content").fieldNames().forEachRemaining(type -> produces.add(MediaType.valueOf(type)));
            }
        });
        return new Operation(
                operation.path("operationId").asText(),
                path,
                parameters,
                body.isMissingNode()
                        ? null
                        : schemas.shape(body.path("$ref").asText(at + "/requestBody/content/application~1json/schema")),
                consumes,
                produces);
    }

    /** The document as one big schema, whose parts are found by their place in it. */
    private static final class Schemas {
        private final JsonNode document;
        private final Map<String, Shape.Union> unions;
        private final Map<String, Shape> shapes = new ConcurrentHashMap<>();
        private final JsonSchemaFactory factory;
        private final SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                .formatAssertionsEnabled(true)
                .pathType(PathType.JSON_POINTER)
                .build();

        Schemas(JsonNode document, Map<String, Shape.Union> unions) {
            this.document = document;
            this.unions = unions;
            ((ObjectNode) document).put("$id", ID);
            String text = document.toString();
            JsonMetaSchema base = JsonMetaSchema.getV202012();
            JsonMetaSchema strict = JsonMetaSchema.builder(base.getIri(), base)
                    .formats(Formats.ALL)
                    .keywords(NOT_OF_SCHEMA)
                    .build();
            this.factory = JsonSchemaFactory.builder()
                    .defaultMetaSchemaIri(base.getIri())
                    .metaSchema(strict)
                    .schemaLoaders(loaders -> loaders.schemas(Map.of(ID, text)))
                    .build();
        }

        JsonSchema compiled(String ref) {
            JsonSchema schema = factory.getSchema(SchemaLocation.of(ID + ref), config);
            schema.initializeValidators();
            return schema;
        }

        /** Made once, since a schema is asked for by each request. */
        Shape shape(String ref) {
            Shape known = shapes.get(ref);
            if (known == null) {
                Shape.Union union = unions.get(ref);
                known = new Shape(compiled(ref), union == null ? "" : union.property(), new HashMap<>());
                if (union != null) {
                    for (Map.Entry<String, String> branch : union.branches().entrySet()) {
                        known.branches().put(branch.getKey(), compiled(branch.getValue()));
                    }
                }
                shapes.put(ref, known);
            }
            return known;
        }

        JsonNode at(String ref) {
            return document.at(ref.substring(1));
        }

        JsonNode resolved(JsonNode schema) {
            return schema.has("$ref") ? resolved(at(schema.get("$ref").asText())) : schema;
        }
    }

    private record Compiled(Map<String, Operation> operations, Schemas schemas) {}

    record Parameter(String in, String name, boolean required, String type, String itemType, JsonSchema schema) {}

    /**
     * @param consumes the media types of its body; empty if it takes none
     * @param produces the media types of what it answers with when it succeeds; empty if it answers with nothing
     */
    record Operation(
            String id,
            String path,
            List<Parameter> parameters,
            @Nullable Shape body,
            Set<MediaType> consumes,
            Set<MediaType> produces) {
        Operation {
            parameters = List.copyOf(parameters);
            consumes = Set.copyOf(consumes);
            produces = Set.copyOf(produces);
        }
    }
}
