package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Parts;
import org.continuum.access.Relations;
import org.continuum.http.Problem;
import org.continuum.trail.Deactivations;
import org.jspecify.annotations.Nullable;

/**
 * Organizations that begin a relation with a person to whom they are nothing yet. Her id lets none of them in, since ids stand in
 * addresses, exports and logs: whoever has to do with her knows what somebody calls her, and when she was born.
 */
@ApplicationScoped
class Strangers {
    private final Relations relations;
    private final People people;
    private final Parts parts;
    private final Names names;
    private final Deactivations deactivations;
    private final Guesses guesses;

    Strangers(
            Relations relations,
            People people,
            Parts parts,
            Names names,
            Deactivations deactivations,
            Guesses guesses) {
        this.relations = relations;
        this.people = people;
        this.parts = parts;
        this.names = names;
        this.deactivations = deactivations;
        this.guesses = guesses;
    }

    /** Asked before a grant is added. */
    boolean include(Caller caller, UUID person) {
        return relations.between(caller, person).isEmpty();
    }

    /**
     * The person, locked. The grant has been added, without which the database would show nothing of her; whatever is wrong is
     * answered as an unknown id is, and the grant is gone with the act.
     */
    Person recognize(Caller caller, UUID person, @Nullable KnownBy by) {
        return guesses.judge(caller, by == null ? Optional.empty() : find(person, by));
    }

    /** A merged record is identified by what stands on the one that it is part of. */
    private Optional<Person> find(UUID id, KnownBy by) {
        try {
            Person person = people.lock(id);
            deactivations.refuse(id);
            PersonDetails details = names.open(people.get(parts.survivor(id)));
            return by.means(details) ? Optional.of(person) : Optional.empty();
        } catch (Problem unknownOrClosed) {
            return Optional.empty();
        }
    }
}
