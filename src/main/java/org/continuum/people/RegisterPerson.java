package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Receipt;
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
    private final Grants grants;
    private final Journal journal;

    RegisterPerson(
            Idempotency idempotency,
            People people,
            Directory directory,
            Identification identification,
            Grants grants,
            Journal journal) {
        this.idempotency = idempotency;
        this.people = people;
        this.directory = directory;
        this.identification = identification;
        this.grants = grants;
        this.journal = journal;
    }

    @Act
    public Recorded register(Caller caller, PersonDetails details, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            Person person = new Person(details, caller.organization());
            people.persistAndFlush(person);
            List<Grant> given = grants.relate(person.id(), caller.organization(), GrantRelation.REGISTRAR, person.id());
            identification.identify(person.id(), details);
            PersonView view = PersonView.of(person, directory.of(person.id()));
            Receipt receipt = journal.note("person.created", person.id(), person.id(), view, Map.of());
            grants.note(given);
            return new Recorded(person.id(), receipt);
        });
    }
}
