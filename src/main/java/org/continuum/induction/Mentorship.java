package org.continuum.induction;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.UUID;
import org.continuum.http.Ids;
import org.hibernate.annotations.PartitionKey;
import org.jspecify.annotations.Nullable;

/** The time in which one person is another's mentor, within an induction. */
@Entity
public class Mentorship {
    @Id
    UUID id;

    @PartitionKey
    @Column(name = "person_id", updatable = false)
    UUID person;

    @Column(name = "induction_id", updatable = false)
    UUID induction;

    @Column(name = "mentor_id", updatable = false)
    UUID mentor;

    @Column(name = "started_on")
    LocalDate startedOn;

    @Column(name = "ended_on")
    @Nullable
    LocalDate endedOn;

    /** Counts the changes; acts compare it under a lock on the person, so Hibernate need not. */
    long version = 1;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected Mentorship() {}

    Mentorship(Induction induction, MentorshipDetails details) {
        id = Ids.next();
        person = induction.person;
        this.induction = induction.id;
        mentor = details.mentor();
        startedOn = details.startedOn();
        endedOn = details.endedOn();
    }

    void change(MentorshipDetails details) {
        startedOn = details.startedOn();
        endedOn = details.endedOn();
        version++;
    }
}
