package org.continuum.rules;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A number a rule asks for: written down, looked up, or computed from what is given. */
public sealed interface Amount {

    /**
     * @param number null when it cannot be told; then the source says why
     * @param words the source, put into words only when it is told
     */
    record Told(@Nullable BigDecimal number, Supplier<String> words) {
        Told(@Nullable BigDecimal number, String source) {
            this(number, () -> source);
        }

        String source() {
            return words.get();
        }
    }

    Supplier<String> THE_RULE = () -> "the rule";

    Told tell(@Nullable Fact fact, Scope scope);

    record Fixed(BigDecimal number) implements Amount {
        @Override
        public Told tell(@Nullable Fact fact, Scope scope) {
            return new Told(number, THE_RULE);
        }
    }

    /**
     * A number that the record itself states: the share of full time, the mark printed on a score report.
     *
     * @param otherwise what holds where it states none; null when that cannot be told
     */
    record Stated(Path field, @Nullable BigDecimal otherwise) implements Amount {
        @Override
        public Told tell(@Nullable Fact fact, Scope scope) {
            Optional<BigDecimal> stated =
                    fact == null ? Optional.empty() : fact.get(field, scope).flatMap(Value::asNumber);
            return stated.map(number -> new Told(number, "its " + field))
                    .orElseGet(() -> new Told(otherwise, otherwise == null ? "states no " + field : "the rule"));
        }
    }

    /** The column of the table's row that fits the record. */
    record Lookup(String table, String column) implements Amount {
        @Override
        public Told tell(@Nullable Fact fact, Scope scope) {
            Table.Found found = scope.ruleSet().table(table).look(column, fact, scope);
            Optional<BigDecimal> number = Optional.ofNullable(found.value()).flatMap(Value::asNumber);
            return number.map(value -> new Told(value, () -> "table " + table + " row " + found.key()))
                    .orElseGet(() -> new Told(null, () -> "table " + table + " has no row for " + found.key()));
        }
    }

    /** A given number times a factor, plus a base: 20 hours for each year practiced. */
    record PerGiven(Path given, BigDecimal times, BigDecimal plus) implements Amount {
        @Override
        public Told tell(@Nullable Fact fact, Scope scope) {
            return scope.given(given)
                    .flatMap(Value::asNumber)
                    .map(value ->
                            new Told(value.multiply(times).add(plus), () -> given + " of " + value.toPlainString()))
                    .orElseGet(() -> new Told(null, () -> "the records do not tell " + given));
        }
    }

    /** The least or the greatest of several: "the higher of the two", "at most". */
    record Extreme(List<Amount> of, boolean greatest) implements Amount {
        public Extreme {
            of = List.copyOf(of);
        }

        @Override
        public Told tell(@Nullable Fact fact, Scope scope) {
            Told best = null;
            for (Amount amount : of) {
                Told told = amount.tell(fact, scope);
                if (told.number() == null) {
                    return told;
                }
                if (best == null
                        || best.number() == null
                        || (greatest
                                        ? told.number().compareTo(best.number())
                                        : best.number().compareTo(told.number()))
                                > 0) {
                    best = told;
                }
            }
            return best == null ? new Told(null, "no amount stated") : best;
        }
    }
}
