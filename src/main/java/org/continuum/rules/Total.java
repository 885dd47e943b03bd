package org.continuum.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What records come to under a sum's rules of allocation, and how that was put together. */
final class Total {
    private final Sum sum;
    private final Scope scope;
    private final List<Contribution> contributions;
    private final List<String> carriedFrom = new ArrayList<>(0);
    private final List<Finding.Rejected> dropped = new ArrayList<>(0);
    private final List<Finding.Shortfall> shortfalls = new ArrayList<>(1);
    private final List<String> seen = new ArrayList<>();
    private final List<String> unclear = new ArrayList<>(0);
    private final List<String> untold = new ArrayList<>(0);
    private BigDecimal amount;

    /** What one record gives; a cap may lessen it, and whoever drops it says so. */
    private static final class Contribution {
        private final Fact fact;
        private BigDecimal amount;
        private boolean gone;

        Contribution(Fact fact, BigDecimal amount) {
            this.fact = fact;
            this.amount = amount;
        }
    }

    private Total(Sum sum, List<Fact> facts, Scope scope) {
        this.sum = sum;
        this.scope = scope;
        this.contributions = contributions(facts, dropped);
        takeOne();
        dropSmallLumps();
        applyCaps();
        this.amount = added(contributions);
    }

    static Total of(Sum sum, List<Fact> facts, Scope scope) {
        Total total = new Total(sum, facts, scope);
        total.carryOver();
        total.compare();
        return total;
    }

    boolean enough() {
        return untold.isEmpty() && shortfalls.isEmpty();
    }

    BigDecimal amount() {
        return amount;
    }

    List<String> ids() {
        List<String> ids = new ArrayList<>(carriedFrom.size() + contributions.size());
        ids.addAll(carriedFrom);
        for (Contribution each : contributions) {
            ids.add(each.fact.id());
        }
        return ids;
    }

    /** The records that contribute nothing, with the reason. */
    List<Finding.Rejected> dropped() {
        return dropped;
    }

    List<Finding.Shortfall> shortfalls() {
        return shortfalls;
    }

    List<String> seen() {
        return seen;
    }

    /** Records of which it cannot be told whether or how much they contribute; without them it may still be enough. */
    List<String> unclear() {
        return unclear;
    }

    /** Marks that cannot be told; without them nothing can. */
    List<String> untold() {
        return untold;
    }

    private static BigDecimal added(List<Contribution> contributions) {
        BigDecimal total = BigDecimal.ZERO;
        for (Contribution each : contributions) {
            total = total.add(each.amount);
        }
        return total;
    }

    private List<Contribution> contributions(List<Fact> facts, List<Finding.Rejected> without) {
        List<Contribution> all = new ArrayList<>(facts.size());
        for (Fact fact : facts) {
            scope.spend(sum.terms().size());
            BigDecimal given = given(fact);
            if (given == null) {
                without.add(new Finding.Rejected(
                        fact.id(), "states no " + sum.terms().getFirst().field()));
            } else {
                all.add(new Contribution(fact, given));
            }
        }
        return all;
    }

    private @Nullable BigDecimal given(Fact fact) {
        BigDecimal given = null;
        for (Sum.Term term : sum.terms()) {
            if (fact.stated(term.field(), scope) instanceof Value.Number stated) {
                Amount.Told factor = term.factor().tell(fact, scope);
                if (factor.number() == null) {
                    unclear.add(fact.id() + " " + factor.source());
                } else {
                    BigDecimal more = stated.number().multiply(factor.number());
                    given = given == null ? more : given.add(more);
                }
            }
        }
        return given;
    }

    private void drop(Contribution each, String why) {
        each.gone = true;
        dropped.add(new Finding.Rejected(each.fact.id(), why));
    }

    private Value group(Contribution each, Path by) {
        Value group = each.fact.stated(by, scope);
        return group == null ? Value.of("") : group;
    }

    private void takeOne() {
        Sum.Take take = sum.take();
        if (take == null) {
            return;
        }
        Map<Value, Contribution> chosen = new LinkedHashMap<>();
        for (Contribution each : contributions) {
            Value key = group(each, take.per());
            Contribution before = chosen.get(key);
            boolean better = before == null || !take.best() || each.amount.compareTo(before.amount) > 0;
            Contribution loser = better ? before : each;
            if (better) {
                chosen.put(key, each);
            }
            if (loser != null) {
                drop(loser, "another record of the same " + take.per() + " counts instead");
            }
        }
        contributions.removeIf(each -> each.gone);
    }

    private void dropSmallLumps() {
        Sum.Lump lump = sum.lump();
        if (lump == null) {
            return;
        }
        Amount.Told least = lump.atLeast().tell(null, scope);
        if (least.number() == null) {
            untold.add(least.source());
            return;
        }
        Map<Value, BigDecimal> groups = new LinkedHashMap<>();
        for (Contribution each : contributions) {
            groups.merge(group(each, lump.by()), each.amount, BigDecimal::add);
        }
        for (Contribution each : contributions) {
            Value group = group(each, lump.by());
            BigDecimal together = Objects.requireNonNull(groups.get(group));
            if (together.compareTo(least.number()) < 0) {
                drop(
                        each,
                        lump.by() + " '" + group + "' totals " + together.toPlainString() + ", counts only from "
                                + least.number().toPlainString());
            }
        }
        contributions.removeIf(each -> each.gone);
    }

    /**
     * What is over a cap is taken from the records that help the fewest parts first, and among those from the latest,
     * so that the records that count are the ones that help most.
     */
    private void applyCaps() {
        for (Sum.Cap cap : sum.caps()) {
            Amount.Told most = cap.atMost().tell(null, scope);
            if (most.number() == null) {
                untold.add(most.source());
                continue;
            }
            BigDecimal room = most.number();
            scope.spend(contributions.size());
            List<Contribution> capped = contributions.stream()
                    .filter(each -> fits(cap.where(), each.fact, untold))
                    .sorted(Comparator.comparingLong((Contribution each) -> -sum.parts().stream()
                                    .filter(part -> Marks.passes(each.fact, part.where(), scope))
                                    .count())
                            .thenComparing(each -> each.fact, Fact.CHRONOLOGICAL))
                    .toList();
            for (Contribution each : capped) {
                BigDecimal counts = each.amount.min(room).max(BigDecimal.ZERO);
                room = room.subtract(counts);
                if (counts.signum() > 0) {
                    each.amount = counts;
                } else {
                    drop(each, "over the limit of " + most.number().toPlainString());
                }
            }
            contributions.removeIf(each -> each.gone);
        }
    }

    /** Whether the record passes all tests; if that cannot be told, that is noted, and it does not. */
    private boolean fits(List<Test> where, Fact fact, List<String> unknown) {
        List<String> notes = List.of();
        for (Test test : where) {
            Verdict verdict = test.judge(fact, scope);
            if (verdict.fails()) {
                return false;
            }
            if (verdict.result() == null) {
                notes = notes.isEmpty() ? new ArrayList<>(where.size()) : notes;
                notes.add(fact.id() + " " + test.reason(verdict, scope));
            }
        }
        unknown.addAll(notes);
        return notes.isEmpty();
    }

    private void carryOver() {
        Sum.CarryOver rule = sum.carryOver();
        if (rule == null) {
            return;
        }
        Selection.Selected before = rule.from().select(scope);
        unclear.addAll(before.unknown());
        List<Contribution> earlier = contributions(before.counted(), new ArrayList<>());
        Amount.Told over = rule.excessOver().tell(null, scope);
        Amount.Told most = rule.atMost().tell(null, scope);
        Optional<Window.Span> span = rule.earnedWithin() == null
                ? Optional.empty()
                : rule.earnedWithin().span(scope);
        if (over.number() == null || most.number() == null || rule.earnedWithin() != null && span.isEmpty()) {
            untold.add("what carries over cannot be told");
            return;
        }
        BigDecimal recent = BigDecimal.ZERO;
        for (Contribution each : earlier) {
            if (span.isEmpty() || span.get().contains(each.fact.occurredOn())) {
                recent = recent.add(each.amount);
            }
        }
        BigDecimal excess = added(earlier).subtract(over.number()).max(BigDecimal.ZERO);
        BigDecimal carried = most.number().min(excess).min(recent);
        amount = amount.add(carried);
        if (carried.signum() > 0) {
            carriedFrom.addAll(Marks.ids(before.counted()));
            seen.add("carried over " + carried.toPlainString() + ": the least of "
                    + most.number().toPlainString() + ", " + excess.toPlainString() + " in excess and "
                    + recent.toPlainString() + " earned in time");
        }
    }

    /** Holds it against what is asked for as a whole and by part. */
    private void compare() {
        String words = sum.words(scope);
        if (sum.atLeast() == null) {
            seen.addFirst(words + ": " + amount.toPlainString());
            return;
        }
        Amount.Told asked = sum.atLeast().tell(null, scope);
        if (asked.number() == null) {
            untold.add(asked.source());
            return;
        }
        seen.addFirst(
                words + ": " + amount.toPlainString() + " of " + asked.number().toPlainString());
        if (amount.compareTo(asked.number()) < 0) {
            shortfalls.add(new Finding.Shortfall(words, asked.number().subtract(amount), asked.number(), List.of()));
        }
        for (Sum.Part part : sum.parts()) {
            compare(part, asked.number());
        }
    }

    private void compare(Sum.Part part, BigDecimal whole) {
        Amount.Told told = part.atLeast() != null
                ? part.atLeast().tell(null, scope)
                : new Amount.Told(
                        part.share() == null ? BigDecimal.ZERO : whole.multiply(part.share()), "a share of the total");
        if (told.number() == null) {
            untold.add(told.source());
            return;
        }
        BigDecimal together = BigDecimal.ZERO;
        scope.spend(contributions.size());
        for (Contribution each : contributions) {
            if (fits(part.where(), each.fact, unclear)) {
                together = together.add(each.amount);
            }
        }
        seen.add(part.label() + ": " + together.toPlainString() + " of "
                + told.number().toPlainString());
        if (together.compareTo(told.number()) < 0) {
            shortfalls.add(
                    new Finding.Shortfall(part.label(), told.number().subtract(together), told.number(), List.of()));
        }
    }
}
