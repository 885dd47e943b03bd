package org.continuum.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.continuum.http.Ids;
import org.hibernate.annotations.PartitionKey;
import org.jspecify.annotations.Nullable;

/** A person's time in a preparation program. */
@Entity
public class Enrollment {
    @Id
    UUID id;

    @PartitionKey
    @Column(name = "person_id", updatable = false)
    UUID person;

    @Column(name = "program_id", updatable = false)
    UUID program;

    @Column(name = "started_on")
    LocalDate startedOn;

    @Column(name = "ended_on")
    @Nullable
    LocalDate endedOn;

    @Enumerated(EnumType.STRING)
    @Nullable
    Outcome outcome;

    /** Counts the changes; acts compare it under a lock on the person, so Hibernate need not. */
    long version = 1;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected Enrollment() {}

    Enrollment(UUID person, EnrollmentDetails details) {
        id = Ids.next();
        this.person = person;
        program = details.program();
        startedOn = details.startedOn();
        endedOn = details.endedOn();
        outcome = details.outcome();
    }

    void change(EnrollmentDetails details) {
        startedOn = details.startedOn();
        endedOn = details.endedOn();
        outcome = details.outcome();
        version++;
    }

    public UUID id() {
        return id;
    }

    public UUID person() {
        return person;
    }

    public UUID program() {
        return program;
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

    public Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }
}
