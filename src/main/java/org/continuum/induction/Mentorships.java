package org.continuum.induction;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.continuum.http.Problem;

/** The mentorships. Every query names the person, by whom the table is kept. */
@ApplicationScoped
class Mentorships implements PanacheRepositoryBase<Mentorship, UUID> {
    /** All in which the person has a mentor, in the order in which they began. */
    List<Mentorship> of(UUID person) {
        return find("person", Sort.by("startedOn", "id"), person).list();
    }

    /** The mentorship of the person's induction, or the problem that there is none. */
    Mentorship get(UUID person, UUID induction, UUID id) {
        return find("person = ?1 and induction = ?2 and id = ?3", person, induction, id)
                .firstResultOptional()
                .orElseThrow(Problem::notFound);
    }

    /** In the order of ids, from the first after the given one. */
    List<Mentorship> list(UUID person, UUID induction, UUID after, int limit) {
        return find("person = ?1 and induction = ?2 and id > ?3", Sort.by("id"), person, induction, after)
                .page(0, limit)
                .list();
    }
}
