package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Version;
import org.jspecify.annotations.Nullable;

/** Corrects a person's name, date of birth or identifiers. */
@ApplicationScoped
public class ChangePerson {
    private final People people;
    private final Names names;
    private final Identification identification;
    private final Marks marks;
    private final Journal journal;

    ChangePerson(People people, Names names, Identification identification, Marks marks, Journal journal) {
        this.people = people;
        this.names = names;
        this.identification = identification;
        this.marks = marks;
        this.journal = journal;
    }

    @Act
    public Versioned<PersonView> change(Caller caller, UUID id, @Nullable String ifMatch, PersonDetails details) {
        Person person = people.lockSurvivor(id);
        Version.require(ifMatch, person.version);
        identification.identify(caller, id, names.open(person).identifiers(), details);
        marks.put(person, details);
        person.change(names.seal(id, details));
        people.flush();
        journal.note("person.changed", id, id, person.details, Map.of());
        return new Versioned<>(PersonView.of(id, details), person.version);
    }
}
