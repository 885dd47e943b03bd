package org.continuum.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.continuum.http.Ids;
import org.jspecify.annotations.Nullable;

/** The human whose record it all is. Candidate, educator and mentor are what a person is at times. */
@Entity
public class Person {
    @Id
    @Column(name = "person_id")
    UUID id;

    @Column(name = "given_name")
    String givenName;

    @Column(name = "family_name")
    String familyName;

    @Column(name = "birth_date")
    @Nullable
    LocalDate birthDate;

    @Column(name = "registered_by", updatable = false)
    UUID registeredBy;

    /** Counts the changes; acts compare it under a lock on the row, so Hibernate need not. */
    long version = 1;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway.Init")
    protected Person() {}

    Person(PersonDetails details, UUID registeredBy) {
        id = Ids.next();
        givenName = details.givenName();
        familyName = details.familyName();
        birthDate = details.birthDate();
        this.registeredBy = registeredBy;
    }

    void change(PersonDetails details) {
        givenName = details.givenName();
        familyName = details.familyName();
        birthDate = details.birthDate();
        version++;
    }

    public UUID id() {
        return id;
    }

    public String givenName() {
        return givenName;
    }

    public String familyName() {
        return familyName;
    }

    public Optional<LocalDate> birthDate() {
        return Optional.ofNullable(birthDate);
    }
}
