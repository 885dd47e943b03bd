package org.continuum.people;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Parts;
import org.continuum.http.Problem;

/** The persons. */
@ApplicationScoped
public class People implements PanacheRepositoryBase<Person, UUID> {
    private final Parts parts;

    People(Parts parts) {
        this.parts = parts;
    }

    /** The person, or the problem that there is none. */
    public Person get(UUID id) {
        return findByIdOptional(id).orElseThrow(Problem::notFound);
    }

    /** As {@link #get}, for a change of the person or of what belongs to the person: others who want that wait. */
    public Person lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(Problem::notFound);
    }

    /** As {@link #lock}; throws the problem "conflict" if another id has come to stand for her since the request was let in. */
    public Person lockSurvivor(UUID id) {
        Person person = lock(id);
        parts.requireSurvivor(id);
        return person;
    }

    /** Those of the ids that exist, in the order of ids. */
    List<Person> list(Collection<UUID> ids) {
        return find("id in ?1", Sort.by("id"), ids).list();
    }
}
