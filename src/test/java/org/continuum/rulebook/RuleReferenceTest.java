package org.continuum.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference says what the schema says, and what it shows can be written. */
class RuleReferenceTest {
    private static final Path REFERENCE = Path.of("docs/rule-reference.md");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode SCHEMA = schema();
    private static final JsonSchema CHECK =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SCHEMA);

    private static final String RULE = "/requirements/2/rule";

    /** Where an example stands in the document that surrounds it, and what makes it used there. */
    private static final Map<String, Map<String, String>> AROUND = new HashMap<>();

    static {
        inRule("kind", "{exists: {kind: EXAMPLE}}");
        inRule("date", "{exists: {kind: application, within: {from: EXAMPLE}}}");
        inRule("field", "{count: {kind: coursework, distinct: EXAMPLE, atLeast: 1}}");
        inRule("period", "{bar: {on: {exists: {kind: decision}}, for: EXAMPLE}}");
        inRule("basis", "{exists: {kind: exam-result}, basis: EXAMPLE}");
        inRule("moment", "{exists: {kind: application, within: {from: EXAMPLE}}}");
        inRule("window", "{exists: {kind: application, within: EXAMPLE}}");
        inRule("amount", "{sum: {kind: coursework, of: [{field: hours, times: EXAMPLE}], atLeast: 1}}");
        inRule("condition", "{exists: {kind: observation, where: {rating: EXAMPLE}}}");
        inRule("tests", "{exists: {kind: observation, where: EXAMPLE}}");
        inRule("selection", "{bar: {on: {exists: {kind: decision}}, from: EXAMPLE, for: P1Y}}");
        inRule("inForce", "{exists: {kind: application}, effective: EXAMPLE}");
        inRule("expression", "EXAMPLE");
        AROUND.put("citation", Map.of("/requirements/2/citation", "EXAMPLE"));
        AROUND.put("requirement", Map.of("/requirements/2", "EXAMPLE"));
        AROUND.put(
                "given", Map.of("/given/shown", "EXAMPLE", RULE, "{circumstance: {given: shown, is: {stated: true}}}"));
        AROUND.put(
                "table",
                Map.of(
                        "/tables/shown",
                        "EXAMPLE",
                        RULE,
                        "{exists: {kind: exam-result, where: {score: {atLeast: {table: shown, column: pass}}}}}"));
        AROUND.put(
                "calendar",
                Map.of(
                        "/calendars/shown",
                        "EXAMPLE",
                        RULE,
                        "{exists: {kind: application, within: {from: {given: asOf, schoolDays: 5, calendar: shown}}}}"));
        AROUND.put("case", Map.of("/cases", "[EXAMPLE]"));
        AROUND.put(
                "caseItem",
                Map.of(
                        "/cases",
                        "[{name: shown, evidence: [EXAMPLE], questions: [{asOf: 2026-05-01, outcome: not_ready}]}]"));
    }

    private static void inRule(String construct, String rule) {
        AROUND.put(construct, Map.of(RULE, rule));
    }

    /** Everything that an example may name is defined and used, so that the example alone is tried. */
    private static final String DOCUMENT = """
            id: around
            version: "1"
            title: What stands around an example
            authority: A board
            standing: synthetic
            licenseTypes: [initial, professional]
            enacted: 2020-01-01
            effective: {from: 2020-01-01}
            zone: America/New_York
            scales: {ratings: [unsatisfactory, needs-improvement, proficient, exemplary]}
            sets: {subjects: [reading, writing]}
            tables:
              marks: {keys: {form: form}, rows: [{form: A, pass: 220}]}
              floors: {keys: {band: given/band}, rows: [{band: 3-5, hours: 100}]}
            calendars: {school: {terms: [2026-09-01/2026-12-18]}}
            given:
              application: {latest: {kind: application}, otherwise: asOf}
              band: {latest: {kind: application}, field: gradeBand, fallback: 3-5}
              held: {count: {kind: license-record}}
              fields: {values: {kind: application}, field: field}
              hours: {table: floors, column: hours}
            definitions:
              passed: {exists: {kind: exam-result, must: {passed: true}}}
            requirements:
              - id: names
                title: What uses every name
                citation: {label: example, mark: synthetic}
                rule:
                  allOf:
                    - use: passed
                    - forEach: {in: subjects, as: s, rule: {exists: {kind: exam-result, where: {subject: $s}}}}
                    - forEach: {given: fields, as: f, rule: {exists: {kind: coursework, where: {field: $f}}}}
                    - sum: {kind: coursework, of: hours, atLeast: {given: hours}}
                    - count: {kind: coursework, atLeast: {given: held}}
                    - exists: {kind: observation, where: {rating: {scale: ratings, atLeast: proficient}}}
                    - exists: {kind: exam-result, where: {score: {atLeast: {table: marks, column: pass}}}}
                    - exists: {kind: artifact, within: {from: {given: application, schoolDays: 5, calendar: school}}}
              - id: preparation
                title: What has routes
                citation: {label: example, mark: synthetic}
                rule: {anyOf: [{id: program, exists: {kind: recommendation}}, {id: residency, basis: reciprocal, exists: {kind: coursework}}]}
              - id: shown
                title: What holds the example
                citation: {label: example, mark: synthetic}
                rule: {sum: {kind: clinical-experience, of: hours, atLeast: 10}}
            """;

    private static JsonNode schema() {
        try (InputStream in = RuleSetResource.class.getResourceAsStream("rule-set.schema.json")) {
            return JSON.readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theReferenceIsWhatTheSchemaSays() throws IOException {
        String made = new RuleReference(SCHEMA).text();
        if ("write".equals(System.getProperty("rule-reference"))) {
            Files.writeString(REFERENCE, made);
            return;
        }
        String committed = Files.exists(REFERENCE) ? Files.readString(REFERENCE) : "";
        assertEquals(
                committed,
                made,
                "The schema and " + REFERENCE + " differ. If the change is meant: " + RuleReference.UPDATE);
    }

    @Test
    void everyPartOfTheSchemaHasASectionAndEveryOperatorOfTheReader() {
        RuleReference reference = new RuleReference(SCHEMA);
        assertEquals(Set.of(), reference.untold());
        Set<String> operators = new TreeSet<>(ExpressionReader.OPERATORS);
        operators.removeIf(name -> reference.constructs().containsKey("expression/" + name));
        assertEquals(Set.of(), operators);
    }

    static Stream<Arguments> constructs() {
        return new RuleReference(SCHEMA)
                .constructs().entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("constructs")
    void everyPropertyIsDescribedAndShown(String name, JsonNode construct) {
        assertFalse(construct.path("description").asText().isBlank(), name);
        assertFalse(construct.path("examples").isEmpty(), name);
        assertEquals(List.of(), RuleReference.undescribed(construct), name);
        if (!name.equals("expression")) {
            assertEquals(List.of(), RuleReference.unshown(construct), name);
        }
    }

    static Stream<Arguments> examples() {
        RuleReference reference = new RuleReference(SCHEMA);
        return reference.constructs().keySet().stream()
                .flatMap(name -> reference.examples(name).stream().map(shown -> Arguments.of(name, shown)));
    }

    /** What is tried is the text that the reference shows. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("examples")
    void everyExampleFitsTheSchemaAndIsRead(String name, String shown) throws IOException {
        JsonNode document = around(name, shown);
        assertEquals(Set.of(), CHECK.validate(document));
        assertEquals(List.of(), Documents.mistakes(document.toString()));
        assertEquals("", Documents.reds(Documents.read(document.toString())));
    }

    /** The tests above would be empty if whatever stands in an example were read. */
    @Test
    void anExampleWithAMistakeIsRefusedByBoth() throws IOException {
        JsonNode document = around("window", "{last: P18M, befor: application}");
        assertFalse(CHECK.validate(document).isEmpty());
        assertTrue(Documents.mistakes(document.toString()).stream()
                .anyMatch(mistake -> mistake.pointer().equals(RULE + "/exists/within/befor")));
    }

    private static JsonNode around(String name, String shown) throws IOException {
        if (name.equals(RuleReference.DOCUMENT)) {
            return tree(shown);
        }
        ObjectNode document = (ObjectNode) tree(DOCUMENT);
        Map<String, String> around = AROUND.getOrDefault(name.replaceAll("/.*", ""), Map.of());
        assertFalse(around.isEmpty(), name + " has no place in a document");
        String example = JSON.writeValueAsString(RuleReference.read(shown));
        for (Map.Entry<String, String> each : around.entrySet()) {
            put(
                    document,
                    JsonPointer.compile(each.getKey()),
                    RuleReference.read(each.getValue().replace("EXAMPLE", example)));
        }
        return document;
    }

    private static void put(ObjectNode document, JsonPointer place, JsonNode value) {
        JsonNode around = document.at(place.head());
        if (around instanceof ArrayNode list) {
            list.set(place.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) around).set(place.last().getMatchingProperty(), value);
        }
    }

    private static JsonNode tree(String text) {
        return Yaml.read(text.getBytes(StandardCharsets.UTF_8)).root();
    }
}
