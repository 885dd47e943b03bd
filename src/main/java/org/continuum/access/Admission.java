package org.continuum.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.continuum.http.Problem;
import org.jspecify.annotations.Nullable;

/** How the request that is being answered was let in to a person, for those who read of her behind the gate. */
@RequestScoped
class Admission {
    private final Relations relations;
    private @Nullable Grounds grounds;

    Admission(Relations relations) {
        this.relations = relations;
    }

    /**
     * @param known what the caller was to her at the gate
     * @param admits whether a caller who is this to her is let in
     */
    record Grounds(Caller caller, UUID person, Set<Relation> known, Predicate<Set<Relation>> admits) {}

    void on(Grounds gate) {
        grounds = gate;
    }

    /** Whether what it was let in by can end before it is answered, as all does but being herself; not where no gate let it in. */
    boolean canEnd() {
        return grounds != null && !grounds.known().contains(Relation.SELF);
    }

    /** In the transaction that reads: is it still let in? */
    void requireStill() {
        Grounds gate = Objects.requireNonNull(grounds);
        if (!gate.admits().test(relations.between(gate.caller(), gate.person()))) {
            throw Problem.notFound();
        }
    }
}
