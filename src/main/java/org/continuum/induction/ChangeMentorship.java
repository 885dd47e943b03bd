package org.continuum.induction;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Version;
import org.continuum.people.Journal;
import org.continuum.people.People;
import org.continuum.people.Versioned;
import org.jspecify.annotations.Nullable;

/** Ends a mentorship or corrects it. */
@ApplicationScoped
class ChangeMentorship {
    private final People people;
    private final Inductions inductions;
    private final Mentoring mentoring;
    private final Mentorships mentorships;
    private final Journal journal;

    ChangeMentorship(
            People people, Inductions inductions, Mentoring mentoring, Mentorships mentorships, Journal journal) {
        this.people = people;
        this.inductions = inductions;
        this.mentoring = mentoring;
        this.mentorships = mentorships;
        this.journal = journal;
    }

    @Act
    public Versioned<MentorshipView> change(
            Caller caller, UUID person, UUID induction, UUID id, @Nullable String ifMatch, MentorshipDetails details) {
        people.lockSurvivor(person);
        Induction within = inductions.get(caller, person, induction);
        Mentorship mentorship = mentorships.get(person, induction, id);
        Version.require(ifMatch, mentorship.version);
        mentoring.check(caller, within, mentorship, details);
        boolean ends = mentorship.endedOn == null && details.endedOn() != null;
        mentorship.change(details);
        mentorships.flush();
        MentorshipView view = MentorshipView.of(mentorship);
        journal.note(
                ends ? "mentorship.ended" : "mentorship.changed",
                within.person,
                id,
                view,
                Map.of("induction", induction, "mentor", mentorship.mentor));
        return new Versioned<>(view, mentorship.version);
    }
}
