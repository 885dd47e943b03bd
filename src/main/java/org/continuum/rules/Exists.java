package org.continuum.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * At least one record passes. A record that is read and fails makes it unmet, with a gap; so does none at all. Either way
 * another record can complete it.
 *
 * @param awaits what a decision would be about: once recorded, an absent decision is awaited rather than missing
 */
public record Exists(
        Selection of, List<Test> must, @Nullable Selection awaits) implements Expression {
    public Exists {
        must = List.copyOf(must);
    }

    @Override
    public Finding look(Scope scope) {
        Marks marks = Marks.of(of, must, scope);
        List<Finding.Rejected> rejected = marks.selected().rejected();
        List<String> used = new ArrayList<>(marks.passing().size());
        List<String> seen = new ArrayList<>(marks.passing().size());
        List<Fact> contested = new ArrayList<>(0);
        for (Marks.Marked marked : marks.passing()) {
            if (Marks.contested(marked.fact(), scope)) {
                contested.add(marked.fact());
            } else {
                used.add(marked.fact().id());
                seen.add(marked.seen(must, scope));
            }
        }
        if (!used.isEmpty()) {
            return Finding.of(
                    Status.MET,
                    used,
                    alsoFailing(rejected, marks),
                    must.isEmpty() ? List.of(of.words(scope) + ": on record") : seen);
        }
        for (Marks.Failing item : marks.failing()) {
            if (Marks.contested(item.fact(), scope)) {
                contested.add(item.fact());
            }
        }
        if (!contested.isEmpty()) {
            return Finding.of(
                    Status.DISPUTED,
                    Marks.withContests(contested, scope),
                    alsoFailing(rejected, marks),
                    List.of("under appeal or on hold"));
        }
        if (!marks.unknown().isEmpty()) {
            return Finding.indeterminate(marks.unknown(), rejected);
        }
        List<Fact> lapsed = Marks.passing(marks.selected().lapsed(), must, scope);
        List<Fact> withdrawn = Marks.passing(marks.selected().withdrawn(), must, scope);
        if (!marks.failing().isEmpty() && lapsed.isEmpty() && withdrawn.isEmpty()) {
            return failing(marks.failing(), rejected, scope);
        }
        rejected = alsoFailing(rejected, marks);
        if (awaits != null && lapsed.isEmpty() && withdrawn.isEmpty()) {
            List<Fact> awaited = awaits.select(scope).counted();
            if (!awaited.isEmpty()) {
                return Finding.of(
                        Status.AWAITING_DECISION, Marks.ids(awaited), rejected, List.of("recorded, not yet decided"));
            }
        }
        return Marks.nothingCounts(lapsed, withdrawn, rejected, of, scope);
    }

    private static List<Finding.Rejected> alsoFailing(List<Finding.Rejected> rejected, Marks marks) {
        if (marks.failing().isEmpty()) {
            return rejected;
        }
        List<Finding.Rejected> all = new ArrayList<>(rejected);
        for (Marks.Failing item : marks.failing()) {
            all.add(new Finding.Rejected(item.fact().id(), item.reason()));
        }
        return all;
    }

    private Finding failing(List<Marks.Failing> failing, List<Finding.Rejected> rejected, Scope scope) {
        List<String> used = new ArrayList<>(failing.size());
        List<String> reasons = new ArrayList<>(failing.size());
        Marks.Failing nearest = failing.getFirst();
        for (Marks.Failing item : failing) {
            used.add(item.fact().id());
            reasons.add(item.reason());
            nearest = item.nearer(nearest) ? item : nearest;
        }
        return Finding.shortOf(
                Status.UNMET, used, rejected, reasons, Marks.shortfall(nearest, scope, of), of.open(scope));
    }
}
