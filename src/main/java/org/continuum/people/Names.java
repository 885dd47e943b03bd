package org.continuum.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.vault.MasterKeys;
import org.continuum.vault.PersonKey;
import org.continuum.vault.PersonKeys;

/** What persons are called, when they were born and what identifies them: sealed where it is kept, opened to be read. */
@ApplicationScoped
class Names {
    private static final String COLUMN = "person.details";

    private final PersonKeys keys;
    private final MasterKeys masters;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    Names(PersonKeys keys, MasterKeys masters, ObjectMapper json) {
        this.keys = keys;
        this.masters = masters;
        this.reader = json.readerFor(PersonDetails.class);
        this.writer = json.writerFor(PersonDetails.class);
    }

    byte[] seal(UUID person, PersonDetails details) {
        try {
            return keys.of(person).seal(writer.writeValueAsBytes(details), COLUMN, person);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Details can always be written", e);
        }
    }

    /** Throws the problem "erased" where nobody can. */
    PersonDetails open(Person person) {
        return open(keys.of(person.id()), person.id(), person.details);
    }

    /** Of somebody whom the database does not show to the caller. */
    PersonDetails open(Directory.SealedPerson person) {
        return open(masters.unwrap(person.id(), person.wrapped()), person.id(), person.details());
    }

    /** As they read; whoever has been erased is missing. */
    List<PersonView> views(Collection<Person> people) {
        Map<UUID, PersonKey> found = keys.of(people.stream().map(Person::id).toList());
        List<PersonView> views = new ArrayList<>();
        for (Person each : people) {
            PersonKey key = found.get(each.id());
            if (key != null) {
                views.add(PersonView.of(each.id(), open(key, each.id(), each.details)));
            }
        }
        return views;
    }

    private PersonDetails open(PersonKey key, UUID person, byte[] details) {
        try {
            return reader.readValue(key.open(details, COLUMN, person));
        } catch (IOException e) {
            throw new UncheckedIOException("The details are not what was written", e);
        }
    }
}
