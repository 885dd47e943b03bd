package org.continuum.induction;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.continuum.access.Mentors;
import org.continuum.http.Problem;
import org.continuum.trail.ServiceTime;

/** The mentorships. Every query names the person, by whom the table is kept. */
@ApplicationScoped
class Mentorships implements PanacheRepositoryBase<Mentorship, UUID>, Mentors {
    private final ServiceTime time;

    Mentorships(ServiceTime time) {
        this.time = time;
    }

    /** All in which the person has a mentor, in the order in which they began. */
    List<Mentorship> of(UUID person) {
        return find("person", Sort.by("startedOn", "id"), person).list();
    }

    @Override
    public Set<UUID> assigned(UUID employer, UUID mentor, Collection<UUID> people) {
        LocalDate today = LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
        return find(
                        "select distinct m.person from Mentorship m join Induction i on i.person = m.person and i.id = m.induction"
                                + " where m.person in ?1 and m.mentor = ?2 and i.employer = ?3 and m.startedOn <= ?4"
                                + " and (m.endedOn is null or m.endedOn >= ?4)",
                        people,
                        mentor,
                        employer,
                        today)
                .project(UUID.class)
                .stream()
                .collect(Collectors.toSet());
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
