package org.continuum.rules;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named value that a rule set takes from the records: the date of the application, the field applied for, how many
 * years were practiced. Anchors, windows, conditions and amounts refer to it by name.
 */
public sealed interface Given {
    /** The value; empty when the records do not tell. */
    Optional<Value> value(Scope scope);

    /** A field of the latest (or earliest) record selected; {@code otherwise} where there is none. */
    record Field(
            Selection of,
            Path field,
            boolean earliest,
            @Nullable Moment otherwise,
            @Nullable Value fallback) implements Given {
        @Override
        public Optional<Value> value(Scope scope) {
            Selection.Selected selected = of.selectLastingOrNot(scope);
            if (!selected.unknown().isEmpty()) {
                return Optional.empty();
            }
            Optional<Fact> governing = earliest
                    ? selected.counted().stream().min(Fact.CHRONOLOGICAL)
                    : selected.counted().stream().max(Fact.CHRONOLOGICAL);
            return governing
                    .flatMap(fact -> fact.get(field, scope))
                    .or(() -> otherwise != null ? otherwise.day(scope).map(Value::of) : Optional.ofNullable(fallback));
        }
    }

    /** How many records were selected, or how many different values of a field they state. */
    record Count(Selection of, @Nullable Path distinct) implements Given {
        @Override
        public Optional<Value> value(Scope scope) {
            Selection.Selected selected = of.select(scope);
            long count = distinct == null
                    ? selected.counted().size()
                    : selected.counted().stream()
                            .map(fact -> fact.get(distinct, scope))
                            .flatMap(Optional::stream)
                            .distinct()
                            .count();
            return selected.unknown().isEmpty() ? Optional.of(Value.of(count)) : Optional.empty();
        }
    }

    /** The sum of a field over the records selected. */
    record Total(Selection of, Path field) implements Given {
        @Override
        public Optional<Value> value(Scope scope) {
            Selection.Selected selected = of.select(scope);
            BigDecimal total = selected.counted().stream()
                    .map(fact -> fact.get(field, scope).flatMap(Value::asNumber))
                    .flatMap(Optional::stream)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            return selected.unknown().isEmpty() ? Optional.of(Value.of(total)) : Optional.empty();
        }
    }

    /** The different values of a field of the records selected, as a list: every license held. */
    record Values(Selection of, Path field) implements Given {
        @Override
        public Optional<Value> value(Scope scope) {
            Selection.Selected selected = of.select(scope);
            List<Value> values = selected.counted().stream()
                    .map(fact -> fact.get(field, scope))
                    .flatMap(Optional::stream)
                    .distinct()
                    .toList();
            return selected.unknown().isEmpty() ? Optional.of(new Value.Many(values)) : Optional.empty();
        }
    }

    /** The later or earlier of several dates; empty unless at least one is known. */
    record Extreme(List<Moment> of, boolean latest) implements Given {
        public Extreme {
            of = List.copyOf(of);
        }

        @Override
        public Optional<Value> value(Scope scope) {
            Comparator<java.time.LocalDate> order = latest ? Comparator.naturalOrder() : Comparator.reverseOrder();
            return of.stream()
                    .map(moment -> moment.day(scope))
                    .flatMap(Optional::stream)
                    .max(order)
                    .map(Value::of);
        }
    }

    /** The column of the table's row that fits what is given: which examination a field asks for. */
    record Looked(String table, String column) implements Given {
        @Override
        public Optional<Value> value(Scope scope) {
            return Optional.ofNullable(
                    scope.ruleSet().table(table).look(column, null, scope).value());
        }
    }

    /** Written in the rule set itself. */
    record Constant(Value constant) implements Given {
        @Override
        public Optional<Value> value(Scope scope) {
            return Optional.of(constant);
        }
    }
}
