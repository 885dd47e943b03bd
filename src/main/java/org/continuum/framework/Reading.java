package org.continuum.framework;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.continuum.framework.CasePackage.Association;
import org.continuum.framework.CasePackage.Criterion;
import org.continuum.framework.CasePackage.Item;
import org.continuum.framework.CasePackage.Link;
import org.continuum.framework.CasePackage.Rubric;
import org.continuum.http.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What this service understands of a CASE package: its items are competencies, {@code isChildOf} makes them a tree, and a
 * rubric's criterion gives a scale to its item and to those below that have none of their own in that dimension.
 *
 * <p>Everything that cannot be understood is collected; competencies are only to be asked for when there is nothing.
 */
final class Reading {
    private static final int MOST_SCALES = 200_000;
    private static final int MOST_LEVELS = 1_000_000;
    private static final int MOST_CHARACTERS = 16_000_000;
    private static final String FEWER =
            "Rate in fewer dimensions, on fewer levels or with shorter names, or send the framework in parts.";

    private final CasePackage source;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<UUID, Item> items = new LinkedHashMap<>();
    private final Map<String, Item> byCode = new HashMap<>();
    private final Map<UUID, UUID> parents = new HashMap<>();

    /** Scales by what they rate (null: every item) and by dimension. */
    private final Map<@Nullable UUID, Map<String, List<String>>> scales = new HashMap<>();

    Reading(CasePackage source) {
        this.source = source;
        readItems();
        readTree();
        readRubrics();
        countScales();
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** In the order of the package. */
    List<Competency> competencies() {
        return items.values().stream()
                .map(item -> {
                    UUID parent = parents.get(item.identifier());
                    Item above = parent == null ? null : items.get(parent);
                    return new Competency(
                            code(item),
                            item.fullStatement(),
                            item.abbreviatedStatement(),
                            above == null ? null : code(above),
                            scalesOf(item.identifier()));
                })
                .toList();
    }

    /** What CASE calls the competency. */
    UUID item(Competency competency) {
        return Objects.requireNonNull(byCode.get(competency.code())).identifier();
    }

    private static String code(Item item) {
        String code = item.humanCodingScheme();
        return code == null ? item.identifier().toString() : code;
    }

    private void readItems() {
        for (int i = 0; i < source.items().size(); i++) {
            Item item = source.items().get(i);
            if (items.putIfAbsent(item.identifier(), item) != null) {
                wrong("/CFItems/" + i + "/identifier", "Another item has this identifier.", "Send each item once.");
            } else if (byCode.putIfAbsent(code(item), item) != null) {
                wrong(
                        "/CFItems/" + i + "/humanCodingScheme",
                        "Another item has this code.",
                        "Give each competency a code of its own; evidence names competencies by it.");
            }
        }
    }

    private void readTree() {
        UUID root = source.document().identifier();
        for (int i = 0; i < source.associations().size(); i++) {
            Association association = source.associations().get(i);
            if (!association.associationType().equals("isChildOf")) {
                continue;
            }
            String at = "/CFAssociations/" + i;
            UUID child = id(association.origin().identifier());
            UUID parent = id(association.destination().identifier());
            if (child == null || !items.containsKey(child)) {
                wrong(
                        at + "/originNodeURI/identifier",
                        "No item of the package has this identifier.",
                        "Send the item too, or leave the association out.");
            } else if (parent == null || !parent.equals(root) && !items.containsKey(parent)) {
                wrong(
                        at + "/destinationNodeURI/identifier",
                        "Neither the document nor an item of the package has this identifier.",
                        "Send the item too, or leave the association out.");
            } else if (parents.putIfAbsent(child, parent) != null) {
                wrong(
                        at,
                        "The item has a parent already.",
                        "Let each item be the child of one other; say further relations with isRelatedTo.");
            } else if (isAbove(child, parent)) {
                parents.remove(child);
                wrong(at, "The item would be its own ancestor.", "Let the associations lead to the document.");
            }
        }
    }

    private boolean isAbove(UUID ancestor, UUID start) {
        for (@Nullable UUID at = start; at != null; at = parents.get(at)) {
            if (at.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }

    private void readRubrics() {
        for (int r = 0; r < source.rubrics().size(); r++) {
            Rubric rubric = source.rubrics().get(r);
            for (int c = 0; c < rubric.criteria().size(); c++) {
                readCriterion(
                        "/CFRubrics/%d/CFRubricCriteria/%d".formatted(r, c),
                        rubric.criteria().get(c));
            }
        }
    }

    /** A criterion for all items is a scale of each: a small package could become a great many rows. */
    private void countScales() {
        long dimensions = scales.values().stream()
                .flatMap(each -> each.keySet().stream())
                .distinct()
                .count();
        if (items.size() * dimensions > MOST_SCALES) {
            wrong(
                    "/CFRubrics",
                    "%d items in %d dimensions would have more than %d scales."
                            .formatted(items.size(), dimensions, MOST_SCALES),
                    FEWER);
        } else if (violations.isEmpty()) {
            countLevels();
        }
    }

    private void countLevels() {
        long levels = 0;
        long characters = 0;
        for (UUID item : items.keySet()) {
            for (Map.Entry<String, List<String>> scale : scalesOf(item).entrySet()) {
                levels += scale.getValue().size();
                characters += scale.getKey().length();
                characters +=
                        scale.getValue().stream().mapToLong(String::length).sum();
            }
            if (levels > MOST_LEVELS || characters > MOST_CHARACTERS) {
                wrong(
                        "/CFRubrics",
                        "The scales of all items together would have more than %d levels, or %d characters in the names of these and of dimensions."
                                .formatted(MOST_LEVELS, MOST_CHARACTERS),
                        FEWER);
                return;
            }
        }
    }

    private void readCriterion(String at, Criterion criterion) {
        Link link = criterion.item();
        UUID item = link == null ? null : link.identifier();
        if (item != null && !items.containsKey(item)) {
            wrong(
                    at + "/CFItemURI/identifier",
                    "No item of the package has this identifier.",
                    "Send the item too, or leave the criterion out.");
        }
        List<String> levels = new Scale(at + "/CFRubricCriterionLevels", criterion.levels()).read(violations);
        String dimension = criterion.category() == null ? "" : criterion.category();
        Map<String, List<String>> known = scales.computeIfAbsent(item, any -> new LinkedHashMap<>());
        if (known.putIfAbsent(dimension, levels) != null) {
            wrong(
                    at,
                    "Another criterion rates the same in the same dimension.",
                    "Tell the criteria apart by CFItemURI or by category.");
        }
    }

    /** Its own scales, then those of what it is part of, then those for all. */
    private Map<String, List<String>> scalesOf(UUID item) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (@Nullable UUID at = item; at != null; at = parents.get(at)) {
            scales.getOrDefault(at, Map.of()).forEach(found::putIfAbsent);
        }
        scales.getOrDefault(null, Map.of()).forEach(found::putIfAbsent);
        return found;
    }

    private static @Nullable UUID id(String said) {
        try {
            return UUID.fromString(said);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void wrong(String pointer, String detail, String fix) {
        violations.add(new Violation(pointer, detail, fix));
    }
}
