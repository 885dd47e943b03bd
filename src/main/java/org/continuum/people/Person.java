package org.continuum.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/**
 * The human whose record it all is. Candidate, educator and mentor are what a person is at times. What she is called is kept
 * sealed.
 */
@Entity
public class Person {
    @Id
    @Column(name = "person_id")
    UUID id;

    /** Sealed; {@link Names} opens it. */
    byte[] details;

    @Column(name = "registered_by", updatable = false)
    UUID registeredBy;

    /** Counts the changes; acts compare it under a lock on the row, so Hibernate need not. */
    long version = 1;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected Person() {}

    Person(UUID id, byte[] details, UUID registeredBy) {
        this.id = id;
        this.details = details;
        this.registeredBy = registeredBy;
    }

    void change(byte[] changed) {
        details = changed;
        version++;
    }

    public UUID id() {
        return id;
    }
}
