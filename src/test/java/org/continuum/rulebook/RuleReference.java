package org.continuum.rulebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The reference of the rule language, as the JSON Schema tells it. */
final class RuleReference {
    static final String UPDATE = "./mvnw test -Dtest=RuleReferenceTest -Drule-reference=write";
    static final String DOCUMENT = "document";

    private static final Map<String, List<String>> CHAPTERS = new LinkedHashMap<>();

    static {
        CHAPTERS.put(
                "What a document defines",
                List.of("requirement", "inForce", "citation", "given", "table", "calendar", "case", "caseItem"));
        CHAPTERS.put("Which records, and what they must state", List.of("selection", "window", "tests", "condition"));
        CHAPTERS.put(
                "Amounts, dates and words", List.of("amount", "moment", "date", "period", "field", "kind", "basis"));
    }

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .stringQuotingChecker(new StringQuotingChecker.Default() {
                @Override
                public boolean needToQuoteName(String name) {
                    // to older readers of YAML it is a word for true
                    return !name.equals("on") && super.needToQuoteName(name);
                }
            })
            .build());

    private final JsonNode schema;
    private final StringBuilder text = new StringBuilder();

    RuleReference(JsonNode schema) {
        this.schema = schema;
    }

    /** Everything that has a section of its own: the document, its parts, the expression and its operators. */
    Map<String, JsonNode> constructs() {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        all.put(DOCUMENT, schema);
        schema.path("$defs").properties().forEach(part -> all.put(part.getKey(), part.getValue()));
        JsonNode expression = schema.at("/$defs/expression/properties");
        operators().forEach(name -> all.put("expression/" + name, expression.path(name)));
        return all;
    }

    /** The parts that no chapter tells of. */
    Set<String> untold() {
        Set<String> untold = new HashSet<>();
        schema.path("$defs").fieldNames().forEachRemaining(untold::add);
        CHAPTERS.values().forEach(untold::removeAll);
        untold.remove("expression");
        return untold;
    }

    private List<String> operators() {
        return SchemaWords.texts(schema.at("/$defs/expression/oneOf"), one -> one.at("/required/0"));
    }

    String text() {
        text.append("""
                # The rule reference

                Every construct of a rule set with its properties, from the JSON Schema that an editor checks a document
                against (`GET /schemas/rule-set.json`). [rule-language.md](rule-language.md) says in a few words what they
                mean, [boards.md](boards.md) teaches them, and [rule-forms.md](rule-forms.md) finds the one for a form of rule.
                Each example has been checked against the schema and read. This page is made by a test and not edited:
                `%s`

                ## The document
                """.formatted(UPDATE));
        section(DOCUMENT, schema);
        chapter("What a document defines");
        text.append("\n## Expressions\n");
        section("expression", clause());
        operators().forEach(this::operator);
        CHAPTERS.keySet().stream().skip(1).forEach(this::chapter);
        return text.toString();
    }

    private void chapter(String title) {
        text.append("\n## ").append(title).append('\n');
        for (String name : CHAPTERS.getOrDefault(title, List.of())) {
            text.append("\n### ").append(name).append('\n');
            section(name, schema.at("/$defs/" + name));
        }
    }

    private void operator(String name) {
        text.append("\n### ").append(name).append('\n');
        section("expression/" + name, schema.at("/$defs/expression/properties/" + name));
    }

    /** What may stand beside an operator; the operators have sections of their own. */
    private JsonNode clause() {
        ObjectNode clause = schema.at("/$defs/expression").deepCopy();
        ((ObjectNode) clause.path("properties")).remove(operators());
        clause.remove("oneOf");
        return clause;
    }

    private void section(String name, JsonNode construct) {
        text.append('\n').append(sentence(construct)).append('\n');
        List<String> rows = new ArrayList<>();
        List<String> rules = new ArrayList<>();
        inside("", construct, rows, rules);
        if (rows.isEmpty() || construct.has("anyOf") && !construct.has("properties")) {
            text.append("\nWritten as ").append(SchemaWords.form(construct)).append(".\n");
        }
        if (!rows.isEmpty()) {
            text.append("\n| property | | needed | |\n|---|---|---|---|\n");
            rows.forEach(row -> text.append(row).append('\n'));
        }
        if (!rules.isEmpty()) {
            text.append('\n').append(String.join(" ", rules)).append('\n');
        }
        text.append("\n```yaml\n").append(String.join("---\n", examples(name))).append("```\n");
    }

    /** As an author writes them: the example of an operator with the operator. */
    List<String> examples(String name) {
        JsonNode construct = constructs().getOrDefault(name, schema);
        return StreamSupport.stream(construct.path("examples").spliterator(), false)
                .map(example -> name.contains("/")
                        ? JsonNodeFactory.instance.objectNode().set(name.substring(name.indexOf('/') + 1), example)
                        : example)
                .map(RuleReference::yaml)
                .toList();
    }

    private static String yaml(JsonNode example) {
        try {
            return YAML.writeValueAsString(example);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sentence(JsonNode node) {
        String told = node.path("description").asText();
        return Character.toUpperCase(told.charAt(0)) + told.substring(1) + (told.endsWith(".") ? "" : ".");
    }

    /** The properties of a group, and of the groups that stand inside it without a name of their own. */
    private void inside(String before, JsonNode node, List<String> rows, List<String> rules) {
        if (node.has("properties")) {
            Set<String> needed = new HashSet<>(SchemaWords.texts(node.path("required"), one -> one));
            node.path("properties").properties().forEach(property -> {
                String name = before + property.getKey();
                JsonNode of = property.getValue();
                rows.add("| `%s` | %s | %s | %s |"
                        .formatted(
                                name,
                                SchemaWords.form(of),
                                needed.contains(property.getKey()) ? "yes" : "",
                                of.path("description").asText()));
                inside(name + ".", of, rows, rules);
            });
            SchemaWords.rules(before, node, rules);
        }
        String list = before.isEmpty() ? before : before.substring(0, before.length() - 1);
        Map.of("items", "[].", "additionalProperties", ".*.").forEach((in, mark) -> {
            if (node.path(in).isObject()) {
                inside(list + mark, node.path(in), rows, rules);
            }
        });
        node.path("anyOf").forEach(one -> inside(before, one, rows, rules));
    }

    /** The properties of a construct that none of its examples shows. */
    static List<String> unshown(JsonNode construct) {
        Set<String> shown = new HashSet<>();
        construct.path("examples").forEach(example -> shown.addAll(named(example)));
        return properties(construct).keySet().stream()
                .filter(name -> !shown.contains(name.substring(name.lastIndexOf('/') + 1)))
                .toList();
    }

    static List<String> undescribed(JsonNode construct) {
        return properties(construct).entrySet().stream()
                .filter(property ->
                        property.getValue().path("description").asText().isBlank())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Set<String> named(JsonNode example) {
        Set<String> all = new HashSet<>();
        example.fieldNames().forEachRemaining(all::add);
        example.forEach(part -> all.addAll(named(part)));
        return all;
    }

    /** With those of the groups inside it, by their paths. */
    private static Map<String, JsonNode> properties(JsonNode construct) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        construct.path("properties").properties().forEach(property -> {
            all.put(property.getKey(), property.getValue());
            properties(property.getValue()).forEach((name, of) -> all.put(property.getKey() + "/" + name, of));
        });
        Stream.of("items", "additionalProperties")
                .map(construct::path)
                .filter(JsonNode::isObject)
                .forEach(in -> all.putAll(properties(in)));
        construct.path("anyOf").forEach(one -> all.putAll(properties(one)));
        return all;
    }
}
