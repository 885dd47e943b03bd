package org.continuum.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a rule with a name, a basis, dates between which it is in force, or a condition of its own: an option, a
 * route.
 *
 * @param id names the option for a route remembered later; empty where nothing asks
 * @param when who is reached; null for everyone
 */
public record Clause(
        String id,
        String title,
        Basis basis,
        InForce inForce,
        @Nullable Expression when,
        Expression rule) implements Expression {

    static final String NOT_IN_FORCE = "not in force";

    @Override
    public Finding look(Scope scope) {
        Finding found = rule.examine(scope);
        Finding closed = inForce.closed(scope);
        if (closed != null) {
            return dropped(found, closed);
        }
        if (when != null) {
            Finding reached = when.examine(scope);
            if (reached.status() == Status.INDETERMINATE) {
                return Finding.indeterminate(
                                reached.found(), found.asRejected("it is unclear whether the option is open"))
                        .named(label(), Basis.DIRECT);
            }
            if (!reached.status().satisfied()) {
                return dropped(
                        found,
                        Finding.of(
                                Status.NOT_APPLICABLE,
                                List.of(),
                                reached.asRejected("the option does not reach this person"),
                                List.of("does not reach this person")));
            }
        }
        return around(found);
    }

    /**
     * The part's finding under the clause's name. What compensates is a test of the whole: short of it, nothing has been
     * gathered that counts.
     */
    private Finding around(Finding part) {
        boolean falls = basis == Basis.COMPENSATORY && part.status() == Status.INSUFFICIENT;
        return new Finding(
                label(),
                falls ? Status.UNMET : part.status(),
                basis == Basis.DIRECT ? part.basis() : basis,
                part.used(),
                part.rejected(),
                part.shortfalls(),
                part.found(),
                List.of(part),
                part.completable() || falls);
    }

    private Finding dropped(Finding found, Finding why) {
        List<Finding.Rejected> rejected = new ArrayList<>(why.rejected());
        for (Finding.Rejected item : found.asRejected("")) {
            rejected.add(new Finding.Rejected(item.id(), "the option is " + String.join(", ", why.found())));
        }
        return new Finding(
                label(), why.status(), Basis.DIRECT, List.of(), rejected, List.of(), why.found(), List.of(), false);
    }

    private String label() {
        return title.isEmpty() ? id : title;
    }

    @Override
    public Finding recombine(Finding found, List<Finding> parts) {
        if (parts.isEmpty() || found.parts().isEmpty()) {
            return found;
        }
        return around(parts.getFirst());
    }
}
