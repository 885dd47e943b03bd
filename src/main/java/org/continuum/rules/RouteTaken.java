package org.continuum.rules;

import java.util.List;
import java.util.Set;

/**
 * The route by which another requirement is satisfied is one of those named. The route is the first satisfied option in
 * document order; with none there is no route, and it is unmet.
 *
 * @param requirement a requirement whose rule is an any-of of clauses with ids
 */
public record RouteTaken(String requirement, Set<String> routes) implements Expression {
    public RouteTaken {
        routes = Set.copyOf(routes);
    }

    @Override
    public Finding examine(Scope scope) {
        Finding options = scope.ruleOf(requirement);
        if (!(scope.ruleSet().requirement(requirement).rule() instanceof AnyOf anyOf)) {
            return Finding.indeterminate(List.of(requirement + " has no routes"), List.of());
        }
        for (int i = 0; i < options.parts().size(); i++) {
            Finding option = options.parts().get(i);
            if (option.status().satisfied()) {
                String taken = anyOf.of().get(i) instanceof Clause clause ? clause.id() : "";
                return Finding.of(
                        routes.contains(taken) ? Status.MET : Status.UNMET,
                        option.used(),
                        options.rejected(),
                        List.of("route taken: " + taken + " " + option.label()));
            }
        }
        return Finding.of(Status.UNMET, List.of(), options.asRejected("no route is satisfied"), List.of("no route"))
                .canBeCompleted();
    }
}
