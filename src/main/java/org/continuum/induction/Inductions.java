package org.continuum.induction;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Parts;
import org.continuum.http.Problem;

/**
 * The inductions. Every query names the person, by whom the table is kept.
 *
 * <p>Each employer runs its own, and neither it nor its mentors see another's; the person sees all of hers.
 */
@ApplicationScoped
class Inductions implements PanacheRepositoryBase<Induction, UUID> {
    private static final String SEEN = "person in ?1 and (employer = ?2 or ?3 = true)";

    private final Parts parts;

    Inductions(Parts parts) {
        this.parts = parts;
    }

    /** Those of a person that the caller sees, in the order in which they began. */
    List<Induction> of(Caller caller, UUID person) {
        return find(SEEN, Sort.by("startedOn", "id"), parts.of(person), caller.organization(), caller.isPerson())
                .list();
    }

    /** The person's induction, or the problem that there is none for the caller. */
    Induction get(Caller caller, UUID person, UUID id) {
        return find(SEEN + " and id = ?4", parts.of(person), caller.organization(), caller.isPerson(), id)
                .firstResultOptional()
                .orElseThrow(Problem::notFound);
    }

    /** In the order of ids, from the first after the given one. */
    List<Induction> list(Caller caller, UUID person, UUID after, int limit) {
        return find(
                        SEEN + " and id > ?4",
                        Sort.by("id"),
                        parts.of(person),
                        caller.organization(),
                        caller.isPerson(),
                        after)
                .page(0, limit)
                .list();
    }
}
