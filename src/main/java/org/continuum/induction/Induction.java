package org.continuum.induction;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.UUID;
import org.continuum.http.Ids;
import org.hibernate.annotations.PartitionKey;
import org.jspecify.annotations.Nullable;

/** A new teacher's guided first time with an employer. */
@Entity
public class Induction {
    @Id
    UUID id;

    @PartitionKey
    @Column(name = "person_id", updatable = false)
    UUID person;

    @Column(name = "employer_id", updatable = false)
    UUID employer;

    @Column(name = "employment_id", updatable = false)
    UUID employment;

    @Column(name = "license_id")
    @Nullable
    UUID license;

    @Column(name = "started_on")
    LocalDate startedOn;

    @Column(name = "ended_on")
    @Nullable
    LocalDate endedOn;

    /** Counts the changes; acts compare it under a lock on the person, so Hibernate need not. */
    long version = 1;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected Induction() {}

    Induction(UUID person, UUID employer, UUID employment, InductionDetails details) {
        id = Ids.next();
        this.person = person;
        this.employer = employer;
        this.employment = employment;
        license = details.license();
        startedOn = details.startedOn();
        endedOn = details.endedOn();
    }

    void change(InductionDetails details) {
        license = details.license();
        startedOn = details.startedOn();
        endedOn = details.endedOn();
        version++;
    }
}
