package org.continuum.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A total over the records selected, with the allocation rules that real totals have.
 *
 * @param terms what a record contributes: each stated field times its factor
 * @param take of several records with the same value of a field, only one counts; null counts all
 * @param lump a group below its minimum contributes nothing; null for no such rule
 * @param caps limits on what a category may contribute, applied in document order
 * @param parts minima inside the total
 * @param carryOver what an earlier period leaves over; null for none
 * @param atLeast the total asked for; null where only {@code atMost} is
 * @param atMost the total that may not be exceeded; null for none. More evidence can exceed it and so lower a status
 */
public record Sum(
        Selection of,
        List<Term> terms,
        @Nullable Take take,
        @Nullable Lump lump,
        List<Cap> caps,
        List<Part> parts,
        @Nullable CarryOver carryOver,
        @Nullable Amount atLeast,
        @Nullable Amount atMost)
        implements Expression {

    /** A field and the factor that converts its unit. */
    public record Term(Path field, Amount factor) {}

    /** Of the records with the same value of {@code per}, the one with the greatest contribution, or the latest. */
    public record Take(Path per, boolean best) {}

    /** Records are grouped by a field; a group counts only if it reaches the minimum. */
    public record Lump(Path by, Amount atLeast) {}

    /** Records that fit contribute at most so much together. */
    public record Cap(List<Test> where, Amount atMost) {}

    /** Records that fit must contribute so much: an amount, or a share (0 to 1) of the total asked for. */
    public record Part(
            String label,
            List<Test> where,
            @Nullable Amount atLeast,
            @Nullable BigDecimal share) {}

    /**
     * The least of {@code atMost}, what an earlier period's total exceeds {@code excessOver} by, and what of it was
     * earned in the window.
     */
    public record CarryOver(
            Selection from, Amount excessOver, @Nullable Window earnedWithin, Amount atMost) {}

    public Sum {
        terms = List.copyOf(terms);
        caps = List.copyOf(caps);
        parts = List.copyOf(parts);
        if (atLeast == null && (atMost == null || !parts.isEmpty())) {
            throw new IllegalArgumentException("a sum needs a bound, and its parts a total");
        }
    }

    /** A total with no upper bound. */
    public Sum(
            Selection of,
            List<Term> terms,
            @Nullable Take take,
            @Nullable Lump lump,
            List<Cap> caps,
            List<Part> parts,
            @Nullable CarryOver carryOver,
            Amount atLeast) {
        this(of, terms, take, lump, caps, parts, carryOver, atLeast, null);
    }

    /**
     * A total as it was put together.
     *
     * @param unclear records of which it cannot be told whether or how much they contribute; without them the total
     *     may still be enough
     * @param untold marks that cannot be told; without them nothing can
     */
    private record Tally(
            Map<Fact, BigDecimal> contributions,
            BigDecimal total,
            List<String> carriedFrom,
            List<Finding.Rejected> dropped,
            List<Finding.Shortfall> shortfalls,
            List<String> seen,
            List<String> unclear,
            List<String> untold) {
        boolean enough() {
            return untold.isEmpty() && shortfalls.isEmpty();
        }

        List<String> ids() {
            List<String> ids = new ArrayList<>(carriedFrom);
            contributions.keySet().forEach(fact -> ids.add(fact.id()));
            return ids;
        }
    }

    @Override
    public Finding examine(Scope scope) {
        Selection.Selected selected = atMost == null ? of.select(scope) : of.selectLastingOrNot(scope);
        List<Fact> settled = Marks.settled(selected.counted(), scope);
        Tally tally = tally(settled, scope);
        List<Finding.Rejected> rejected = new ArrayList<>(selected.rejected());
        rejected.addAll(tally.dropped());
        Finding over = atMost == null ? null : over(atMost, tally, selected, settled, rejected, scope);
        if (over != null) {
            return over;
        }
        if (tally.enough()) {
            return Finding.of(Status.MET, tally.ids(), rejected, tally.seen());
        }
        List<String> unknown = new ArrayList<>(tally.untold());
        unknown.addAll(selected.unknown());
        unknown.addAll(tally.unclear());
        if (!unknown.isEmpty()) {
            return Finding.indeterminate(unknown, rejected);
        }
        if (settled.size() < selected.counted().size()
                && tally(selected.counted(), scope).enough()) {
            List<Fact> contested = selected.counted().stream()
                    .filter(fact -> Marks.contested(fact, scope))
                    .toList();
            return Finding.of(Status.DISPUTED, Marks.withContests(contested, scope), rejected, tally.seen());
        }
        if (tally.total().signum() <= 0) {
            if (!selected.lapsed().isEmpty() && tally(selected.lapsed(), scope).enough()) {
                return Finding.of(Status.EXPIRED, Marks.ids(selected.lapsed()), rejected, tally.seen());
            }
            if (!selected.withdrawn().isEmpty()
                    && tally(selected.withdrawn(), scope).enough()) {
                return Finding.of(Status.REVOKED, Marks.withActs(selected.withdrawn(), scope), rejected, tally.seen());
            }
        }
        boolean open = of.open(scope);
        Finding finding = Finding.of(
                        tally.total().signum() > 0 && open ? Status.INSUFFICIENT : Status.UNMET,
                        tally.ids(),
                        rejected,
                        tally.seen())
                .lacking(tally.shortfalls());
        return open ? finding.canBeCompleted() : finding;
    }

    /** Null while the total is known to stay within the bound. */
    private @Nullable Finding over(
            Amount bound,
            Tally tally,
            Selection.Selected selected,
            List<Fact> settled,
            List<Finding.Rejected> rejected,
            Scope scope) {
        Amount.Told most = bound.tell(null, scope);
        if (most.number() == null) {
            return Finding.indeterminate(List.of(most.source()), rejected);
        }
        List<String> seen = List.of(words(scope) + ": " + tally.total().toPlainString() + " of at most "
                + most.number().toPlainString());
        if (tally.total().compareTo(most.number()) > 0) {
            return Finding.of(Status.UNMET, tally.ids(), rejected, seen);
        }
        List<String> unknown = new ArrayList<>(selected.unknown());
        unknown.addAll(tally.unclear());
        if (!unknown.isEmpty()) {
            return Finding.indeterminate(unknown, rejected);
        }
        boolean perhaps = settled.size() < selected.counted().size()
                && tally(selected.counted(), scope).total().compareTo(most.number()) > 0;
        return perhaps
                ? Finding.of(Status.DISPUTED, Marks.withContests(selected.counted(), scope), rejected, seen)
                : null;
    }

    private Tally tally(List<Fact> facts, Scope scope) {
        List<String> unclear = new ArrayList<>();
        List<String> untold = new ArrayList<>();
        List<Finding.Rejected> dropped = new ArrayList<>();
        Map<Fact, BigDecimal> contributions = contributions(facts, scope, dropped, unclear);
        takeOne(contributions, scope, dropped);
        dropSmallLumps(contributions, scope, dropped, untold);
        applyCaps(contributions, scope, dropped, untold);
        BigDecimal earned = contributions.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);

        List<String> seen = new ArrayList<>();
        List<String> carriedFrom = new ArrayList<>();
        BigDecimal total = earned;
        if (carryOver != null) {
            total = earned.add(carried(carryOver, scope, carriedFrom, seen, unclear, untold));
        }
        List<Finding.Shortfall> shortfalls = new ArrayList<>();
        if (atLeast == null) {
            seen.addFirst(words(scope) + ": " + total.toPlainString());
            return new Tally(contributions, total, carriedFrom, dropped, shortfalls, seen, unclear, untold);
        }
        Amount.Told asked = atLeast.tell(null, scope);
        if (asked.number() == null) {
            untold.add(asked.source());
        } else {
            seen.addFirst(words(scope) + ": " + total.toPlainString() + " of "
                    + asked.number().toPlainString());
            if (total.compareTo(asked.number()) < 0) {
                shortfalls.add(
                        new Finding.Shortfall(words(scope), asked.number().subtract(total), asked.number(), List.of()));
            }
            for (Part part : parts) {
                checkPart(part, contributions, asked.number(), scope, shortfalls, seen, unclear, untold);
            }
        }
        return new Tally(contributions, total, carriedFrom, dropped, shortfalls, seen, unclear, untold);
    }

    private String words(Scope scope) {
        return of.words(scope) + " " + terms.getFirst().field().text(scope);
    }

    private Map<Fact, BigDecimal> contributions(
            List<Fact> facts, Scope scope, List<Finding.Rejected> dropped, List<String> unknown) {
        Map<Fact, BigDecimal> contributions = new LinkedHashMap<>();
        for (Fact fact : facts) {
            BigDecimal amount = null;
            for (Term term : terms) {
                Optional<BigDecimal> stated = fact.get(term.field(), scope).flatMap(Value::asNumber);
                if (stated.isPresent()) {
                    Amount.Told factor = term.factor().tell(fact, scope);
                    if (factor.number() == null) {
                        unknown.add(fact.id() + " " + factor.source());
                    } else {
                        BigDecimal more = stated.get().multiply(factor.number());
                        amount = amount == null ? more : amount.add(more);
                    }
                }
            }
            if (amount == null) {
                dropped.add(new Finding.Rejected(
                        fact.id(), "states no " + terms.getFirst().field()));
            } else {
                contributions.put(fact, amount);
            }
        }
        return contributions;
    }

    private void takeOne(Map<Fact, BigDecimal> contributions, Scope scope, List<Finding.Rejected> dropped) {
        if (take == null) {
            return;
        }
        Map<Value, Fact> chosen = new LinkedHashMap<>();
        for (Fact fact : List.copyOf(contributions.keySet())) {
            Value key = fact.get(take.per(), scope).orElse(Value.of(""));
            Fact before = chosen.get(key);
            boolean better = before == null
                    || !take.best()
                    || value(contributions, fact).compareTo(value(contributions, before)) > 0;
            Fact loser = better ? before : fact;
            if (better) {
                chosen.put(key, fact);
            }
            if (loser != null) {
                contributions.remove(loser);
                dropped.add(new Finding.Rejected(
                        loser.id(), "another record of the same " + take.per() + " counts instead"));
            }
        }
    }

    private void dropSmallLumps(
            Map<Fact, BigDecimal> contributions, Scope scope, List<Finding.Rejected> dropped, List<String> unknown) {
        if (lump == null) {
            return;
        }
        Amount.Told least = lump.atLeast().tell(null, scope);
        if (least.number() == null) {
            unknown.add(least.source());
            return;
        }
        Map<Value, BigDecimal> groups = new LinkedHashMap<>();
        contributions.forEach((fact, amount) ->
                groups.merge(fact.get(lump.by(), scope).orElse(Value.of("")), amount, BigDecimal::add));
        for (Fact fact : List.copyOf(contributions.keySet())) {
            Value group = fact.get(lump.by(), scope).orElse(Value.of(""));
            BigDecimal sum = groups.getOrDefault(group, BigDecimal.ZERO);
            if (sum.compareTo(least.number()) < 0) {
                contributions.remove(fact);
                dropped.add(new Finding.Rejected(
                        fact.id(),
                        lump.by() + " '" + group + "' totals " + sum.toPlainString() + ", counts only from "
                                + least.number().toPlainString()));
            }
        }
    }

    /**
     * What is over a cap is taken from the records that help the fewest parts first, and among those from the latest,
     * so that the records that count are the ones that help most.
     */
    private void applyCaps(
            Map<Fact, BigDecimal> contributions, Scope scope, List<Finding.Rejected> dropped, List<String> untold) {
        for (Cap cap : caps) {
            Amount.Told most = cap.atMost().tell(null, scope);
            if (most.number() == null) {
                untold.add(most.source());
                continue;
            }
            BigDecimal room = most.number();
            List<Fact> capped = contributions.keySet().stream()
                    .filter(fact -> fits(cap.where(), fact, scope, untold))
                    .sorted(Comparator.comparingLong((Fact fact) -> -parts.stream()
                                    .filter(part -> helps(part, fact, scope))
                                    .count())
                            .thenComparing(Fact.CHRONOLOGICAL))
                    .toList();
            for (Fact fact : capped) {
                BigDecimal counts = value(contributions, fact).min(room).max(BigDecimal.ZERO);
                room = room.subtract(counts);
                if (counts.signum() > 0) {
                    contributions.put(fact, counts);
                } else {
                    contributions.remove(fact);
                    dropped.add(new Finding.Rejected(
                            fact.id(), "over the limit of " + most.number().toPlainString()));
                }
            }
        }
    }

    private static boolean helps(Part part, Fact fact, Scope scope) {
        return part.where().stream().allMatch(test -> test.judge(fact, scope).passes());
    }

    /** Whether the record passes all tests; if that cannot be told, that is noted, and it does not. */
    private static boolean fits(List<Test> where, Fact fact, Scope scope, List<String> unknown) {
        List<Condition.Verdict> unclear = List.of();
        for (Test test : where) {
            Condition.Verdict verdict = test.judge(fact, scope);
            if (verdict.fails()) {
                return false;
            }
            if (verdict.result() == null) {
                unclear = unclear.isEmpty() ? new ArrayList<>(where.size()) : unclear;
                unclear.add(verdict);
            }
        }
        unclear.forEach(verdict -> unknown.add(fact.id() + " " + verdict.reason()));
        return unclear.isEmpty();
    }

    private static BigDecimal value(Map<Fact, BigDecimal> contributions, Fact fact) {
        return contributions.getOrDefault(fact, BigDecimal.ZERO);
    }

    private static void checkPart(
            Part part,
            Map<Fact, BigDecimal> contributions,
            BigDecimal whole,
            Scope scope,
            List<Finding.Shortfall> shortfalls,
            List<String> seen,
            List<String> unclear,
            List<String> untold) {
        Amount.Told told = part.atLeast() != null
                ? part.atLeast().tell(null, scope)
                : new Amount.Told(
                        part.share() == null ? BigDecimal.ZERO : whole.multiply(part.share()), "a share of the total");
        if (told.number() == null) {
            untold.add(told.source());
            return;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Fact, BigDecimal> entry : contributions.entrySet()) {
            if (fits(part.where(), entry.getKey(), scope, unclear)) {
                sum = sum.add(entry.getValue());
            }
        }
        seen.add(part.label() + ": " + sum.toPlainString() + " of "
                + told.number().toPlainString());
        if (sum.compareTo(told.number()) < 0) {
            shortfalls.add(new Finding.Shortfall(part.label(), told.number().subtract(sum), told.number(), List.of()));
        }
    }

    private BigDecimal carried(
            CarryOver rule,
            Scope scope,
            List<String> carriedFrom,
            List<String> seen,
            List<String> unclear,
            List<String> untold) {
        Selection.Selected before = rule.from().select(scope);
        unclear.addAll(before.unknown());
        Map<Fact, BigDecimal> earlier = contributions(before.counted(), scope, new ArrayList<>(), unclear);
        BigDecimal total = earlier.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        Amount.Told over = rule.excessOver().tell(null, scope);
        Amount.Told most = rule.atMost().tell(null, scope);
        Optional<Window.Span> span = rule.earnedWithin() == null
                ? Optional.empty()
                : rule.earnedWithin().span(scope);
        if (over.number() == null || most.number() == null || rule.earnedWithin() != null && span.isEmpty()) {
            untold.add("what carries over cannot be told");
            return BigDecimal.ZERO;
        }
        BigDecimal recent = BigDecimal.ZERO;
        for (Map.Entry<Fact, BigDecimal> entry : earlier.entrySet()) {
            if (span.isEmpty() || span.get().contains(entry.getKey().occurredOn())) {
                recent = recent.add(entry.getValue());
            }
        }
        BigDecimal excess = total.subtract(over.number()).max(BigDecimal.ZERO);
        BigDecimal carried = most.number().min(excess).min(recent);
        if (carried.signum() > 0) {
            carriedFrom.addAll(Marks.ids(before.counted()));
            seen.add("carried over " + carried.toPlainString() + ": the least of "
                    + most.number().toPlainString() + ", " + excess.toPlainString() + " in excess and "
                    + recent.toPlainString() + " earned in time");
        }
        return carried;
    }
}
