package org.continuum.induction;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Parts;
import org.continuum.access.Relation;
import org.continuum.access.Relations;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.jspecify.annotations.Nullable;

/** What must hold of a mentorship, whether it is assigned or changed. */
@ApplicationScoped
class Mentoring {
    private final Relations relations;
    private final Parts parts;
    private final Mentorships mentorships;

    Mentoring(Relations relations, Parts parts, Mentorships mentorships) {
        this.relations = relations;
        this.parts = parts;
        this.mentorships = mentorships;
    }

    /**
     * Throws everything that is wrong. One may have several mentors at a time, but none twice, by whichever of her ids. Only
     * a merge may come to that, which asks no employer; what overlaps since then is changed and ended all the same.
     *
     * @param changed the mentorship that is changed; null when one is assigned
     */
    void check(Caller caller, Induction induction, @Nullable Mentorship changed, MentorshipDetails details) {
        List<Violation> wrong = new ArrayList<>();
        List<UUID> mentor = parts.of(details.mentor());
        if (changed == null && mentor.contains(induction.person)) {
            wrong.add(new Violation("/mentor", "Nobody mentors oneself.", "Name another person."));
        } else if (changed != null && !mentor.contains(changed.mentor)) {
            wrong.add(new Violation(
                    "/mentor", "A mentorship's mentor never changes.", "End this one and assign another."));
        } else if (!knows(caller, details.mentor(), changed == null)) {
            wrong.add(new Violation(
                    "/mentor", "Nobody whom your organization knows.", "Name a person in your employment."));
        }
        if (outside(induction, details.startedOn())) {
            wrong.add(new Violation("/startedOn", "Outside of the induction.", "Send a day within it."));
        }
        if (details.endedOn() != null && details.endedOn().isBefore(details.startedOn())) {
            wrong.add(new Violation("/endedOn", "Before startedOn.", "Send the last day, or leave it out."));
        } else if (details.endedOn() != null && outside(induction, details.endedOn())) {
            wrong.add(new Violation("/endedOn", "Outside of the induction.", "Send a day within it."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.unacceptable(wrong);
        }
        if (mentorships.of(induction.person).stream()
                .filter(other -> other.induction.equals(induction.id) && mentor.contains(other.mentor))
                .filter(other -> changed == null
                        || !Inducting.overlap(other.startedOn, other.endedOn, changed.startedOn, changed.endedOn))
                .anyMatch(other ->
                        Inducting.overlap(other.startedOn, other.endedOn, details.startedOn(), details.endedOn()))) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Nothing was recorded; see errors.",
                    List.of(new Violation(
                            "/startedOn",
                            "The mentor is assigned at the time already.",
                            "End the earlier mentorship, or correct the days.")));
        }
    }

    /** @param now whether it has to be now, or may have been once */
    private boolean knows(Caller caller, UUID mentor, boolean now) {
        Set<Relation> known = relations.of(caller, Set.of(mentor)).getOrDefault(mentor, Set.of());
        return now ? known.stream().anyMatch(each -> each != Relation.FORMER) : !known.isEmpty();
    }

    private static boolean outside(Induction induction, LocalDate day) {
        return day.isBefore(induction.startedOn) || induction.endedOn != null && day.isAfter(induction.endedOn);
    }
}
