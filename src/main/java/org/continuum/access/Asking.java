package org.continuum.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.continuum.http.Problem;
import org.jspecify.annotations.Nullable;

/** Who sent the request that is being answered, for those who live longer than the request; and by what it was let in. */
@RequestScoped
class Asking {
    /** What ends while a request is being answered; every other relation, once there, is there for good. */
    private static final Set<Relation> ENDING = EnumSet.of(
            Relation.MENTOR,
            Relation.READINESS_CONSENT,
            Relation.EVIDENCE_CONSENT,
            Relation.LICENSE_CONSENT,
            Relation.GROWTH_CONSENT);

    private final Relations relations;
    private @Nullable Admission admission;

    @Inject
    Caller caller;

    Asking(Relations relations) {
        this.relations = relations;
    }

    /**
     * How the gate has let it in to a person.
     *
     * @param known what it was to her
     * @param admits whether it is let in by such relations
     */
    record Admission(UUID person, Set<Relation> known, Predicate<Set<Relation>> admits) {
        boolean canEnd() {
            Set<Relation> lasting = EnumSet.copyOf(known);
            lasting.removeAll(ENDING);
            return !admits.test(lasting);
        }
    }

    Caller caller() {
        return caller;
    }

    void letIn(Admission how) {
        admission = how;
    }

    /** Whether all that it was let in by can end before it is answered. */
    boolean canBeShutOut() {
        return admission != null && admission.canEnd();
    }

    /** In the transaction that reads: is it still let in? */
    void requireStillLetIn() {
        Admission how = Objects.requireNonNull(admission);
        if (!how.admits().test(relations.between(caller, how.person()))) {
            throw Problem.notFound();
        }
    }
}
