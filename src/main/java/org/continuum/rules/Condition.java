package org.continuum.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a stated value must be. Structured, never an expression in a string. */
public sealed interface Condition {

    /**
     * @param result null when it cannot be told
     * @param reason in words, for the explanation; for a pass, what was compared
     * @param gap how much is missing to pass; null when that is no number
     * @param required the mark that the gap is counted from; null when that is no number
     */
    record Verdict(
            @Nullable Boolean result,
            String reason,
            @Nullable BigDecimal gap,
            @Nullable BigDecimal required) {
        static Verdict of(boolean result, String reason) {
            return new Verdict(result, reason, null, null);
        }

        static Verdict unknown(String reason) {
            return new Verdict(null, reason, null, null);
        }

        boolean passes() {
            return Boolean.TRUE.equals(result);
        }

        boolean fails() {
            return Boolean.FALSE.equals(result);
        }
    }

    Verdict judge(Value stated, @Nullable Fact fact, Scope scope);

    /** Whether a record that states nothing there passes. It does only where absence is what is asked for. */
    default boolean passesUnstated() {
        return false;
    }

    record Equal(Value value) implements Condition {
        @Override
        public Verdict judge(Value stated, @Nullable Fact fact, Scope scope) {
            Value wanted = scope.bind(value);
            return Verdict.of(wanted.equals(stated), stated + (wanted.equals(stated) ? "" : ", not " + wanted));
        }
    }

    record OneOf(List<Value> values) implements Condition {
        public OneOf {
            values = List.copyOf(values);
        }

        @Override
        public Verdict judge(Value stated, @Nullable Fact fact, Scope scope) {
            boolean among = values.stream().map(scope::bind).anyMatch(stated::equals);
            return Verdict.of(among, stated + (among ? "" : ", not one of " + new Value.Many(values)));
        }
    }

    /** The value given under the name, or one of them where a list is given. */
    record SameAs(Path given) implements Condition {
        @Override
        public Verdict judge(Value stated, @Nullable Fact fact, Scope scope) {
            Optional<Value> wanted = scope.given(given);
            if (wanted.isEmpty()) {
                return Verdict.unknown("the records do not tell " + given);
            }
            boolean same = wanted.get().equals(stated)
                    || wanted.get() instanceof Value.Many many && many.values().contains(stated);
            return Verdict.of(same, stated + (same ? "" : ", not " + wanted.get() + " (" + given + ")"));
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
                    verdict.passes() ? stated + " is excluded" : stated.toString(),
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
            Optional<BigDecimal> number = stated.asNumber();
            if (number.isEmpty()) {
                return Verdict.unknown("'" + stated + "' is no number");
            }
            BigDecimal x = number.get();
            for (Bound bound : List.of(
                    new Bound(atLeast, "at least", true, true),
                    new Bound(above, "more than", true, false),
                    new Bound(atMost, "at most", false, true),
                    new Bound(below, "less than", false, false))) {
                if (bound.amount == null) {
                    continue;
                }
                Amount.Told told = bound.amount.tell(fact, scope);
                BigDecimal mark = told.number();
                if (mark == null) {
                    return Verdict.unknown(told.source());
                }
                int side = bound.lower ? x.compareTo(mark) : mark.compareTo(x);
                if (side < 0 || side == 0 && !bound.inclusive) {
                    return new Verdict(
                            false,
                            x.toPlainString() + " is not " + bound.words + " " + mark.toPlainString() + from(told),
                            mark.subtract(x).abs(),
                            mark);
                }
            }
            return Verdict.of(true, x.toPlainString() + words(fact, scope));
        }

        private String words(@Nullable Fact fact, Scope scope) {
            if (atLeast == null) {
                return "";
            }
            Amount.Told told = atLeast.tell(fact, scope);
            return told.number() == null ? "" : " is at least " + told.number().toPlainString() + from(told);
        }

        private static String from(Amount.Told told) {
            return told.source().equals("the rule") ? "" : " (" + told.source() + ")";
        }

        private record Bound(@Nullable Amount amount, String words, boolean lower, boolean inclusive) {}
    }

    /** A date between bounds; null is open. */
    record Days(
            @Nullable Moment onOrAfter,
            @Nullable Moment after,
            @Nullable Moment onOrBefore,
            @Nullable Moment before) implements Condition {
        @Override
        public Verdict judge(Value stated, @Nullable Fact fact, Scope scope) {
            Optional<LocalDate> day = stated.asDay();
            if (day.isEmpty()) {
                return Verdict.unknown("'" + stated + "' is no date");
            }
            for (Bound bound : List.of(
                    new Bound(onOrAfter, "on or after", true, true),
                    new Bound(after, "after", true, false),
                    new Bound(onOrBefore, "on or before", false, true),
                    new Bound(before, "before", false, false))) {
                if (bound.moment == null) {
                    continue;
                }
                Optional<LocalDate> mark = bound.moment.day(scope);
                if (mark.isEmpty()) {
                    return Verdict.unknown("the records do not tell " + bound.moment);
                }
                int side = bound.lower
                        ? day.get().compareTo(mark.get())
                        : mark.get().compareTo(day.get());
                if (side < 0 || side == 0 && !bound.inclusive) {
                    return Verdict.of(false, day.get() + " is not " + bound.words + " " + mark.get());
                }
            }
            return Verdict.of(true, day.get().toString());
        }

        private record Bound(@Nullable Moment moment, String words, boolean lower, boolean inclusive) {}
    }

    /** A place on an ordered scale, lowest level first; a level that is not on the scale cannot be judged. */
    record Level(
            String scale,
            @Nullable String atLeast,
            @Nullable String atMost) implements Condition {
        @Override
        public Verdict judge(Value stated, @Nullable Fact fact, Scope scope) {
            List<String> levels = scope.ruleSet().scale(scale);
            int place = levels.indexOf(stated.toString());
            if (place < 0) {
                return Verdict.unknown("'" + stated + "' is not on the scale " + scale + " " + levels);
            }
            if (atLeast != null && place < levels.indexOf(atLeast)) {
                return Verdict.of(false, stated + " is below " + atLeast);
            }
            if (atMost != null && place > levels.indexOf(atMost)) {
                return Verdict.of(false, stated + " is above " + atMost);
            }
            return Verdict.of(true, stated.toString());
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
            List<Value> missing = values.stream()
                    .map(scope::bind)
                    .filter(value -> !held.contains(value))
                    .toList();
            return Verdict.of(
                    missing.isEmpty(),
                    missing.isEmpty() ? "has " + stated : "lacks " + new Value.Many(missing) + " (has " + stated + ")");
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
            return Verdict.of(something == wanted, something ? "states " + stated : "states nothing");
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
            int count = 0;
            for (Value value : values) {
                Verdict verdict = each.judge(value, fact, scope);
                if (verdict.result() == null) {
                    return verdict;
                }
                count += verdict.passes() ? 1 : 0;
            }
            if (atLeast != null && count < atLeast) {
                return new Verdict(
                        false,
                        count + " of at least " + atLeast,
                        BigDecimal.valueOf((long) atLeast - count),
                        BigDecimal.valueOf(atLeast));
            }
            if (atMost != null && count > atMost) {
                return new Verdict(
                        false,
                        count + " where at most " + atMost + " are allowed",
                        BigDecimal.valueOf((long) count - atMost),
                        BigDecimal.valueOf(atMost));
            }
            return Verdict.of(true, count + " of " + values.size());
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
            List<Verdict> verdicts = conditions.stream()
                    .map(condition -> condition.judge(stated, fact, scope))
                    .toList();
            return verdicts.stream()
                    .filter(Verdict::fails)
                    .findFirst()
                    .or(() -> verdicts.stream()
                            .filter(verdict -> verdict.result() == null)
                            .findFirst())
                    .orElseGet(() -> Verdict.of(
                            true, verdicts.stream().map(Verdict::reason).collect(Collectors.joining(", "))));
        }
    }
}
