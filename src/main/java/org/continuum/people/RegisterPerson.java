package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Ids;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Receipt;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.vault.PersonKeys;
import org.jspecify.annotations.Nullable;

/** Begins a person's record. */
@ApplicationScoped
public class RegisterPerson {
    private final Idempotency idempotency;
    private final People people;
    private final PersonKeys keys;
    private final Names names;
    private final Identification identification;
    private final Marks marks;
    private final Grants grants;
    private final Journal journal;

    RegisterPerson(
            Idempotency idempotency,
            People people,
            PersonKeys keys,
            Names names,
            Identification identification,
            Marks marks,
            Grants grants,
            Journal journal) {
        this.idempotency = idempotency;
        this.people = people;
        this.keys = keys;
        this.names = names;
        this.identification = identification;
        this.marks = marks;
        this.grants = grants;
        this.journal = journal;
    }

    @Act
    public Recorded register(Caller caller, PersonDetails details, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            UUID id = Ids.next();
            List<Grant> given = grants.relate(id, caller.organization(), GrantRelation.REGISTRAR, id);
            keys.make(id);
            Person person = new Person(id, names.seal(id, details), caller.organization());
            people.persistAndFlush(person);
            identification.identify(caller, id, List.of(), details);
            marks.put(person, details);
            Receipt receipt = journal.note("person.created", id, id, person.details, Map.of());
            grants.note(given);
            return new Recorded(id, receipt);
        });
    }
}
