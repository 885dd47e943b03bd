package org.continuum.rules;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lookup table: pass marks, conversions, equivalences. Keyed by what the record itself states, so that a score is
 * judged by its own form and date.
 *
 * @param keys key name to where the record states it
 */
public record Table(String name, Map<String, Path> keys, List<Row> rows) {

    /**
     * @param match key name to what must be stated: a value, or a span of days
     * @param columns column name to value
     */
    public record Row(Map<String, Match> match, Map<String, Value> columns) {
        public Row {
            match = Map.copyOf(match);
            columns = Map.copyOf(columns);
        }
    }

    /** One cell of a key. */
    public sealed interface Match {
        record Exactly(Value value) implements Match {}

        /** Both ends inside; null is open. */
        record Days(@Nullable LocalDate from, @Nullable LocalDate to) implements Match {}

        default boolean fits(Value stated) {
            return switch (this) {
                case Exactly exactly -> exactly.value().equals(stated);
                case Days days ->
                    stated.asDay()
                            .filter(day -> (days.from() == null || !day.isBefore(days.from()))
                                    && (days.to() == null || !day.isAfter(days.to())))
                            .isPresent();
            };
        }
    }

    /** What a lookup came to; a missing row is told with its key, never guessed. */
    record Found(@Nullable Value value, Map<String, Value> key, String column) {}

    public Table {
        keys = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        rows = List.copyOf(rows);
    }

    Found look(String column, @Nullable Fact fact, Scope scope) {
        Map<String, Value> key = new LinkedHashMap<>();
        for (Map.Entry<String, Path> entry : keys.entrySet()) {
            Path path = entry.getValue();
            boolean given = path.steps().getFirst().equals("given");
            Value stated = fact == null || given
                    ? scope.given(given && path.below() != null ? path.below() : path)
                            .orElse(null)
                    : fact.stated(path, scope);
            if (stated != null) {
                key.put(entry.getKey(), stated);
            }
        }
        scope.spend(rows.size());
        for (Row row : rows) {
            if (fits(row, key)) {
                return new Found(row.columns().get(column), key, column);
            }
        }
        return new Found(null, key, column);
    }

    private static boolean fits(Row row, Map<String, Value> key) {
        for (Map.Entry<String, Match> match : row.match().entrySet()) {
            Value stated = key.get(match.getKey());
            if (stated == null || !match.getValue().fits(stated)) {
                return false;
            }
        }
        return true;
    }
}
