package org.continuum.rules;

import java.util.ArrayList;
import java.util.Comparator;
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
    public Finding examine(Scope scope) {
        Marks marks = Marks.of(of, must, scope);
        List<Finding.Rejected> rejected = new ArrayList<>(marks.selected().rejected());
        List<Fact> settled = Marks.settled(marks.passing(), scope);
        if (!settled.isEmpty()) {
            marks.failing()
                    .forEach(item ->
                            rejected.add(new Finding.Rejected(item.fact().id(), item.reason())));
            return Finding.of(Status.MET, Marks.ids(settled), rejected, seen(settled, scope));
        }
        List<Fact> contested = new ArrayList<>(marks.passing());
        marks.failing().stream()
                .map(Marks.Failing::fact)
                .filter(fact -> Marks.contested(fact, scope))
                .forEach(contested::add);
        if (!contested.isEmpty()) {
            marks.failing()
                    .forEach(item ->
                            rejected.add(new Finding.Rejected(item.fact().id(), item.reason())));
            return Finding.of(
                    Status.DISPUTED,
                    Marks.withContests(contested, scope),
                    rejected,
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
        marks.failing()
                .forEach(item -> rejected.add(new Finding.Rejected(item.fact().id(), item.reason())));
        if (awaits != null && lapsed.isEmpty() && withdrawn.isEmpty()) {
            List<Fact> awaited = awaits.select(scope).counted();
            if (!awaited.isEmpty()) {
                return Finding.of(
                        Status.AWAITING_DECISION, Marks.ids(awaited), rejected, List.of("recorded, not yet decided"));
            }
        }
        return Marks.nothingCounts(lapsed, withdrawn, rejected, of, scope);
    }

    private List<String> seen(List<Fact> facts, Scope scope) {
        List<String> told = new ArrayList<>(facts.size());
        for (Fact fact : facts) {
            String seen = Marks.mark(fact, must, scope).seen();
            if (!seen.isEmpty()) {
                told.add(seen);
            }
        }
        return told.isEmpty() ? List.of(of.words(scope) + ": on record") : told;
    }

    private Finding failing(List<Marks.Failing> failing, List<Finding.Rejected> rejected, Scope scope) {
        List<Finding.Shortfall> nearest = failing.stream()
                .flatMap(item -> Marks.shortfall(item, scope, of).stream())
                .min(Comparator.comparing(Finding.Shortfall::amount))
                .map(List::of)
                .orElse(List.of());
        Finding finding = Finding.of(
                        Status.UNMET,
                        failing.stream().map(item -> item.fact().id()).toList(),
                        rejected,
                        failing.stream().map(Marks.Failing::reason).toList())
                .lacking(nearest);
        return of.open(scope) ? finding.canBeCompleted() : finding;
    }
}
