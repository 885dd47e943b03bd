package org.continuum.rules;

import java.util.ArrayList;
import java.util.List;

/** Every record selected must pass; with none selected there is nothing to judge, and it is not applicable. */
public record Every(Selection of, List<Test> must) implements Expression {
    public Every {
        must = List.copyOf(must);
    }

    @Override
    public Finding look(Scope scope) {
        Marks marks = Marks.of(of, must, scope);
        List<Finding.Rejected> rejected = new ArrayList<>(marks.selected().rejected());
        List<Marks.Failing> settled = marks.failing().stream()
                .filter(item -> !Marks.contested(item.fact(), scope))
                .toList();
        if (!settled.isEmpty()) {
            return Finding.of(
                    Status.UNMET,
                    settled.stream().map(item -> item.fact().id()).toList(),
                    rejected,
                    settled.stream().map(Marks.Failing::reason).toList());
        }
        if (!marks.unknown().isEmpty()) {
            return Finding.indeterminate(marks.unknown(), rejected);
        }
        if (!marks.failing().isEmpty()) {
            return Finding.of(
                    Status.DISPUTED,
                    Marks.withContests(
                            marks.failing().stream().map(Marks.Failing::fact).toList(), scope),
                    rejected,
                    List.of("under appeal or on hold"));
        }
        return marks.passing().isEmpty()
                ? Finding.of(Status.NOT_APPLICABLE, List.of(), List.of(), List.of("none recorded"))
                : Finding.of(
                        Status.MET,
                        marks.passing().stream().map(item -> item.fact().id()).toList(),
                        rejected,
                        List.of());
    }
}
