package org.continuum.rules;

import java.util.List;
import java.util.Set;

/**
 * A route by which another requirement is satisfied is one of those named; with none there is no route, and it is unmet.
 * Of several satisfied options one that is named is the route, so that a further way in never closes a door.
 *
 * @param requirement a requirement whose rule is an any-of of clauses with ids
 */
public record RouteTaken(String requirement, Set<String> routes) implements Expression {
    public RouteTaken {
        routes = Set.copyOf(routes);
    }

    @Override
    public Finding look(Scope scope) {
        Requirement routed = scope.ruleSet().requirement(requirement);
        Finding options = scope.ruleOf(routed);
        if (!(routed.rule() instanceof AnyOf anyOf)) {
            return Finding.indeterminate(List.of(requirement + " has no routes"), List.of());
        }
        Finding taken = null;
        for (int i = 0; i < options.parts().size(); i++) {
            Finding option = options.parts().get(i);
            String route = anyOf.of().get(i) instanceof Clause clause ? clause.id() : "";
            if (option.status().satisfied()) {
                Finding found = Finding.of(
                        routes.contains(route) ? Status.MET : Status.UNMET,
                        option.used(),
                        option.rejected(),
                        List.of("route taken: " + route + " " + option.label()));
                if (found.status() == Status.MET) {
                    return found;
                }
                taken = taken == null ? found : taken;
            }
        }
        if (taken != null) {
            return taken;
        }
        return Finding.of(Status.UNMET, List.of(), options.asRejected("no route is satisfied"), List.of("no route"))
                .canBeCompleted();
    }
}
