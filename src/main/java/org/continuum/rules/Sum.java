package org.continuum.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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

    @Override
    public Finding look(Scope scope) {
        Selection.Selected selected = atMost == null ? of.select(scope) : of.selectLastingOrNot(scope);
        List<Fact> settled = Marks.settled(selected.counted(), scope);
        Total total = Total.of(this, settled, scope);
        List<Finding.Rejected> rejected = new ArrayList<>(selected.rejected());
        rejected.addAll(total.dropped());
        Finding over = atMost == null ? null : over(atMost, total, selected, settled, rejected, scope);
        if (over != null) {
            return over;
        }
        if (total.enough()) {
            return Finding.of(Status.MET, total.ids(), rejected, total.seen());
        }
        List<String> unknown = new ArrayList<>(total.untold());
        unknown.addAll(selected.unknown());
        unknown.addAll(total.unclear());
        if (!unknown.isEmpty()) {
            return Finding.indeterminate(unknown, rejected);
        }
        if (settled.size() < selected.counted().size()
                && Total.of(this, selected.counted(), scope).enough()) {
            List<Fact> contested = selected.counted().stream()
                    .filter(fact -> Marks.contested(fact, scope))
                    .toList();
            return Finding.of(Status.DISPUTED, Marks.withContests(contested, scope), rejected, total.seen());
        }
        if (total.amount().signum() <= 0) {
            if (!selected.lapsed().isEmpty()
                    && Total.of(this, selected.lapsed(), scope).enough()) {
                return Finding.of(Status.EXPIRED, Marks.ids(selected.lapsed()), rejected, total.seen());
            }
            if (!selected.withdrawn().isEmpty()
                    && Total.of(this, selected.withdrawn(), scope).enough()) {
                return Finding.of(Status.REVOKED, Marks.withActs(selected.withdrawn(), scope), rejected, total.seen());
            }
        }
        boolean open = of.open(scope);
        return Finding.shortOf(
                total.amount().signum() > 0 && open ? Status.INSUFFICIENT : Status.UNMET,
                total.ids(),
                rejected,
                total.seen(),
                total.shortfalls(),
                open);
    }

    /** Null while the total is known to stay within the bound. */
    private @Nullable Finding over(
            Amount bound,
            Total total,
            Selection.Selected selected,
            List<Fact> settled,
            List<Finding.Rejected> rejected,
            Scope scope) {
        Amount.Told most = bound.tell(null, scope);
        if (most.number() == null) {
            return Finding.indeterminate(List.of(most.source()), rejected);
        }
        List<String> seen = List.of(words(scope) + ": " + total.amount().toPlainString() + " of at most "
                + most.number().toPlainString());
        if (total.amount().compareTo(most.number()) > 0) {
            return Finding.of(Status.UNMET, total.ids(), rejected, seen);
        }
        List<String> unknown = new ArrayList<>(selected.unknown());
        unknown.addAll(total.unclear());
        if (!unknown.isEmpty()) {
            return Finding.indeterminate(unknown, rejected);
        }
        boolean perhaps = settled.size() < selected.counted().size()
                && Total.of(this, selected.counted(), scope).amount().compareTo(most.number()) > 0;
        return perhaps
                ? Finding.of(Status.DISPUTED, Marks.withContests(selected.counted(), scope), rejected, seen)
                : null;
    }

    String words(Scope scope) {
        return of.words(scope) + " " + terms.getFirst().field().text(scope);
    }
}
