package org.continuum.rulebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.continuum.http.Violation;
import org.junit.jupiter.api.Test;

/**
 * An editor that knows the schema and the service that reads the document say the same, but for what only the reader can
 * know: what the schema refuses the reader refuses, and what the reader alone refuses is on a list.
 */
class SchemaAndReaderTest {
    private static final int MUTANTS = 600;
    private static final int KINDS = 20;

    /** Removed, below zero, no number, empty, long, no word, nothing, no list, no group. */
    private static final int[] TELLING = {-1, 0, 2, 4, 8, 11, 12, 13, 19};

    private static final long SEED = 20_261_101;

    /** What no schema can say, by the reader's own words. */
    private static final List<Pattern> READER_ONLY = List.of(
                    // the schema counts characters, and blanks are some
                    "Text is needed here; this is empty",
                    // with a scale a mark is the name of a level, without one a number
                    "A number is needed here, not text",
                    // and with a tally it is a count, which there must be
                    "A whole number from 0 to 10000 is needed here",
                    "A tally needs a bound",
                    "No (given|scale|set|table|calendar|definition|requirement) is called",
                    "Nothing refers to the",
                    "The table \\S+ has no column",
                    "is not on the scale",
                    "is bound by no forEach",
                    "The rule set is not about",
                    "Another (requirement|record of the case) has this id",
                    "The case has no record",
                    "refer to each other in a circle",
                    "uses itself",
                    "is no anyOf",
                    "has no option",
                    "can never be satisfied",
                    "It ends before it begins",
                    "Row \\d+ has the same key",
                    "states nothing but its key",
                    "A term is its first and last day",
                    "Terms overlap",
                    "is always given",
                    "No version(| '.*') of '.*' is published",
                    "extends itself",
                    "is itself a layer",
                    "loosens the floor's",
                    "The floor defines",
                    "is given by the floor",
                    "is the floor's, which",
                    "A layer sets a number here",
                    "is no time zone",
                    "A date of the calendar is needed",
                    "is no day of the year",
                    "is no period",
                    "Longer than 200 years",
                    "A number of more than 40 digits")
            .stream()
            .map(Pattern::compile)
            .toList();

    private static JsonSchema schema() throws IOException {
        try (InputStream in = RuleSetResource.class.getResourceAsStream("rule-set.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
        }
    }

    @Test
    void everyDocumentThatIsReadFitsTheSchema() throws IOException {
        JsonSchema schema = schema();
        for (Path file : Documents.all()) {
            assertEquals(Set.of(), schema.validate(tree(file)), file.toString());
        }
    }

    /** Seeded, so that what fails once fails again. */
    @Test
    void whatTheSchemaRefusesTheReaderRefusesAndTheReaderAloneOnlyForWhatIsListed() throws IOException {
        List<JsonNode> documents =
                Documents.all().stream().map(SchemaAndReaderTest::tree).toList();
        Random random = new Random(SEED);
        Verdicts verdicts = new Verdicts(schema());
        for (int i = 0; i < MUTANTS; i++) {
            ObjectNode mutant = documents.get(i % documents.size()).deepCopy();
            verdicts.on(mutant, mutate(mutant, random));
        }
        verdicts.agree();
        assertTrue(verdicts.both > MUTANTS / 20 && verdicts.neither > MUTANTS / 4, verdicts::toString);
    }

    /** Every place of the language that a document uses, with every kind of wrong value, once. */
    @Test
    void andSoAtEveryPlaceOfTheLanguage() throws IOException {
        Map<String, JsonNode> smallest = new TreeMap<>();
        Documents.all().stream()
                .map(SchemaAndReaderTest::tree)
                .sorted(java.util.Comparator.comparingInt(
                        tree -> tree.toString().length()))
                .forEach(tree -> places(tree, "", "").forEach((place, at) -> smallest.putIfAbsent(place, tree)));
        Verdicts verdicts = new Verdicts(schema());
        int tried = 0;
        for (Map.Entry<String, JsonNode> each : smallest.entrySet()) {
            String pointer = places(each.getValue(), "", "").get(each.getKey());
            for (int kind : TELLING) {
                ObjectNode mutant = each.getValue().deepCopy();
                JsonNode other = kind < 0 ? null : other(kind);
                set(mutant, pointer, other);
                verdicts.on(mutant, pointer + " = " + other);
                tried++;
            }
        }
        verdicts.agree();
        assertTrue(smallest.size() > 200 && tried > 1_800, smallest.size() + " places");
    }

    /** The first place of each kind: positions and names that a document chooses are all alike. */
    private static Map<String, String> places(JsonNode node, String pointer, String kind) {
        Map<String, String> all = new TreeMap<>();
        if (!kind.isEmpty()) {
            all.put(kind, pointer);
        }
        boolean chosen =
                kind.matches("/(scales|sets|tables|calendars|given|definitions)|.*/(where|must|keys|rows/[*])");
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(field -> places(
                                    field.getValue(),
                                    pointer + "/"
                                            + field.getKey().replace("~", "~0").replace("/", "~1"),
                                    kind + "/" + (chosen ? "*" : field.getKey()))
                            .forEach(all::putIfAbsent));
        } else {
            for (int i = 0; i < node.size(); i++) {
                places(node.get(i), pointer + "/" + i, kind + "/*").forEach(all::putIfAbsent);
            }
        }
        // however deep an expression stands, it is the same language
        Map<String, String> shorter = new TreeMap<>();
        all.forEach((place, at) -> shorter.putIfAbsent(
                place.replaceAll(
                        "/(rule|definitions/[*]|appliesWhen|exemptWhen)/.*/(?=(exists|latest|best|every|count|sum|duration|served|bar|circumstance|nOf|forEach|anyOf|allOf)(/|$))",
                        "/rule/"),
                at));
        return shorter;
    }

    private static void set(JsonNode tree, String pointer, JsonNode other) {
        int last = pointer.lastIndexOf('/');
        JsonNode around = tree.at(pointer.substring(0, last));
        String name = pointer.substring(last + 1).replace("~1", "/").replace("~0", "~");
        if (around instanceof ObjectNode object) {
            if (other == null) {
                object.remove(name);
            } else {
                object.set(name, other);
            }
        } else if (around instanceof ArrayNode array) {
            if (other == null) {
                array.remove(Integer.parseInt(name));
            } else {
                array.set(Integer.parseInt(name), other);
            }
        }
    }

    /** What the two said of all that was shown to them. */
    private static final class Verdicts {
        private final JsonSchema schema;
        private final Map<String, String> readThoughRefused = new TreeMap<>();
        private final Set<String> unlisted = new TreeSet<>();
        private int both;
        private int neither;

        Verdicts(JsonSchema schema) {
            this.schema = schema;
        }

        void on(JsonNode mutant, String what) {
            List<Violation> mistakes = Documents.mistakes(mutant.toString());
            boolean fits = schema.validate(mutant).isEmpty();
            if (mistakes.isEmpty() && !fits) {
                readThoughRefused.putIfAbsent(what, schema.validate(mutant).toString());
            } else if (!mistakes.isEmpty() && fits) {
                unlisted.addAll(unlisted(mistakes, what));
            }
            both += mistakes.isEmpty() && fits ? 1 : 0;
            neither += !mistakes.isEmpty() && !fits ? 1 : 0;
        }

        void agree() {
            assertEquals(
                    "",
                    lines(readThoughRefused.entrySet().stream()
                            .map(Object::toString)
                            .toList()),
                    "read, though the schema refuses it");
            assertEquals("", lines(unlisted), "refused by the reader only, and not on the list");
        }

        @Override
        public String toString() {
            return both + " are fine and " + neither + " are refused by both";
        }
    }

    private static List<String> unlisted(List<Violation> mistakes, String what) {
        boolean known = mistakes.stream()
                .anyMatch(mistake -> READER_ONLY.stream()
                        .anyMatch(words -> words.matcher(mistake.detail()).find()));
        return known
                ? List.of()
                : mistakes.stream().map(each -> what + ": " + each).toList();
    }

    private static String lines(java.util.Collection<String> all) {
        return all.stream().limit(40).collect(Collectors.joining("\n"));
    }

    private static JsonNode tree(Path file) {
        return Yaml.read(Documents.text(file).getBytes(StandardCharsets.UTF_8)).root();
    }

    /** Deletes, renames, retypes or doubles one node; says which. */
    private static String mutate(JsonNode tree, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        List<String> places = new ArrayList<>();
        collect(tree, "", containers, places);
        int at = random.nextInt(containers.size());
        return switch (containers.get(at)) {
            case ObjectNode object when !object.isEmpty() -> places.get(at) + mutate(object, random);
            case ArrayNode array when !array.isEmpty() -> places.get(at) + mutate(array, random);
            default -> "nothing";
        };
    }

    private static String mutate(ObjectNode object, Random random) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        return switch (random.nextInt(4)) {
            case 0 -> {
                object.remove(name);
                yield "/" + name + " removed";
            }
            case 1 -> {
                object.set(name + "x", object.remove(name));
                yield "/" + name + " renamed";
            }
            default -> {
                JsonNode other = other(random.nextInt(KINDS));
                object.set(name, other);
                yield "/" + name + " = " + other;
            }
        };
    }

    private static String mutate(ArrayNode array, Random random) {
        int item = random.nextInt(array.size());
        return switch (random.nextInt(3)) {
            case 0 -> {
                array.remove(item);
                yield "/" + item + " removed";
            }
            case 1 -> {
                array.add(array.get(item).deepCopy());
                yield "/" + item + " doubled";
            }
            default -> {
                JsonNode other = other(random.nextInt(KINDS));
                array.set(item, other);
                yield "/" + item + " = " + other;
            }
        };
    }

    private static JsonNode other(int kind) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (kind) {
            case 0 -> nodes.numberNode(-1);
            case 1 -> nodes.numberNode(0);
            case 2 -> nodes.numberNode(new java.math.BigDecimal("1.5"));
            case 3 -> nodes.numberNode(1_000_000);
            case 4 -> nodes.textNode("");
            case 5 -> nodes.textNode("2020-02-30");
            case 6 -> nodes.textNode("2020-02-29");
            case 7 -> nodes.textNode("P1Y");
            case 8 -> nodes.textNode("a b/c");
            case 9 -> nodes.textNode("x".repeat(2_001));
            case 10 -> nodes.booleanNode(true);
            case 11 -> nodes.nullNode();
            case 12 -> nodes.arrayNode();
            case 13 -> nodes.textNode("x".repeat(400));
            case 14 -> nodes.textNode("-P1Y2M");
            case 15 -> nodes.textNode("12-31");
            case 16 -> nodes.textNode("a\nb");
            case 17 -> nodes.arrayNode().add("a");
            case 18 -> nodes.numberNode(new java.math.BigDecimal("1e45"));
            default -> nodes.objectNode();
        };
    }

    private static void collect(JsonNode node, String at, List<JsonNode> containers, List<String> places) {
        if (node.isContainerNode()) {
            containers.add(node);
            places.add(at);
            if (node instanceof ObjectNode object) {
                object.properties()
                        .forEach(field -> collect(field.getValue(), at + "/" + field.getKey(), containers, places));
            } else {
                for (int i = 0; i < node.size(); i++) {
                    collect(node.get(i), at + "/" + i, containers, places);
                }
            }
        }
    }
}
