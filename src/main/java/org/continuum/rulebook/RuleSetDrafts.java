package org.continuum.rulebook;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.http.Problem;

/** The drafts; each organization has its own and sees no other's. */
@ApplicationScoped
class RuleSetDrafts implements PanacheRepositoryBase<RuleSetDraft, UUID> {
    private static final String OWN = "organization = ?1 and id = ?2";

    /** The caller's organization's draft, or the problem "not found". */
    RuleSetDraft get(Caller caller, UUID id) {
        return find(OWN, caller.organization(), id).singleResultOptional().orElseThrow(Problem::notFound);
    }

    /** As {@link #get}, for a change: others who want to change it wait. */
    RuleSetDraft lock(Caller caller, UUID id) {
        return find(OWN, caller.organization(), id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .singleResultOptional()
                .orElseThrow(Problem::notFound);
    }

    /** In the order of ids, from the first after the given one. */
    List<RuleSetDraft> list(Caller caller, UUID after, int limit) {
        return find("organization = ?1 and id > ?2", Sort.by("id"), caller.organization(), after)
                .page(0, limit)
                .list();
    }
}
