package org.continuum.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a value stands on a record: names parted by slashes, because competency codes hold dots. A step that begins
 * with {@code $} is replaced by the element a for-each is at.
 */
public record Path(List<String> steps) {
    public Path {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a path needs at least one step");
        }
    }

    public static Path of(String text) {
        return new Path(List.of(text.split("/", -1)));
    }

    /** The steps with every {@code $name} replaced. */
    List<String> in(Scope scope) {
        if (steps.stream().noneMatch(step -> step.startsWith("$"))) {
            return steps;
        }
        List<String> bound = new ArrayList<>(steps.size());
        for (String step : steps) {
            bound.add(step.startsWith("$") ? scope.boundText(step.substring(1)) : step);
        }
        return bound;
    }

    @Override
    public String toString() {
        return String.join("/", steps);
    }
}
