package org.continuum.induction;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.people.Journal;
import org.continuum.people.People;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.jspecify.annotations.Nullable;

/** An employer gives a new teacher a mentor. */
@ApplicationScoped
class AssignMentor {
    private final Idempotency idempotency;
    private final People people;
    private final Inductions inductions;
    private final Mentoring mentoring;
    private final Mentorships mentorships;
    private final Journal journal;

    AssignMentor(
            Idempotency idempotency,
            People people,
            Inductions inductions,
            Mentoring mentoring,
            Mentorships mentorships,
            Journal journal) {
        this.idempotency = idempotency;
        this.people = people;
        this.inductions = inductions;
        this.mentoring = mentoring;
        this.mentorships = mentorships;
        this.journal = journal;
    }

    @Act
    public Recorded assign(
            Caller caller, UUID person, UUID induction, MentorshipDetails details, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            people.lock(person);
            Induction within = inductions.get(caller, person, induction);
            mentoring.check(caller, within, null, details);
            Mentorship mentorship = new Mentorship(within, details);
            mentorships.persistAndFlush(mentorship);
            return new Recorded(
                    mentorship.id,
                    journal.note(
                            "mentorship.assigned",
                            within.person,
                            mentorship.id,
                            MentorshipView.of(mentorship),
                            Map.of("induction", induction, "mentor", mentorship.mentor)));
        });
    }
}
