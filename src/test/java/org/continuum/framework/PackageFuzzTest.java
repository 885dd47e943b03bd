package org.continuum.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.continuum.http.Contracted;
import org.continuum.http.Limits;
import org.continuum.http.Problem;

/** Whatever is handed in as a CASE package: it is read, or refused in words; never anything else, and never for long. */
public class PackageFuzzTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] PACKAGE = Packages.bytes("beginning-teacher.json");

    private static final String[] WORDS = {
        "",
        "isChildOf",
        "isPartOf",
        "ext:",
        "quality",
        "1.a",
        "\u0000",
        "\ud800",
        "\u2028",
        "2026-13-01T00:00:00Z",
        "2026-01-01T00:00:00+99:00",
        "-999999999-01-01T00:00:00Z",
        "00000000-0000-0000-0000-000000000000",
        "1-1-1-1-1",
        "9".repeat(50)
    };

    /** The contract is compiled for the first of all readers; that does not count as an input's time. */
    @BeforeContainer
    public static void fuzzerInitialize() {
        assertThat(reads(PACKAGE)).isTrue();
    }

    @Property(tries = 1000, seed = "20261101")
    void random_bytes_are_refused_in_words(@ForAll byte[] bytes) {
        readsOrRefuses(bytes);
    }

    @Property(tries = 2000, seed = "20261101")
    void a_damaged_text_is_read_or_refused_in_words(@ForAll Random random) {
        byte[] bytes = PACKAGE.clone();
        for (int i = random.nextInt(8); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "{}[]:,\"\\-+.0eE".charAt(random.nextInt(14));
                default -> {
                    int to = random.nextInt(bytes.length);
                    System.arraycopy(
                            bytes, at, bytes, to, Math.min(random.nextInt(40), bytes.length - Math.max(at, to)));
                }
            }
        }
        readsOrRefuses(bytes);
    }

    @Property(tries = 2000, seed = "20261101")
    void a_tree_with_changed_parts_is_read_or_refused_in_words(@ForAll Random random) throws IOException {
        readsOrRefuses(mutant(random, 1 + random.nextInt(4)));
    }

    /** The properties above would be empty if every mutant were refused, or none. */
    @Example
    void some_mutants_are_read_and_some_are_refused() throws IOException {
        Random random = new Random(7);
        int read = 0;
        for (int i = 0; i < 400; i++) {
            read += readsOrRefuses(mutant(random, 1)) ? 1 : 0;
        }
        assertThat(read).isBetween(20, 380);
    }

    /** Each fits into a package: as many items as there is room for, rated in as many dimensions. */
    @Example
    void many_items_in_many_dimensions_are_refused_before_they_are_multiplied() throws IOException {
        assertThat(readsOrRefuses(rated(5000, 3000, 1, 1))).isFalse();
    }

    /** The levels are sent once, and would be each item's own. */
    @Example
    void long_scales_for_all_items_are_refused_before_they_are_multiplied() throws IOException {
        assertThat(readsOrRefuses(rated(4000, 20, 10, 10))).isTrue();
        assertThat(readsOrRefuses(rated(4000, 20, 100, 3))).isFalse();
        assertThat(readsOrRefuses(rated(4000, 20, 5, 99))).isFalse();
    }

    /** A package with criteria for all its items. */
    private static byte[] rated(int itemCount, int dimensions, int levelCount, int letters) throws IOException {
        ObjectNode tree = (ObjectNode) JSON.readTree(PACKAGE);
        ObjectNode item = (ObjectNode) tree.withArray("CFItems").get(0).deepCopy();
        item.retain("identifier", "uri", "fullStatement", "lastChangeDateTime");
        ArrayNode items = tree.putArray("CFItems");
        for (int i = 0; i < itemCount; i++) {
            items.add(item.deepCopy().put("identifier", new UUID(1, i).toString()));
        }
        ObjectNode rubric = (ObjectNode) tree.withArray("CFRubrics").get(0);
        ArrayNode criteria = rubric.putArray("CFRubricCriteria");
        for (int i = 0; i < dimensions; i++) {
            ArrayNode levels = criteria.addObject()
                    .put("identifier", new UUID(2, i).toString())
                    .put("uri", "x")
                    .put("category", "c" + i)
                    .put("lastChangeDateTime", "2026-01-01T00:00:00Z")
                    .putArray("CFRubricCriterionLevels");
            for (int level = 0; level < levelCount; level++) {
                levels.addObject()
                        .put("identifier", new UUID(3, level).toString())
                        .put("uri", "x")
                        .put(
                                "quality",
                                ("q".repeat(letters) + level)
                                        .substring(Integer.toString(level).length()))
                        .put("position", level)
                        .put("lastChangeDateTime", "2026-01-01T00:00:00Z");
            }
        }
        tree.withArray("CFRubrics").removeAll().add(rubric);
        tree.putArray("CFAssociations");
        byte[] bytes = JSON.writeValueAsBytes(tree);
        assertThat(bytes.length).isLessThanOrEqualTo(Limits.PACKAGE_BYTES);
        return bytes;
    }

    /** The longest chain that has room, told from its end: each association would look along all of it. */
    @Example
    void a_tree_as_deep_as_there_is_room_for_is_read_soon() throws IOException {
        ObjectNode tree = (ObjectNode) JSON.readTree(PACKAGE);
        ObjectNode item = (ObjectNode) tree.withArray("CFItems").get(0).deepCopy();
        item.retain("identifier", "uri", "fullStatement", "lastChangeDateTime");
        ArrayNode items = tree.putArray("CFItems");
        ArrayNode associations = tree.putArray("CFAssociations");
        for (int i = 0; i < 3600; i++) {
            items.add(item.deepCopy().put("identifier", new UUID(1, i).toString()));
        }
        for (int i = 1; i < 3600; i++) {
            ObjectNode association = associations
                    .addObject()
                    .put("identifier", new UUID(2, i).toString())
                    .put("associationType", "isChildOf")
                    .put("uri", "x")
                    .put("lastChangeDateTime", "2026-01-01T00:00:00Z");
            association
                    .putObject("originNodeURI")
                    .put("title", "x")
                    .put("identifier", new UUID(1, i).toString())
                    .put("uri", "x");
            association
                    .putObject("destinationNodeURI")
                    .put("title", "x")
                    .put("identifier", new UUID(1, i - 1).toString())
                    .put("uri", "x");
        }
        tree.putArray("CFRubrics");
        byte[] bytes = JSON.writeValueAsBytes(tree);
        assertThat(bytes.length).isLessThanOrEqualTo(Limits.PACKAGE_BYTES);
        assertThat(readsOrRefuses(bytes)).isTrue();
    }

    /** Whether it was read; then its competencies are a tree in which each has a code of its own. */
    private static boolean readsOrRefuses(byte[] bytes) {
        return assertTimeoutPreemptively(SOON, () -> reads(bytes));
    }

    /** {@code bin/fuzz-parsers} looks for bytes with which this throws. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        reads(bytes);
    }

    private static boolean reads(byte[] bytes) {
        try {
            Reading reading = new Reading(Contracted.read(CasePackage.class, "CFPackage", bytes));
            if (!reading.violations().isEmpty()) {
                return false;
            }
            List<Competency> competencies = reading.competencies();
            Set<String> codes = competencies.stream().map(Competency::code).collect(Collectors.toSet());
            assertThat(codes).hasSameSizeAs(competencies);
            assertThat(competencies).allMatch(each -> each.parent() == null || codes.contains(each.parent()));
            return true;
        } catch (Problem refused) {
            assertThat(refused.violations())
                    .isNotEmpty()
                    .allMatch(each -> !each.detail().isBlank());
            return false;
        }
    }

    private static byte[] mutant(Random random, int changes) throws IOException {
        JsonNode tree = JSON.readTree(PACKAGE);
        for (int i = 0; i < changes; i++) {
            mutate(tree, random);
        }
        return JSON.writeValueAsBytes(tree);
    }

    private static void mutate(JsonNode tree, Random random) {
        List<JsonNode> containers = containers(tree).toList();
        JsonNode at = containers.get(random.nextInt(containers.size()));
        JsonNode value = switch (random.nextInt(7)) {
            case 0 -> JsonNodeFactory.instance.numberNode(random.nextInt());
            case 1 -> JsonNodeFactory.instance.numberNode(new java.math.BigDecimal("1e" + random.nextInt(400)));
            case 2 -> JsonNodeFactory.instance.nullNode();
            case 3 -> JsonNodeFactory.instance.arrayNode();
            case 4 -> containers.get(random.nextInt(containers.size())).deepCopy();
            default -> JsonNodeFactory.instance.textNode(WORDS[random.nextInt(WORDS.length)]);
        };
        if (at instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                object.set(name, value);
            }
        } else if (at instanceof ArrayNode array) {
            if (array.isEmpty() || random.nextBoolean()) {
                array.add(value);
            } else {
                array.set(random.nextInt(array.size()), value);
            }
        }
    }

    private static Stream<JsonNode> containers(JsonNode node) {
        return node.isContainerNode()
                ? Stream.concat(Stream.of(node), node.valueStream().flatMap(PackageFuzzTest::containers))
                : Stream.empty();
    }
}
