package org.continuum.people;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.continuum.http.Problem;
import org.jspecify.annotations.Nullable;

/** The organizations. */
@ApplicationScoped
public class Organizations implements PanacheRepositoryBase<Organization, UUID> {
    /** The organization, or the problem that there is none. */
    public Organization get(UUID id) {
        return findByIdOptional(id).orElseThrow(Problem::notFound);
    }

    /** The organization if it exists and is of the kind. */
    public Optional<Organization> find(UUID id, OrganizationKind kind) {
        return findByIdOptional(id).filter(organization -> organization.kind() == kind);
    }

    /** As {@link #find(UUID, OrganizationKind)}, and others who lock it wait. */
    Optional<Organization> findLocked(UUID id, OrganizationKind kind) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).filter(organization -> organization.kind() == kind);
    }

    /** As {@link #get}, for a change: others who want to change it wait. */
    Organization lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(Problem::notFound);
    }

    /** In the order of ids, from the first after the given one. */
    List<Organization> list(@Nullable OrganizationKind kind, @Nullable String jurisdiction, UUID after, int limit) {
        return find(
                        "id > ?1 and (?2 is null or kind = ?2) and (?3 is null or jurisdiction = ?3)",
                        Sort.by("id"),
                        after,
                        kind,
                        jurisdiction)
                .page(0, limit)
                .list();
    }
}
