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

/** The preparation programs. */
@ApplicationScoped
public class Programs implements PanacheRepositoryBase<Program, UUID> {
    /** The program, or the problem that there is none. */
    public Program get(UUID id) {
        return findByIdOptional(id).orElseThrow(Problem::notFound);
    }

    /** As {@link #get}, for a change: others who want to change it wait. */
    Program lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(Problem::notFound);
    }

    Optional<Program> find(UUID provider, String code) {
        return find("provider = ?1 and code = ?2", provider, code).firstResultOptional();
    }

    /** In the order of ids, from the first after the given one. */
    List<Program> list(@Nullable UUID provider, UUID after, int limit) {
        return find("id > ?1 and (?2 is null or provider = ?2)", Sort.by("id"), after, provider)
                .page(0, limit)
                .list();
    }
}
