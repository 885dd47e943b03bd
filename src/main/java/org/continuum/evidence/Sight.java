package org.continuum.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.continuum.access.Caller;
import org.continuum.access.Relation;
import org.continuum.access.Relations;
import org.continuum.access.Role;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;

/**
 * Who may see which evidence, and who may add to it: the one place that says so.
 *
 * <p>A person sees all of her own record. An organization sees what it submitted itself. A licensing authority sees what
 * others submitted for licensure of people in its jurisdiction; growth evidence is behind the purpose wall and reaches
 * neither it nor another employer. What the person has let an organization see, it sees. A mentor sees evidence of growth
 * only, in whatever organization: what an employer keeps for licensure, such as a background check, is none of hers.
 */
@ApplicationScoped
public class Sight {
    /** The other roles in which an organization reads evidence. */
    private static final Set<String> BEYOND_MENTORING = Set.of(
            Role.PROGRAM_SUBMITTER,
            Role.PROGRAM_ADMINISTRATOR,
            Role.BOARD_ANALYST,
            Role.BOARD_DECIDER,
            Role.DISTRICT_HR);

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
        return mentorsOnly(caller) ? seen.and(each -> each.purpose() == Purpose.GROWTH) : seen;
    }

    private static boolean mentorsOnly(Caller caller) {
        return caller.roles().contains(Role.MENTOR) && Collections.disjoint(caller.roles(), BEYOND_MENTORING);
    }

    /** The record, if the caller may see it; otherwise the problem "not found". */
    EvidenceRecord get(Caller caller, UUID person, UUID id) {
        return log.find(person, id).filter(of(caller, person)).orElseThrow(Problem::notFound);
    }

    /** The record, if it is the caller's own to add to. */
    EvidenceRecord getOwn(Caller caller, UUID person, UUID id) {
        EvidenceRecord found = get(caller, person, id);
        if (!found.organization().equals(caller.organization())) {
            throw new Problem(ProblemType.FORBIDDEN, "Only the organization that submitted a record adds to it.");
        }
        return found;
    }
}
