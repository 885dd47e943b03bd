package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.jspecify.annotations.Nullable;

/** Begins a person's record. */
@ApplicationScoped
public class RegisterPerson {
    private final Idempotency idempotency;
    private final People people;
    private final Directory directory;
    private final Identification identification;
    private final Journal journal;

    RegisterPerson(
            Idempotency idempotency,
            People people,
            Directory directory,
            Identification identification,
            Journal journal) {
        this.idempotency = idempotency;
        this.people = people;
        this.directory = directory;
        this.identification = identification;
        this.journal = journal;
    }

    @Act
    public Recorded register(Caller caller, PersonDetails details, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            Person person = new Person(details, caller.organization());
            identification.identify(person.id(), details);
            people.persistAndFlush(person);
            PersonView view = PersonView.of(person, directory.of(person.id()));
            return new Recorded(person.id(), journal.note("person.created", person.id(), person.id(), view, Map.of()));
        });
    }
}
