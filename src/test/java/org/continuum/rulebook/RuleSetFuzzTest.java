package org.continuum.rulebook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.continuum.http.Problem;

/** Whatever is handed in as a rule set: it is read, or refused in words; never anything else, and never for long. */
public class RuleSetFuzzTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final List<byte[]> DOCUMENTS =
            Documents.all().stream().map(Documents::bytes).toList();
    /** The name of a class of ours or of a library. */
    private static final Pattern CLASS = Pattern.compile("(?:[a-z]\\w*\\.){2,}[A-Z]\\w*");

    private static final String[] WORDS = {
        "",
        "$x",
        "asOf",
        "given/asOf",
        "2020-02-30",
        "P999999999Y",
        "P1Y",
        "..",
        "../..",
        "*",
        "a/b",
        "null",
        "~1",
        "R1",
        "requirement",
        "\u0000",
        "\ud800",
        "9".repeat(50),
        "application",
        "licenseType",
        "--02-30",
        "1/2",
        "\u2028"
    };

    /** The reader of YAML names its own classes where it expected something else. */
    @Example
    void aRefusalNamesNoClass() {
        for (String text :
                List.of("{{7*7}}", "? [a]\n: b", "!!java.net.URL [x]", "- &a [*a]", "{[]: 1}", "%YAML 9.9\n---\nx")) {
            readsOrRefuses(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Property
    void randomBytesAreRefusedInWords(@ForAll byte[] bytes) {
        readsOrRefuses(bytes);
    }

    @Property
    void damagedTextIsReadOrRefusedInWords(@ForAll Random random) {
        byte[] bytes = any(random).clone();
        for (int i = random.nextInt(20); i >= 0; i--) {
            switch (random.nextInt(3)) {
                case 0 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                case 1 ->
                    bytes[random.nextInt(bytes.length)] = (byte) "{}[]:,-\"'\n #&*!|>%@`".charAt(random.nextInt(20));
                default -> {
                    int from = random.nextInt(bytes.length);
                    int to = random.nextInt(bytes.length);
                    System.arraycopy(
                            bytes, from, bytes, to, Math.min(random.nextInt(40), bytes.length - Math.max(from, to)));
                }
            }
        }
        readsOrRefuses(bytes);
    }

    @Property
    void aTreeWithChangedPartsIsReadAndRunOrRefusedInWords(@ForAll Random random) {
        JsonNode tree = Yaml.read(any(random)).root().deepCopy();
        for (int i = random.nextInt(4); i >= 0; i--) {
            mutate(tree, random);
        }
        readsOrRefuses(tree.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The properties above would be empty if every mutant were refused, or none. */
    @Example
    void someMutantsAreReadAndSomeAreRefused() {
        int read = 0;
        int tries = 400;
        Random random = new Random(7);
        for (int i = 0; i < tries; i++) {
            JsonNode tree = Yaml.read(any(random)).root().deepCopy();
            mutate(tree, random);
            read += readsOrRefuses(tree.toString().getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
        }
        assertTrue(read > tries / 20 && read < tries * 19 / 20, read + " of " + tries);
    }

    /** Whether it was read; then its cases are run as well, whatever comes out. */
    private static boolean readsOrRefuses(byte[] bytes) {
        return assertTimeoutPreemptively(SOON, () -> reads(bytes));
    }

    /** What is compiled for the first reader does not count as an input's time. */
    public static void fuzzerInitialize() {
        assertTrue(reads(DOCUMENTS.getFirst()));
    }

    /** {@code bin/fuzz-parsers} looks for bytes with which this throws. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        reads(bytes);
    }

    private static boolean reads(byte[] bytes) {
        try {
            RuleSetDocument document = Documents.read(bytes);
            SelfTest.run(document.ruleSet(), document.cases());
            return true;
        } catch (Problem refused) {
            assertTrue(!refused.detail().isBlank());
            refused.violations()
                    .forEach(one -> assertFalse(CLASS.matcher(one.detail()).find(), one.detail()));
            return false;
        }
    }

    private static byte[] any(Random random) {
        return DOCUMENTS.get(random.nextInt(DOCUMENTS.size()));
    }

    private static void mutate(JsonNode tree, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        JsonNode at = containers.get(random.nextInt(containers.size()));
        JsonNode other = containers.get(random.nextInt(containers.size()));
        JsonNode value = switch (random.nextInt(8)) {
            case 0 -> JsonNodeFactory.instance.numberNode(random.nextInt());
            case 1 -> JsonNodeFactory.instance.numberNode(new java.math.BigDecimal("1e" + random.nextInt(400)));
            case 2 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            case 3 -> JsonNodeFactory.instance.nullNode();
            case 4 -> JsonNodeFactory.instance.arrayNode();
            case 5 -> other.deepCopy();
            default -> JsonNodeFactory.instance.textNode(WORDS[random.nextInt(WORDS.length)]);
        };
        if (at instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(WORDS[random.nextInt(WORDS.length)], value);
                default -> object.set(name, value);
            }
        } else if (at instanceof ArrayNode array) {
            if (array.isEmpty() || random.nextBoolean()) {
                array.add(value);
            } else {
                array.set(random.nextInt(array.size()), value);
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }
}
