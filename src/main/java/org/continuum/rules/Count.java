package org.continuum.rules;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many records were selected, or how many different values of a field they state. {@code atMost 0} is how a rule
 * says "none".
 *
 * @param distinct the field whose different values are counted; null counts records
 * @param atLeast null for no lower bound
 * @param atMost null for no upper bound; exceeding it is unmet, and one of the few ways in which more evidence lowers a
 *     status. What has since run out was there all the same: a certificate issued once cannot be issued again
 */
public record Count(
        Selection of,
        @Nullable Path distinct,
        @Nullable Amount atLeast,
        @Nullable Amount atMost) implements Expression {
    public Count {
        if (atLeast == null && atMost == null) {
            throw new IllegalArgumentException("a count needs a bound");
        }
    }

    @Override
    public Finding look(Scope scope) {
        Selection.Selected selected = atMost == null ? of.select(scope) : of.selectLastingOrNot(scope);
        BigDecimal min = bound(atLeast, scope);
        BigDecimal max = bound(atMost, scope);
        if (atLeast != null && min == null || atMost != null && max == null) {
            return Finding.indeterminate(List.of("its bound cannot be told"), selected.rejected());
        }
        List<Fact> all = selected.counted();
        List<Fact> settled = Marks.settled(all, scope);
        BigDecimal n = count(settled, scope);
        BigDecimal withContested = settled.size() == all.size() ? n : count(all, scope);
        List<String> seen = List.of(of.words(scope) + ": " + n.toPlainString()
                + (min == null ? "" : " of at least " + min.toPlainString())
                + (max == null ? "" : " of at most " + max.toPlainString()));
        if (max != null && n.compareTo(max) > 0) {
            return Finding.of(Status.UNMET, Marks.ids(settled), selected.rejected(), seen);
        }
        boolean enough = min == null || n.compareTo(min) >= 0;
        if (!selected.unknown().isEmpty() && (max != null || !enough)) {
            return Finding.indeterminate(selected.unknown(), selected.rejected());
        }
        boolean enoughWithContested = min == null || withContested.compareTo(min) >= 0;
        if (!enough && enoughWithContested || max != null && withContested.compareTo(max) > 0) {
            return Finding.of(
                    Status.DISPUTED, Marks.withContests(contested(all, scope), scope), selected.rejected(), seen);
        }
        if (enough) {
            return Finding.of(Status.MET, Marks.ids(settled), selected.rejected(), seen);
        }
        return tooFew(settled, n, java.util.Objects.requireNonNull(min), selected, seen, scope);
    }

    private Finding tooFew(
            List<Fact> settled,
            BigDecimal n,
            BigDecimal min,
            Selection.Selected selected,
            List<String> seen,
            Scope scope) {
        if (settled.isEmpty()) {
            boolean lapsed = count(selected.lapsed(), scope).compareTo(min) >= 0;
            boolean withdrawn = count(selected.withdrawn(), scope).compareTo(min) >= 0;
            if (lapsed || withdrawn) {
                return Finding.of(
                        lapsed ? Status.EXPIRED : Status.REVOKED,
                        lapsed ? Marks.ids(selected.lapsed()) : Marks.withActs(selected.withdrawn(), scope),
                        selected.rejected(),
                        seen);
            }
        }
        boolean open = of.open(scope);
        boolean some = !settled.isEmpty();
        return Finding.shortOf(
                some && open ? Status.INSUFFICIENT : Status.UNMET,
                Marks.ids(settled),
                selected.rejected(),
                seen,
                List.of(new Finding.Shortfall(of.words(scope) + " count", min.subtract(n), min, List.of())),
                open);
    }

    private static @Nullable BigDecimal bound(@Nullable Amount amount, Scope scope) {
        return amount == null ? null : amount.tell(null, scope).number();
    }

    private static List<Fact> contested(List<Fact> facts, Scope scope) {
        return facts.stream().filter(fact -> Marks.contested(fact, scope)).toList();
    }

    private BigDecimal count(List<Fact> facts, Scope scope) {
        if (distinct == null) {
            return BigDecimal.valueOf(facts.size());
        }
        Set<Value> values = new HashSet<>();
        for (Fact fact : facts) {
            Value stated = fact.stated(distinct, scope);
            if (stated != null) {
                values.add(stated);
            }
        }
        return BigDecimal.valueOf(values.size());
    }
}
