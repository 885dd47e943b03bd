package org.continuum.rulebook;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names a document defines, and who refers to whom: what refers to nothing is a mistake, and so is what refers to
 * itself by way of others.
 */
final class Names {
    private final Map<String, List<String>> scales;
    private final Map<String, Set<String>> tableColumns;
    private final Map<String, Integer> sets;
    private final Set<String> calendars;
    private final Set<String> givens;
    private final Set<String> definitions;
    private final Set<String> requirements;

    private final Deque<String> elements = new ArrayDeque<>();
    private final Map<String, Set<String>> references = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private String owner = "";
    private boolean anyElement;

    Names(
            Map<String, List<String>> scales,
            Map<String, Set<String>> tableColumns,
            Map<String, Integer> sets,
            Set<String> calendars,
            Set<String> givens,
            Set<String> definitions,
            Set<String> requirements) {
        this.scales = scales;
        this.tableColumns = tableColumns;
        this.sets = sets;
        this.calendars = calendars;
        this.givens = givens;
        this.definitions = definitions;
        this.requirements = requirements;
    }

    /** From here on, references come from this part of the document. */
    void from(String part) {
        owner = part;
    }

    void enter(String element) {
        elements.push(element);
    }

    void leave() {
        elements.pop();
    }

    /** Whether an element may be named that is bound nowhere: what is used nowhere might have been used inside one. */
    void anyElement(boolean allowed) {
        anyElement = allowed;
    }

    boolean isUsed(String what, String name) {
        return used.contains(what + " " + name);
    }

    void element(Place place, String name) {
        if (!anyElement && !elements.contains(name)) {
            place.wrong("'$" + name + "' is bound by no forEach around it.", "Use the name given under as.");
        }
    }

    void given(Place place, String name) {
        if (!name.equals("asOf") && !name.equals("licenseType")) {
            known(place, name, givens, "given");
            refer("given " + name);
        }
    }

    boolean scale(Place place, String name) {
        return known(place, name, scales.keySet(), "scale");
    }

    void level(Place place, String scale, String level) {
        List<String> levels = scales.get(scale);
        if (levels != null && !levels.contains(level)) {
            place.wrong("'" + level + "' is not on the scale " + scale + ".", "Use one of: " + levels + ".");
        }
    }

    void set(Place place, String name) {
        known(place, name, sets.keySet(), "set");
    }

    int sizeOfSet(String name) {
        return sets.getOrDefault(name, 1);
    }

    void calendar(Place place, String name) {
        known(place, name, calendars, "calendar");
    }

    boolean definition(Place place, String name) {
        return known(place, name, definitions, "definition");
    }

    void requirement(Place place, String name) {
        known(place, name, requirements, "requirement");
        refer("requirement " + name);
    }

    void column(Place place, String table, String column) {
        refer("table " + table);
        if (known(place.at("table"), table, tableColumns.keySet(), "table")
                && !tableColumns.getOrDefault(table, Set.of()).contains(column)) {
            place.at("column")
                    .wrong(
                            "The table " + table + " has no column '" + column + "'.",
                            "Use one of: " + tableColumns.get(table) + ".");
        }
    }

    private void refer(String to) {
        references.computeIfAbsent(owner, from -> new LinkedHashSet<>()).add(to);
    }

    private boolean known(Place place, String name, Set<String> defined, String what) {
        used.add(what + " " + name);
        if (name.isEmpty() || defined.contains(name)) {
            return defined.contains(name);
        }
        place.wrong(
                "No " + what + " is called '" + name + "'.",
                defined.isEmpty()
                        ? "Define it in this document."
                        : "Define it, or use one of: "
                                + String.join(", ", defined.stream().sorted().toList()) + ".");
        return false;
    }

    /**
     * Notes what is defined and referred to nowhere: a slip of the pen, or a rule that somebody believes to hold.
     *
     * @param document what its author wrote: in a layer, the floor's names are not his to use
     */
    void refuseUnused(Place document) {
        unused(document.at("scales"), "scale", scales.keySet());
        unused(document.at("sets"), "set", sets.keySet());
        unused(document.at("tables"), "table", tableColumns.keySet());
        unused(document.at("calendars"), "calendar", calendars);
        unused(document.at("given"), "given", givens);
        unused(document.at("definitions"), "definition", definitions);
    }

    private void unused(Place place, String what, Set<String> defined) {
        defined.stream()
                .filter(name -> !isUsed(what, name) && place.node().has(name))
                .sorted()
                .forEach(name -> place.at(name)
                        .wrong("Nothing refers to the " + what + " '" + name + "'.", "Use it, or remove it."));
    }

    /** Notes every part that comes back to itself. */
    void refuseCircles(Place document) {
        Set<String> told = new HashSet<>();
        for (String start : references.keySet().stream().sorted().toList()) {
            Deque<String> path = new ArrayDeque<>();
            if (!told.contains(start) && leadsTo(start, start, path, new HashSet<>())) {
                told.addAll(path);
                document.wrong(
                        "These refer to each other in a circle: " + String.join(" → ", path) + " → " + start + ".",
                        "Break the circle.");
            }
        }
    }

    /** Whether one part refers to another, itself or by way of others. */
    boolean reaches(String from, String to) {
        return leadsTo(from, to, new ArrayDeque<>(), new HashSet<>());
    }

    private boolean leadsTo(String from, String goal, Deque<String> path, Set<String> seen) {
        if (!seen.add(from)) {
            return false;
        }
        path.addLast(from);
        for (String to : references.getOrDefault(from, Set.of())) {
            if (to.equals(goal) || leadsTo(to, goal, path, seen)) {
                return true;
            }
        }
        path.removeLast();
        return false;
    }
}
