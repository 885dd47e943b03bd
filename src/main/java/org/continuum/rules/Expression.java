package org.continuum.rules;

/**
 * What a rule says, as a tree. Operators work on statuses, never on booleans, and the operator that computes also
 * explains. To say something new, add a record here; the compiler then asks for it wherever it matters.
 */
public sealed interface Expression
        permits AllOf,
                AnyOf,
                NOf,
                ForEach,
                Clause,
                Exists,
                Governing,
                Every,
                Count,
                Sum,
                Duration,
                Served,
                Bar,
                Circumstance,
                Requires,
                RouteTaken,
                Unsettled {

    /**
     * Examines everything, never stops early, and tells what was found.
     *
     * @throws Effort.Exceeded where that takes too much
     */
    default Finding examine(Scope scope) {
        scope.spend(Effort.FINDING);
        Finding found = look(scope);
        scope.spend(4L * (found.used().size() + found.rejected().size()));
        for (String told : found.found()) {
            scope.spend(Effort.text(told));
        }
        return found;
    }

    /** As above, but for what it costs. */
    Finding look(Scope scope);

    /**
     * Finds again from the parts' findings, after some were lifted because an unfinished record would satisfy them.
     * A measure has no parts and keeps what it found.
     */
    default Finding recombine(Finding found, java.util.List<Finding> parts) {
        return found;
    }
}
