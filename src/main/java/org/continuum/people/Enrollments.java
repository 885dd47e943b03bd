package org.continuum.people;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Parts;
import org.continuum.http.Problem;

/** The enrollments. Every query names the person, by whom the table is kept. */
@ApplicationScoped
public class Enrollments implements PanacheRepositoryBase<Enrollment, UUID> {
    private final Parts parts;

    Enrollments(Parts parts) {
        this.parts = parts;
    }

    /** All of a person's enrollments, in the order in which they began. */
    public List<Enrollment> of(UUID person) {
        return find("person in ?1", Sort.by("startedOn", "id"), parts.of(person))
                .list();
    }

    /** The person's enrollment, or the problem that there is none. */
    public Enrollment get(UUID person, UUID id) {
        return find("person in ?1 and id = ?2", parts.of(person), id)
                .firstResultOptional()
                .orElseThrow(Problem::notFound);
    }

    /** In the order of ids, from the first after the given one. */
    List<Enrollment> list(UUID person, UUID after, int limit) {
        return find("person in ?1 and id > ?2", Sort.by("id"), parts.of(person), after)
                .page(0, limit)
                .list();
    }
}
