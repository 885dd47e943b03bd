package org.continuum.feed;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.http.Problem;

/** The subscriptions, each organization's own; another's is answered as one that does not exist. */
@ApplicationScoped
class Subscriptions implements PanacheRepositoryBase<Subscription, UUID> {
    Subscription get(Caller caller, UUID id) {
        return own(caller, findByIdOptional(id));
    }

    /** As {@link #get}, for a change: others who want to change it wait. */
    Subscription lock(Caller caller, UUID id) {
        return own(caller, findLocked(id));
    }

    /** Whoever's it is. */
    Optional<Subscription> findLocked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** In the order of ids, from the first after the given one. */
    List<Subscription> list(Caller caller, UUID after, int limit) {
        return find("organization = ?1 and id > ?2", Sort.by("id"), caller.organization(), after)
                .page(0, limit)
                .list();
    }

    /** Until the act ends, nobody adds one to them. */
    long countAlone(Caller caller) {
        getEntityManager()
                .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?1, 0))")
                .setParameter(1, "subscriptions of " + caller.organization())
                .getSingleResult();
        return count("organization", caller.organization());
    }

    private static Subscription own(Caller caller, Optional<Subscription> found) {
        return found.filter(each -> each.organization.equals(caller.organization()))
                .orElseThrow(Problem::notFound);
    }
}
