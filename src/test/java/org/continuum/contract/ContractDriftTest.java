package org.continuum.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The contract is a file that people review; this holds it and the code together. */
@QuarkusTest
class ContractDriftTest {
    static final String UPDATE = "./mvnw test -Dtest=ContractDriftTest -Dcontract=write";

    private static final List<String> TEST_ONLY = List.of("/sandbox", "/trial");
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    @Test
    void the_committed_contract_says_what_the_code_does() throws IOException {
        String generated =
                YAML.writeValueAsString(published(ContractDocument.running().root()));
        if ("write".equals(System.getProperty("contract"))) {
            Files.createDirectories(ContractDocument.COMMITTED.getParent());
            Files.writeString(ContractDocument.COMMITTED, generated);
            return;
        }
        String committed = Files.exists(ContractDocument.COMMITTED) ? Files.readString(ContractDocument.COMMITTED) : "";
        assertEquals(
                committed,
                generated,
                "The code and openapi/continuum.yaml differ. If the change is meant, update the file and review it: "
                        + UPDATE);
    }

    @Test
    void every_operation_is_named_described_and_tagged() {
        List<ContractDocument.Operation> operations = ContractDocument.running().operations();
        assertFalse(operations.isEmpty());
        Set<String> ids = new HashSet<>();
        for (ContractDocument.Operation operation : operations) {
            if (TEST_ONLY.stream().noneMatch(operation.path()::startsWith)) {
                assertTrue(ids.add(operation.node().path("operationId").asText()), operation + ": operationId");
                assertFalse(operation.node().path("summary").asText().isBlank(), operation + ": summary");
                assertFalse(operation.node().path("tags").isEmpty(), operation + ": tag");
            }
        }
    }

    @Test
    void every_success_says_what_it_answers_with() {
        for (ContractDocument.Operation operation : ContractDocument.running().operations()) {
            operation.node().path("responses").forEachEntry((status, response) -> {
                if (status.startsWith("2") && !status.equals("204")) {
                    assertTrue(
                            response.has("content"),
                            operation + ": a method that returns a Response needs @Produces on its class or itself");
                }
            });
        }
    }

    @Test
    void every_operation_that_needs_a_token_tells_of_refusal() {
        for (ContractDocument.Operation operation : ContractDocument.running().operations()) {
            if (operation.secured()) {
                assertTrue(operation.node().path("responses").has("401"), operation + ": 401");
                assertTrue(operation.node().path("responses").has("403"), operation + ": 403");
            }
        }
    }

    /** Without what exists in development and tests only, and in an order that does not depend on the build. */
    private static JsonNode published(JsonNode running) {
        ObjectNode contract = running.deepCopy();
        ObjectNode paths = sorted((ObjectNode) contract.path("paths"));
        List<String> names = new ArrayList<>();
        paths.fieldNames().forEachRemaining(names::add);
        names.stream()
                .filter(path -> TEST_ONLY.stream().anyMatch(path::startsWith))
                .forEach(paths::remove);
        paths.forEach(item -> item.forEach(operation -> {
            if (operation instanceof ObjectNode one && one.has("responses")) {
                one.set("responses", sorted((ObjectNode) one.get("responses")));
            }
        }));
        ArrayNode tags = contract.putArray("tags");
        Set<String> used = new HashSet<>();
        paths.forEach(item -> item.forEach(operation -> operation.path("tags").forEach(tag -> used.add(tag.asText()))));
        TreeMap<String, JsonNode> known = new TreeMap<>();
        running.path("tags").forEach(tag -> known.put(tag.path("name").asText(), tag));
        known.forEach((name, tag) -> {
            if (used.contains(name)) {
                tags.add(tag);
            }
        });
        ObjectNode ordered = contract.objectNode();
        ordered.set("openapi", contract.get("openapi"));
        ordered.set("info", contract.get("info"));
        ordered.set("tags", tags);
        ordered.set(
                "servers", contract.path("servers").isMissingNode() ? contract.arrayNode() : contract.get("servers"));
        ordered.set("paths", paths);
        ordered.set("components", reachable(contract, paths));
        return ordered;
    }

    private static ObjectNode reachable(ObjectNode contract, JsonNode from) {
        Set<String> reached = new HashSet<>();
        collect(contract, from, reached);
        ObjectNode components = contract.objectNode();
        sorted((ObjectNode) contract.path("components")).forEachEntry((kind, members) -> {
            ObjectNode kept = components.putObject(kind);
            sorted((ObjectNode) members).forEachEntry((name, member) -> {
                if (kind.equals("securitySchemes") || reached.contains("#/components/" + kind + "/" + name)) {
                    kept.set(name, member);
                }
            });
            if (kept.isEmpty()) {
                components.remove(kind);
            }
        });
        return components;
    }

    private static void collect(JsonNode root, JsonNode node, Set<String> reached) {
        if (node.isTextual() && node.asText().startsWith("#/components/") && reached.add(node.asText())) {
            collect(root, root.at(node.asText().substring(1)), reached);
        }
        node.forEach(child -> collect(root, child, reached));
    }

    private static ObjectNode sorted(ObjectNode node) {
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        node.forEachEntry(fields::put);
        ObjectNode sorted = node.objectNode();
        fields.forEach(sorted::set);
        return sorted;
    }
}
