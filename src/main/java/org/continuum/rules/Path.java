package org.continuum.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands on a record: names parted by slashes, because competency codes hold dots. A step that begins
 * with {@code $} is replaced by the element a for-each is at. Taken apart once, when the rule set is read.
 */
public final class Path {
    /** What every record has beside its fields. */
    private static final Set<String> OWN = Set.of("occurredOn", "expiresOn", "signedBy");

    private final List<String> steps;
    private final String text;
    private final @Nullable String[] elements;
    private final boolean bound;
    private final boolean own;
    private final @Nullable Path below;

    public Path(List<String> steps) {
        this.steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a path needs at least one step");
        }
        this.text = String.join("/", steps);
        this.elements = new String[steps.size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = steps.get(i).startsWith("$") ? steps.get(i).substring(1) : null;
        }
        this.bound = steps.stream().anyMatch(step -> step.startsWith("$"));
        this.own = OWN.contains(text);
        this.below = steps.size() == 1 ? null : new Path(steps.subList(1, steps.size()));
    }

    public static Path of(String text) {
        return new Path(List.of(text.split("/", -1)));
    }

    public List<String> steps() {
        return steps;
    }

    /** Whether a step of it stands for an element. */
    boolean bound() {
        return bound;
    }

    /** Whether it names what every record has, and no field. */
    boolean own() {
        return own;
    }

    /** The path without its first step; null where there is only one. */
    @Nullable
    Path below() {
        return below;
    }

    /** The steps with every {@code $name} replaced. */
    List<String> in(Scope scope) {
        if (!bound) {
            return steps;
        }
        List<String> replaced = new ArrayList<>(elements.length);
        for (int i = 0; i < elements.length; i++) {
            String element = elements[i];
            replaced.add(element == null ? steps.get(i) : scope.boundText(element));
        }
        return replaced;
    }

    /** As {@link #in}, for the reader. */
    String text(Scope scope) {
        return bound ? String.join("/", in(scope)) : text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Path path && text.equals(path.text) && steps.equals(path.steps);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
