package org.continuum.induction;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Relation;
import org.continuum.access.Relations;
import org.continuum.http.Problem;

/**
 * Who sees what of the continuum and of inductions: the one place that says so, by relation.
 *
 * <p>Evidence is not in the table: which of it anybody sees, evidence itself says. A preparation provider sees its own
 * submissions and never an employer's growth evidence; an employer sees its own and never how somebody was prepared, only
 * the status that came of it. Of employments and inductions it sees its own as well, and no other employer's.
 */
@ApplicationScoped
class WhoSees {
    private static final Map<Relation, Set<ContinuumPart>> SEEN = Map.of(
            Relation.SELF,
            EnumSet.allOf(ContinuumPart.class),
            Relation.REGISTRAR,
            EnumSet.noneOf(ContinuumPart.class),
            Relation.PREPARATION_PROVIDER,
            EnumSet.of(
                    ContinuumPart.ENROLLMENTS,
                    ContinuumPart.DETERMINATIONS,
                    ContinuumPart.DECISIONS,
                    ContinuumPart.LICENSES),
            Relation.LICENSING_AUTHORITY,
            EnumSet.of(
                    ContinuumPart.ENROLLMENTS,
                    ContinuumPart.DETERMINATIONS,
                    ContinuumPart.DECISIONS,
                    ContinuumPart.LICENSES,
                    ContinuumPart.EMPLOYMENTS),
            Relation.EMPLOYER,
            EnumSet.of(ContinuumPart.LICENSES, ContinuumPart.EMPLOYMENTS, ContinuumPart.INDUCTIONS));

    private final Relations relations;

    WhoSees(Relations relations) {
        this.relations = relations;
    }

    /** The parts of the person's continuum; the problem "not found" where they have nothing to do with each other. */
    Set<ContinuumPart> parts(Caller caller, UUID person) {
        Set<Relation> known = relations.between(caller, person);
        if (known.isEmpty()) {
            throw Problem.notFound();
        }
        Set<ContinuumPart> parts = EnumSet.noneOf(ContinuumPart.class);
        known.forEach(relation -> parts.addAll(SEEN.getOrDefault(relation, Set.of())));
        return parts;
    }
}
