package org.continuum.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.continuum.http.Ids;
import org.hibernate.annotations.PartitionKey;
import org.jspecify.annotations.Nullable;

/** A person's time with an employer. */
@Entity
public class Employment {
    @Id
    UUID id;

    @PartitionKey
    @Column(name = "person_id", updatable = false)
    UUID person;

    @Column(name = "employer_id", updatable = false)
    UUID employer;

    @Column(name = "started_on")
    LocalDate startedOn;

    @Column(name = "ended_on")
    @Nullable
    LocalDate endedOn;

    @Nullable
    String position;

    /** Counts the changes; acts compare it under a lock on the person, so Hibernate need not. */
    long version = 1;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected Employment() {}

    Employment(UUID person, EmploymentDetails details) {
        id = Ids.next();
        this.person = person;
        employer = details.employer();
        startedOn = details.startedOn();
        endedOn = details.endedOn();
        position = details.position();
    }

    void change(EmploymentDetails details) {
        startedOn = details.startedOn();
        endedOn = details.endedOn();
        position = details.position();
        version++;
    }

    public UUID id() {
        return id;
    }

    public UUID person() {
        return person;
    }

    public UUID employer() {
        return employer;
    }

    public LocalDate startedOn() {
        return startedOn;
    }

    Period period() {
        return new Period(startedOn, endedOn);
    }

    /** The last day; empty while it goes on. */
    public Optional<LocalDate> endedOn() {
        return Optional.ofNullable(endedOn);
    }
}
