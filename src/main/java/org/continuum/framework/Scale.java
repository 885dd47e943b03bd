package org.continuum.framework;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.continuum.framework.CasePackage.Level;
import org.continuum.http.Violation;
import org.jspecify.annotations.Nullable;

/**
 * The levels of one criterion, from the lowest to the highest: by score where each level has one, else by position.
 * Positions alone say only how levels are printed, and some authorities print the highest first.
 */
record Scale(String pointer, List<Level> levels) {
    /** The names of the levels in order. What is wrong is added to the violations. */
    List<String> read(List<Violation> violations) {
        if (levels.isEmpty()) {
            violations.add(new Violation(pointer, "The criterion has no levels.", "Add them, or leave it out."));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < levels.size(); i++) {
            String name = levels.get(i).quality();
            if (name == null) {
                violations.add(new Violation(
                        pointer + "/" + i + "/quality", "The level has no name.", "Add it; ratings use it."));
            } else if (!names.add(name)) {
                violations.add(new Violation(
                        pointer + "/" + i + "/quality",
                        "Another level of the criterion has this name.",
                        "Give each level its own."));
            }
        }
        return inOrder(violations).stream()
                .map(Level::quality)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<Level> inOrder(List<Violation> violations) {
        List<Level> ordered = new ArrayList<>(levels);
        if (distinct(Level::score)) {
            ordered.sort(Comparator.comparing(level -> Objects.requireNonNull(level.score())));
        } else if (distinct(Level::position)) {
            ordered.sort(Comparator.comparing(level -> Objects.requireNonNull(level.position())));
        } else if (levels.size() > 1) {
            violations.add(new Violation(
                    pointer,
                    "Nothing says which level is higher.",
                    "Give each level its own score, or each its own position from the lowest on."));
        }
        return ordered;
    }

    /** Whether each level has one of its own. */
    private boolean distinct(Function<Level, @Nullable Comparable<?>> order) {
        Stream<@Nullable Comparable<?>> all = levels.stream().map(order);
        return all.filter(Objects::nonNull).distinct().count() == levels.size();
    }
}
