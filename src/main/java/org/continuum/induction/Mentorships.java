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
import org.continuum.access.Parts;
import org.continuum.http.Problem;
import org.continuum.trail.Closures;
import org.continuum.trail.ServiceTime;

/** The mentorships. Every query names the person, by whom the table is kept. */
@ApplicationScoped
class Mentorships implements PanacheRepositoryBase<Mentorship, UUID>, Mentors {
    private final ServiceTime time;
    private final Parts parts;
    private final Closures closures;

    Mentorships(ServiceTime time, Parts parts, Closures closures) {
        this.time = time;
        this.parts = parts;
        this.closures = closures;
    }

    /** All in which the person has a mentor, in the order in which they began. */
    List<Mentorship> of(UUID person) {
        return find("person in ?1", Sort.by("startedOn", "id"), parts.of(person))
                .list();
    }

    @Override
    public Set<UUID> assigned(UUID employer, UUID mentor, Collection<UUID> people) {
        LocalDate today = LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
        List<UUID> herself = parts.of(mentor);
        if (!closures.among(herself).isEmpty() || hasLeft(employer, herself, today)) {
            return Set.of();
        }
        return people.stream()
                .filter(person -> isAssigned(employer, herself, parts.of(person), today))
                .collect(Collectors.toSet());
    }

    /** Whom it employed and does not any more. Who mentors without an employment does so for as long as she is assigned. */
    private boolean hasLeft(UUID employer, List<UUID> mentor, LocalDate today) {
        LocalDate last = getEntityManager()
                .createQuery(
                        "select max(coalesce(endedOn, ?3)) from Employment where person in ?1 and employer = ?2",
                        LocalDate.class)
                .setParameter(1, mentor)
                .setParameter(2, employer)
                .setParameter(3, today)
                .getSingleResult();
        return last != null && last.isBefore(today);
    }

    private boolean isAssigned(UUID employer, List<UUID> mentor, List<UUID> person, LocalDate today) {
        return count(
                        "from Mentorship m join Induction i on i.person = m.person and i.id = m.induction"
                                + " where m.person in ?1 and m.mentor in ?2 and i.employer = ?3 and m.startedOn <= ?4"
                                + " and (m.endedOn is null or m.endedOn >= ?4) and (i.endedOn is null or i.endedOn >= ?4)",
                        person,
                        mentor,
                        employer,
                        today)
                > 0;
    }

    /** The mentorship of the person's induction, or the problem that there is none. */
    Mentorship get(UUID person, UUID induction, UUID id) {
        return find("person in ?1 and induction = ?2 and id = ?3", parts.of(person), induction, id)
                .firstResultOptional()
                .orElseThrow(Problem::notFound);
    }

    /** In the order of ids, from the first after the given one. */
    List<Mentorship> list(UUID person, UUID induction, UUID after, int limit) {
        return find("person in ?1 and induction = ?2 and id > ?3", Sort.by("id"), parts.of(person), induction, after)
                .page(0, limit)
                .list();
    }
}
