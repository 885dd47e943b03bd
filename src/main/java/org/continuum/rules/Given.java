package org.continuum.rules;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
            List<Fact> selected = of.select(scope).counted();
            Optional<Fact> governing = earliest
                    ? selected.stream().min(Fact.CHRONOLOGICAL)
                    : selected.stream().max(Fact.CHRONOLOGICAL);
            return governing
                    .flatMap(fact -> fact.get(field, scope))
                    .or(() -> otherwise != null ? otherwise.day(scope).map(Value::of) : Optional.ofNullable(fallback));
        }
    }

    /** How many records were selected, or how many different values of a field they state. */
    record Count(Selection of, @Nullable Path distinct) implements Given {
        @Override
        public Optional<Value> value(Scope scope) {
            List<Fact> selected = of.select(scope).counted();
            if (distinct == null) {
                return Optional.of(Value.of(selected.size()));
            }
            Set<Value> values = new HashSet<>();
            for (Fact fact : selected) {
                fact.get(distinct, scope).ifPresent(values::add);
            }
            return Optional.of(Value.of(values.size()));
        }
    }

    /** The sum of a field over the records selected. */
    record Total(Selection of, Path field) implements Given {
        @Override
        public Optional<Value> value(Scope scope) {
            BigDecimal total = BigDecimal.ZERO;
            for (Fact fact : of.select(scope).counted()) {
                total = total.add(
                        fact.get(field, scope).flatMap(Value::asNumber).orElse(BigDecimal.ZERO));
            }
            return Optional.of(Value.of(total));
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

    /** Written in the rule set itself. */
    record Constant(Value constant) implements Given {
        @Override
        public Optional<Value> value(Scope scope) {
            return Optional.of(constant);
        }
    }
}
