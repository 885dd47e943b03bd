package org.continuum.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a stated value must be. Structured, never an expression in a string. */
public sealed interface Condition {

    Verdict judge(Value stated, @Nullable Fact fact, Scope scope);

    /** Whether a record that states nothing there passes. It does only where absence is what is asked for. */
    default boolean passesUnstated() {
        return false;
    }

    record Equal(Value value) implements Condition {
        @Override
        public Verdict judge(Value stated, @Nullable Fact fact, Scope scope) {
            Value wanted = scope.bind(value);
            boolean equal = wanted.equals(stated);
            return Verdict.of(equal, () -> equal ? stated.toString() : stated + ", not " + wanted);
        }
    }

    record OneOf(List<Value> values) implements Condition {
        public OneOf {
            values = List.copyOf(values);
        }

        @Override
        public Verdict judge(Value stated, @Nullable Fact fact, Scope scope) {
            scope.spend(values.size());
            boolean among = among(stated, scope);
            return Verdict.of(
                    among, () -> among ? stated.toString() : stated + ", not one of " + new Value.Many(values));
        }

        private boolean among(Value stated, Scope scope) {
            for (Value value : values) {
                if (stated.equals(scope.bind(value))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The value given under the name, or one of them where a list is given. */
    record SameAs(Path given) implements Condition {
        @Override
        public Verdict judge(Value stated, @Nullable Fact fact, Scope scope) {
            Optional<Value> told = scope.given(given);
            if (told.isEmpty()) {
                return Verdict.unknown(() -> "the records do not tell " + given);
            }
            Value wanted = told.get();
            scope.spend(wanted instanceof Value.Many many ? many.values().size() : 1);
            boolean same = wanted.equals(stated)
                    || wanted instanceof Value.Many many && many.values().contains(stated);
            return Verdict.of(same, () -> same ? stated.toString() : stated + ", not " + wanted + " (" + given + ")");
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public boolean passesUnstated() {
            return !condition.passesUnstated();
        }

        @Override
        public Verdict judge(Value stated, @Nullable Fact fact, Scope scope) {
            Verdict verdict = condition.judge(stated, fact, scope);
            return new Verdict(
                    verdict.result() == null ? null : !verdict.result(),
                    () -> verdict.passes() ? stated + " is excluded" : stated.toString(),
                    null,
                    null);
        }
    }

    /** A number between bounds; null is open. */
    record Range(
            @Nullable Amount atLeast,
            @Nullable Amount above,
            @Nullable Amount atMost,
            @Nullable Amount below) implements Condition {
        @Override
        public Verdict judge(Value stated, @Nullable Fact fact, Scope scope) {
            if (!(stated instanceof Value.Number number)) {
                return Verdict.unknown(() -> "'" + stated + "' is no number");
            }
            BigDecimal x = number.number();
            Amount.Told least = null;
            for (int i = 0; i < SIDES.length; i++) {
                Amount amount = amount(i);
                if (amount == null) {
                    continue;
                }
                Side side = SIDES[i];
                Amount.Told told = amount.tell(fact, scope);
                BigDecimal mark = told.number();
                if (mark == null) {
                    return Verdict.unknown(told::source);
                }
                if (!side.holds(x.compareTo(mark))) {
                    return new Verdict(
                            false,
                            () -> x.toPlainString() + " is not " + side.words + " " + mark.toPlainString() + from(told),
                            mark.subtract(x).abs(),
                            mark);
                }
                least = i == 0 ? told : least;
            }
            Amount.Told reached = least;
            return Verdict.of(true, () -> x.toPlainString() + words(reached));
        }

        private @Nullable Amount amount(int side) {
            return switch (side) {
                case 0 -> atLeast;
                case 1 -> above;
                case 2 -> atMost;
                default -> below;
            };
        }

        private static String words(Amount.@Nullable Told least) {
            return least == null || least.number() == null
                    ? ""
                    : " is at least " + least.number().toPlainString() + from(least);
        }

        private static String from(Amount.Told told) {
            String source = told.source();
            return source.equals("the rule") ? "" : " (" + source + ")";
        }

        private static final Side[] SIDES = {
            new Side("at least", true, true),
            new Side("more than", true, false),
            new Side("at most", false, true),
            new Side("less than", false, false)
        };
    }

    /** Of a bound: how it is said, from which side it bounds, and whether it is itself inside. */
    record Side(String words, boolean lower, boolean inclusive) {
        /** @param compared what is stated, compared with the mark */
        boolean holds(int compared) {
            return compared == 0 ? inclusive : compared > 0 == lower;
        }
    }

    /** A date between bounds; null is open. */
    record Days(
            @Nullable Moment onOrAfter,
            @Nullable Moment after,
            @Nullable Moment onOrBefore,
            @Nullable Moment before) implements Condition {
        @Override
        public Verdict judge(Value stated, @Nullable Fact fact, Scope scope) {
            Optional<LocalDate> told = stated.asDay();
            if (told.isEmpty()) {
                return Verdict.unknown(() -> "'" + stated + "' is no date");
            }
            LocalDate day = told.get();
            for (int i = 0; i < SIDES.length; i++) {
                Moment moment = moment(i);
                if (moment == null) {
                    continue;
                }
                Side side = SIDES[i];
                Optional<LocalDate> mark = moment.day(scope);
                if (mark.isEmpty()) {
                    return Verdict.unknown(() -> "the records do not tell " + moment);
                }
                if (!side.holds(day.compareTo(mark.get()))) {
                    return Verdict.of(false, () -> day + " is not " + side.words + " " + mark.get());
                }
            }
            return Verdict.of(true, day::toString);
        }

        private @Nullable Moment moment(int side) {
            return switch (side) {
                case 0 -> onOrAfter;
                case 1 -> after;
                case 2 -> onOrBefore;
                default -> before;
            };
        }

        private static final Side[] SIDES = {
            new Side("on or after", true, true),
            new Side("after", true, false),
            new Side("on or before", false, true),
            new Side("before", false, false)
        };
    }

    /** A place on an ordered scale, lowest level first; a level that is not on the scale cannot be judged. */
    record Level(
            String scale,
            @Nullable String atLeast,
            @Nullable String atMost) implements Condition {
        @Override
        public Verdict judge(Value stated, @Nullable Fact fact, Scope scope) {
            List<String> levels = scope.ruleSet().scale(scale);
            scope.spend(levels.size());
            int place = levels.indexOf(stated.toString());
            if (place < 0) {
                return Verdict.unknown(() -> "'" + stated + "' is not on the scale " + scale + " " + levels);
            }
            if (atLeast != null && place < levels.indexOf(atLeast)) {
                return Verdict.of(false, () -> stated + " is below " + atLeast);
            }
            if (atMost != null && place > levels.indexOf(atMost)) {
                return Verdict.of(false, () -> stated + " is above " + atMost);
            }
            return Verdict.of(true, stated::toString);
        }
    }

    /** A list that holds all of the values. */
    record Contains(List<Value> values) implements Condition {
        public Contains {
            values = List.copyOf(values);
        }

        @Override
        public Verdict judge(Value stated, @Nullable Fact fact, Scope scope) {
            Collection<Value> held = stated instanceof Value.Many many ? many.values() : List.of(stated);
            scope.spend((long) values.size() * held.size());
            List<Value> missing = values.stream()
                    .map(scope::bind)
                    .filter(value -> !held.contains(value))
                    .toList();
            return Verdict.of(
                    missing.isEmpty(),
                    () -> missing.isEmpty()
                            ? "has " + stated
                            : "lacks " + new Value.Many(missing) + " (has " + stated + ")");
        }
    }

    /** Whether anything is stated at all. An empty list states nothing. */
    record Stated(boolean wanted) implements Condition {
        @Override
        public boolean passesUnstated() {
            return !wanted;
        }

        @Override
        public Verdict judge(Value stated, @Nullable Fact fact, Scope scope) {
            boolean something =
                    !(stated instanceof Value.Many many && many.values().isEmpty());
            return Verdict.of(something == wanted, () -> something ? "states " + stated : "states nothing");
        }
    }

    /** How many of a list's values, or of a group's fields, meet a condition: "at most one score of 1". */
    record Tally(
            Condition each,
            @Nullable Integer atLeast,
            @Nullable Integer atMost) implements Condition {
        @Override
        public Verdict judge(Value stated, @Nullable Fact fact, Scope scope) {
            Collection<Value> values = stated.each();
            scope.spend(values.size());
            int passing = 0;
            for (Value value : values) {
                Verdict verdict = each.judge(value, fact, scope);
                if (verdict.result() == null) {
                    return verdict;
                }
                passing += verdict.passes() ? 1 : 0;
            }
            int count = passing;
            if (atLeast != null && count < atLeast) {
                return new Verdict(
                        false,
                        () -> count + " of at least " + atLeast,
                        BigDecimal.valueOf((long) atLeast - count),
                        BigDecimal.valueOf(atLeast));
            }
            if (atMost != null && count > atMost) {
                return new Verdict(
                        false,
                        () -> count + " where at most " + atMost + " are allowed",
                        BigDecimal.valueOf((long) count - atMost),
                        BigDecimal.valueOf(atMost));
            }
            return Verdict.of(true, () -> count + " of " + values.size());
        }
    }

    /** All of several conditions on one value. */
    record Both(List<Condition> conditions) implements Condition {
        public Both {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean passesUnstated() {
            return conditions.stream().allMatch(Condition::passesUnstated);
        }

        @Override
        public Verdict judge(Value stated, @Nullable Fact fact, Scope scope) {
            List<Verdict> verdicts = new ArrayList<>(conditions.size());
            Verdict unclear = null;
            Verdict failing = null;
            for (Condition condition : conditions) {
                Verdict verdict = condition.judge(stated, fact, scope);
                verdicts.add(verdict);
                failing = failing == null && verdict.fails() ? verdict : failing;
                unclear = unclear == null && verdict.result() == null ? verdict : unclear;
            }
            if (failing != null) {
                return failing;
            }
            return unclear != null
                    ? unclear
                    : Verdict.of(
                            true, () -> verdicts.stream().map(Verdict::reason).collect(Collectors.joining(", ")));
        }
    }
}
