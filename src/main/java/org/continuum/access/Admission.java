package org.continuum.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.continuum.http.Problem;
import org.jspecify.annotations.Nullable;

/** How the request that is being answered was let in to a person, for those who read of her behind the gate. */
@RequestScoped
class Admission {
    private final Relations relations;
    private @Nullable LetIn letIn;

    Admission(Relations relations) {
        this.relations = relations;
    }

    /** @param admits whether a caller who is this to her is let in */
    record LetIn(Caller caller, UUID person, Predicate<Set<Relation>> admits) {}

    void by(LetIn gate) {
        letIn = gate;
    }

    /** In the transaction that reads: is it still let in? Where the path names nobody, there was nobody to be let in to. */
    void requireStill() {
        LetIn gate = letIn;
        if (gate != null && !gate.admits().test(relations.between(gate.caller(), gate.person()))) {
            throw Problem.notFound();
        }
    }
}
