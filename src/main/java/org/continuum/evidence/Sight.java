package org.continuum.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.continuum.access.Caller;
import org.continuum.access.Relation;
import org.continuum.access.Relations;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;

/**
 * Who may see which evidence, and who may add to it: the one place that says so.
 *
 * <p>A person sees all of her own record. An organization sees what it submitted itself. A licensing authority sees what
 * others submitted for licensure of people in its jurisdiction; growth evidence is behind the purpose wall and reaches
 * neither it nor another employer. What the person has let an organization see, it sees. A mentor sees evidence of growth
 * only, in whatever organization: what an employer keeps for licensure, such as a background check, is none of hers. She
 * signs as a mentor, and takes back what she has submitted herself, not what others of her organization have.
 */
@ApplicationScoped
public class Sight {
    private final Relations relations;
    private final EvidenceLog log;

    Sight(Relations relations, EvidenceLog log) {
        this.relations = relations;
        this.log = log;
    }

    /** Throws the problem "not found" where the caller has nothing to do with the person. */
    public Predicate<EvidenceRecord> of(Caller caller, UUID person) {
        Set<Relation> known = relations.between(caller, person);
        if (known.isEmpty()) {
            throw Problem.notFound();
        }
        return of(caller, known);
    }

    /** @param known what the caller is to the person */
    public Predicate<EvidenceRecord> of(Caller caller, Set<Relation> known) {
        boolean self = known.contains(Relation.SELF);
        boolean growth = self || known.contains(Relation.GROWTH_CONSENT);
        boolean licensure =
                self || known.contains(Relation.LICENSING_AUTHORITY) || known.contains(Relation.EVIDENCE_CONSENT);
        Predicate<EvidenceRecord> seen = each -> each.organization().equals(caller.organization())
                || (each.purpose() == Purpose.LICENSURE ? licensure : growth);
        return caller.mentor() != null ? seen.and(each -> each.purpose() == Purpose.GROWTH) : seen;
    }

    /** The record, if the caller may see it; otherwise the problem "not found". */
    EvidenceRecord get(Caller caller, UUID person, UUID id) {
        Predicate<EvidenceRecord> seen = of(caller, person);
        return log.find(person, id).filter(seen).orElseThrow(Problem::notFound);
    }

    /** The record, if it is the caller's own to add to. */
    EvidenceRecord getOwn(Caller caller, UUID person, UUID id) {
        EvidenceRecord found = get(caller, person, id);
        if (!found.organization().equals(caller.organization())) {
            throw new Problem(ProblemType.FORBIDDEN, "Only the organization that submitted a record adds to it.");
        }
        return found;
    }

    /** As above, to take it back. */
    EvidenceRecord getOwnToRetract(Caller caller, UUID person, UUID id) {
        EvidenceRecord found = getOwn(caller, person, id);
        if (caller.mentor() != null && !log.isByCaller(person, id)) {
            throw new Problem(ProblemType.FORBIDDEN, "A mentor takes back only what she has submitted herself.");
        }
        return found;
    }
}
