package org.continuum.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.continuum.rules.Citation;
import org.jspecify.annotations.Nullable;

/**
 * Lays a local document on its floor, so that the reader reads both as one. A layer adds requirements, and numbers where
 * the floor names them and a direction; nothing of the floor can be taken away or redefined unless the floor says so.
 * What is allowed can therefore be told from the two documents alone, and holds for every person.
 */
final class Layering {
    /** What a layer may write; the license types, the anchor and the zone are the floor's. */
    private static final String[] TOP = {
        "id",
        "version",
        "title",
        "authority",
        "standing",
        "notes",
        "extends",
        "enacted",
        "effective",
        "scales",
        "sets",
        "tables",
        "calendars",
        "given",
        "definitions",
        "requirements",
        "appeal",
        "cases"
    };

    private static final List<String> OF_THE_FLOOR = List.of("licenseTypes", "anchor", "zone");
    private static final List<String> ADDED = List.of("scales", "sets", "tables", "calendars", "definitions");
    private static final String ANOTHER_NAME = "Choose another name.";

    /** A number that the floor leaves to its layers. */
    private record Left(
            Direction direction, BigDecimal floor, @Nullable Citation citation) {}

    /** Which way a layer may go from the floor's number. */
    enum Direction {
        RAISE,
        LOWER,
        EITHER;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** Whether the layer's number is none that the floor allows. */
        boolean loosens(BigDecimal floor, BigDecimal local) {
            return switch (this) {
                case RAISE -> local.compareTo(floor) < 0;
                case LOWER -> local.compareTo(floor) > 0;
                case EITHER -> false;
            };
        }
    }

    /** The rule set that a layer names, and the version if it is written for one alone. */
    record Extended(String ruleSet, @Nullable String version) {}

    private final Place layer;
    private final RuleSetDocument floor;
    private final JsonNode under;
    private final boolean asWritten;
    private final Set<String> own = new LinkedHashSet<>();
    private final Set<String> kept = new LinkedHashSet<>();
    private final Map<String, Layer.Parameter> parameters = new LinkedHashMap<>();

    /**
     * @param asWritten a number beyond the floor's is a mistake; otherwise the floor's counts instead, as when the floor
     *     has been raised since
     */
    private Layering(Place layer, RuleSetDocument floor, boolean asWritten) {
        this.layer = layer;
        this.floor = floor;
        this.under = floor.tree();
        this.asWritten = asWritten;
    }

    /** Empty, with the mistakes noted, if there is nothing to lay it on. */
    static Optional<Layering> of(Place layer, Function<Extended, Optional<RuleSetDocument>> floors, boolean asWritten) {
        layer.object(TOP);
        Place at = layer.at("extends").object("ruleSet", "version");
        String ruleSet = at.text("ruleSet");
        String version = at.optional("version", Place::text);
        if (ruleSet.isEmpty()) {
            return Optional.empty();
        }
        if (ruleSet.equals(layer.at("id").node().asText())) {
            at.at("ruleSet").wrong("'" + ruleSet + "' extends itself.", "Name the state's rule set.");
            return Optional.empty();
        }
        Optional<RuleSetDocument> floor = floors.apply(new Extended(ruleSet, version));
        if (floor.isEmpty()) {
            at.wrong(
                    (version == null ? "No version" : "No version '" + version + "'") + " of '" + ruleSet
                            + "' is published.",
                    "Name a published rule set; a version of it only where the layer is written for that one alone.");
        } else if (floor.get().layer() != null) {
            at.at("ruleSet")
                    .wrong(
                            "'" + ruleSet + "' is itself a layer, on '"
                                    + floor.get().layer().floor().ruleSet().id() + "'.",
                            "Extend that one: a layer lies on a floor, never on a layer.");
            floor = Optional.empty();
        }
        return floor.map(found -> new Layering(layer, found, asWritten));
    }

    /** Both as one document: the floor's requirements first. */
    ObjectNode laid() {
        ObjectNode both = layer.node().deepCopy();
        for (String name : OF_THE_FLOOR) {
            both.remove(name);
            if (under.has(name)) {
                both.set(name, under.get(name));
            }
        }
        if (!both.has("appeal") && under.has("appeal")) {
            both.set("appeal", under.get("appeal"));
        }
        ADDED.forEach(part -> both.set(part, added(part)));
        both.set("given", given());
        both.set("requirements", requirements());
        return both;
    }

    /** How many of the floor's requirements stand before the layer's own, once it is laid. */
    int floorRequirements() {
        return kept.size();
    }

    /** What came of it. */
    Layer layer(RuleSetReader reader) {
        List<Layer.Parameter> all = parameters.values().stream()
                .map(each -> new Layer.Parameter(
                        each.name(),
                        each.value(),
                        each.floorValue(),
                        each.local(),
                        each.citation(),
                        reader.requirementsThatReach("given " + each.name())))
                .toList();
        Set<String> resting = new LinkedHashSet<>();
        own.forEach(each -> resting.addAll(reader.requirementsThatReach("requirement " + each)));
        return new Layer(floor, layer.at("extends").optional("version", Place::text), own, resting, all);
    }

    private ObjectNode added(String part) {
        ObjectNode both = object(under.path(part));
        layer.at(part).fields().forEach((name, at) -> {
            if (both.has(name)) {
                at.wrong("The floor defines '" + name + "' already.", ANOTHER_NAME);
            } else {
                both.set(name, at.node());
            }
        });
        return both;
    }

    private ObjectNode given() {
        ObjectNode both = object(under.path("given"));
        Map<String, Left> left = left();
        left.forEach((name, number) -> parameters.put(
                name, new Layer.Parameter(name, number.floor(), number.floor(), false, number.citation(), List.of())));
        layer.at("given").fields().forEach((name, at) -> {
            Left number = left.get(name);
            if (!both.has(name)) {
                both.set(name, at.node());
            } else if (number == null) {
                at.wrong(
                        "'" + name + "' is given by the floor, which leaves it to nobody.",
                        "Choose another name; only what the floor marks with local may be set.");
            } else {
                number(name, at, number)
                        .ifPresent(value -> both.putObject(name)
                                .put("value", value)
                                .put("local", number.direction().word()));
            }
        });
        return both;
    }

    /** The number that counts. */
    private Optional<BigDecimal> number(String name, Place at, Left left) {
        at.object("value", "citation");
        Place value = at.at("value");
        Citation citation = at.needed("citation", RuleSetReader::citation);
        if (!value.isPlainNumber()) {
            value.wrong("A layer sets a number here.", "Write value: and the number.");
            return Optional.empty();
        }
        BigDecimal local = value.number();
        boolean loosens = left.direction().loosens(left.floor(), local);
        if (loosens && asWritten) {
            value.wrong(
                    local.toPlainString() + " loosens the floor's "
                            + left.floor().toPlainString() + ", which a layer may "
                            + left.direction().word() + " only.",
                    "Write " + left.floor().toPlainString()
                            + (left.direction() == Direction.RAISE ? " or more" : " or less") + ", or leave it out.");
        }
        BigDecimal counts = loosens ? left.floor() : local;
        parameters.put(
                name,
                new Layer.Parameter(
                        name, counts, left.floor(), !loosens, loosens ? left.citation() : citation, List.of()));
        return Optional.of(counts);
    }

    private Map<String, Left> left() {
        Map<String, Left> left = new LinkedHashMap<>();
        Place given = new Place(under, "", new Mistakes(Map.of())).at("given");
        given.fields().forEach((name, at) -> {
            if (!at.at("local").isMissing()) {
                left.put(
                        name,
                        new Left(
                                at.needed("local", word -> word.word(Direction.class, Direction::word)),
                                at.needed("value", Place::number),
                                at.optional("citation", RuleSetReader::citation)));
            }
        });
        return left;
    }

    private ArrayNode requirements() {
        Set<String> replaced = replaced();
        ArrayNode both = JsonNodeFactory.instance.arrayNode();
        under.path("requirements").forEach(requirement -> {
            String id = requirement.path("id").asText();
            if (!replaced.contains(id)) {
                both.add(requirement);
                kept.add(id);
            }
        });
        for (Place at : layer.list("requirements", 0, 200, Function.identity())) {
            String id = at.at("id").node().asText();
            if (kept.contains(id)) {
                at.at("id")
                        .wrong(
                                "'" + id + "' is the floor's, which does not let a layer replace it.",
                                "Add a requirement of its own, with another id.");
            } else {
                own.add(id);
                both.add(at.node());
            }
        }
        return both;
    }

    /** The floor's requirements that say a layer may replace them, and that this one does. */
    private Set<String> replaced() {
        Set<String> written = new LinkedHashSet<>();
        layer.at("requirements")
                .node()
                .forEach(item -> written.add(item.path("id").asText()));
        Set<String> replaced = new LinkedHashSet<>();
        under.path("requirements").forEach(requirement -> {
            String id = requirement.path("id").asText();
            if (requirement.path("local").asText().equals("replace") && written.contains(id)) {
                replaced.add(id);
            }
        });
        return replaced;
    }

    private ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
    }
}
