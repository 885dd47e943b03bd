package org.continuum.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.PolicyInForce;
import org.continuum.access.Relation;
import org.continuum.access.Relations;
import org.continuum.evidence.Sight;
import org.continuum.http.Problem;

/** Who may read what of the records that an answer rests on: what she reads where they are, and no more. */
@ApplicationScoped
class Readers {
    private final Relations relations;
    private final Sight sight;
    private final PolicyInForce inForce;

    Readers(Relations relations, Sight sight, PolicyInForce inForce) {
        this.relations = relations;
        this.sight = sight;
        this.inForce = inForce;
    }

    Reader of(Caller caller, UUID person) {
        return of(caller, relations.between(caller, person));
    }

    Reader of(Caller caller, Set<Relation> known) {
        return new Reader(sight.of(caller, known), inForce.lets("listLicenses", caller, known));
    }

    /**
     * A frozen answer is whole: it is for herself, for her licensing authority, and for whoever froze it when it saw all.
     *
     * @throws Problem "not found" for anybody else
     */
    Determination let(Caller caller, Determination frozen) {
        if (!frozen.organization().equals(caller.organization()) && !readsAll(caller, frozen.person())) {
            throw Problem.notFound();
        }
        return frozen;
    }

    boolean readsAll(Caller caller, UUID person) {
        Set<Relation> known = relations.between(caller, person);
        return known.contains(Relation.SELF) || known.contains(Relation.LICENSING_AUTHORITY);
    }
}
