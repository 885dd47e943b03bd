package org.continuum.people;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Parts;
import org.continuum.access.Relation;
import org.continuum.access.Relations;
import org.continuum.http.Problem;

/**
 * The enrollments. Every query names the person, by whom the table is kept.
 *
 * <p>A provider from which she has long been gone sees its own, and does not learn where else she is or was enrolled.
 */
@ApplicationScoped
public class Enrollments implements PanacheRepositoryBase<Enrollment, UUID> {
    private static final Set<Relation> SEE_ALL =
            Set.of(Relation.SELF, Relation.REGISTRAR, Relation.PREPARATION_PROVIDER, Relation.LICENSING_AUTHORITY);

    private static final String SEEN =
            "person in ?1 and (program in (select p.id from Program p where p.provider = ?2) or ?3 = true)";

    private final Parts parts;
    private final Relations relations;

    Enrollments(Parts parts, Relations relations) {
        this.parts = parts;
        this.relations = relations;
    }

    /** All of a person's enrollments, in the order in which they began. */
    public List<Enrollment> of(UUID person) {
        return find("person in ?1", Sort.by("startedOn", "id"), parts.of(person))
                .list();
    }

    /** The person's enrollment, or the problem that there is none for the caller. */
    Enrollment get(Caller caller, UUID person, UUID id) {
        return find(SEEN + " and id = ?4", parts.of(person), caller.organization(), seesAll(caller, person), id)
                .firstResultOptional()
                .orElseThrow(Problem::notFound);
    }

    /** In the order of ids, from the first after the given one. */
    List<Enrollment> list(Caller caller, UUID person, UUID after, int limit) {
        return find(
                        SEEN + " and id > ?4",
                        Sort.by("id"),
                        parts.of(person),
                        caller.organization(),
                        seesAll(caller, person),
                        after)
                .page(0, limit)
                .list();
    }

    private boolean seesAll(Caller caller, UUID person) {
        return !Collections.disjoint(relations.between(caller, person), SEE_ALL);
    }
}
