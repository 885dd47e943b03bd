package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.access.Relations;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Version;
import org.jspecify.annotations.Nullable;

/** Corrects a person's name, date of birth or identifiers. */
@ApplicationScoped
public class ChangePerson {
    private final People people;
    private final Relations relations;
    private final Directory directory;
    private final Identification identification;
    private final Journal journal;

    ChangePerson(
            People people, Relations relations, Directory directory, Identification identification, Journal journal) {
        this.people = people;
        this.relations = relations;
        this.directory = directory;
        this.identification = identification;
        this.journal = journal;
    }

    @Act
    public Versioned<PersonView> change(Caller caller, UUID id, @Nullable String ifMatch, PersonDetails details) {
        Person person = people.lock(id);
        if (relations.between(caller.organization(), id).isEmpty()) {
            throw new Problem(
                    ProblemType.FORBIDDEN, "Organizations that have to do with a person change the person's details.");
        }
        Version.require(ifMatch, person.version);
        identification.identify(id, details);
        person.change(details);
        people.flush();
        PersonView view = PersonView.of(person, directory.of(id));
        journal.note("person.changed", id, id, view, Map.of());
        return new Versioned<>(view, person.version);
    }
}
