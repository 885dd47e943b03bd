package org.continuum.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record governs, and it alone must pass: the latest final one, the earliest, or the best by a field. An earlier
 * pass does not help against a later failure: this is one of the few rules by which more evidence may lower a status.
 *
 * @param best the field whose greatest value governs; used with {@link By#BEST} only
 * @param awaits as in {@link Exists}
 */
public record Governing(
        By by,
        @Nullable Path best,
        Selection of,
        List<Test> must,
        @Nullable Selection awaits) implements Expression {

    /** Which one governs. */
    public enum By {
        LATEST,
        EARLIEST,
        BEST
    }

    public Governing {
        must = List.copyOf(must);
    }

    @Override
    public Finding look(Scope scope) {
        Selection.Selected selected = of.select(scope);
        List<Finding.Rejected> rejected = new ArrayList<>(selected.rejected());
        if (!selected.unknown().isEmpty()) {
            return Finding.indeterminate(selected.unknown(), rejected);
        }
        Optional<Fact> chosen = choose(selected.counted(), scope);
        if (chosen.isEmpty()) {
            selected.counted().forEach(fact -> rejected.add(new Finding.Rejected(fact.id(), "states no " + best)));
            return nothing(selected, rejected, scope);
        }
        Fact fact = chosen.get();
        for (Fact other : selected.counted()) {
            if (!other.id().equals(fact.id())) {
                rejected.add(new Finding.Rejected(other.id(), words()));
            }
        }
        if (Marks.contested(fact, scope)) {
            return Finding.of(
                    Status.DISPUTED,
                    Marks.withContests(List.of(fact), scope),
                    rejected,
                    List.of("under appeal or on hold"));
        }
        Marks.Marked marked = Marks.mark(fact, must, scope);
        if (marked.unknown() != null) {
            return Finding.indeterminate(List.of(fact.id() + " " + marked.unknown()), rejected);
        }
        if (marked.failing() != null) {
            return Finding.shortOf(
                    Status.UNMET,
                    List.of(fact.id()),
                    rejected,
                    List.of(marked.failing().reason()),
                    Marks.shortfall(marked.failing(), scope, of),
                    false);
        }
        return Finding.of(Status.MET, List.of(fact.id()), rejected, List.of(marked.seen(must, scope)));
    }

    private Finding nothing(Selection.Selected selected, List<Finding.Rejected> rejected, Scope scope) {
        if (awaits != null) {
            List<Fact> awaited = awaits.select(scope).counted();
            if (!awaited.isEmpty()) {
                return Finding.of(
                        Status.AWAITING_DECISION, Marks.ids(awaited), rejected, List.of("recorded, not yet decided"));
            }
        }
        return Marks.nothingCounts(
                Marks.passing(selected.lapsed(), must, scope),
                Marks.passing(selected.withdrawn(), must, scope),
                rejected,
                of,
                scope);
    }

    private Optional<Fact> choose(List<Fact> facts, Scope scope) {
        return switch (by) {
            // they come in chronological order
            case LATEST -> facts.isEmpty() ? Optional.empty() : Optional.of(facts.getLast());
            case EARLIEST -> facts.isEmpty() ? Optional.empty() : Optional.of(facts.getFirst());
            case BEST ->
                facts.stream()
                        .filter(fact -> rank(fact, scope).isPresent())
                        .max(Comparator.comparing(
                                        (Fact fact) -> rank(fact, scope).orElseThrow())
                                .thenComparing(Fact.CHRONOLOGICAL.reversed()));
        };
    }

    private Optional<java.math.BigDecimal> rank(Fact fact, Scope scope) {
        return best == null ? Optional.empty() : fact.get(best, scope).flatMap(Value::asNumber);
    }

    private String words() {
        return switch (by) {
            case LATEST -> "not the latest one";
            case EARLIEST -> "not the earliest one";
            case BEST -> "not the best one";
        };
    }
}
