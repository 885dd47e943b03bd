package org.continuum.framework;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person can show.
 *
 * @param code unique within the framework
 * @param label a short form of the statement
 * @param parent the code of the competency that this one is part of
 * @param scales levels from the lowest to the highest, by dimension; the dimension is empty where the rubric knows only one
 */
public record Competency(
        String code,
        String statement,
        @Nullable String label,
        @Nullable String parent,
        Map<String, List<String>> scales) {
    public Competency {
        Objects.requireNonNull(code);
        Objects.requireNonNull(statement);
    }

    /** The levels from the lowest to the highest; empty if the competency is not rated in this dimension. */
    public Optional<List<String>> levels(@Nullable String dimension) {
        return Optional.ofNullable(scales.get(dimension == null ? "" : dimension));
    }
}
