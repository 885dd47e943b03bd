package org.continuum.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.trail.Entry;
import org.continuum.trail.Receipt;
import org.continuum.trail.ServiceTime;
import org.continuum.trail.Trail;
import org.continuum.vault.Erasure;
import org.continuum.vault.Erasures;
import org.continuum.vault.PersonKeys;

/**
 * Destroys a person's key, and with it what was sealed under it, wherever that has been copied to; and closes the record. The
 * rows stay, and so do their commitments: that there was somebody can be proven, who it was cannot be told. There is no way
 * back.
 */
@ApplicationScoped
public class EraseRecord {
    private final People people;
    private final PersonKeys keys;
    private final Erasures erasures;
    private final Directory directory;
    private final Trail trail;
    private final ServiceTime time;
    private final ObjectMapper json;

    EraseRecord(
            People people,
            PersonKeys keys,
            Erasures erasures,
            Directory directory,
            Trail trail,
            ServiceTime time,
            ObjectMapper json) {
        this.people = people;
        this.keys = keys;
        this.erasures = erasures;
        this.directory = directory;
        this.trail = trail;
        this.time = time;
        this.json = json;
    }

    /** Whoever erases again is told of the first time. */
    @Act
    public Erasure erase(Caller caller, UUID person, ErasureDetails details) {
        people.lock(person);
        trail.lock(Set.of(person));
        Optional<Erasure> earlier = erasures.find(person);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Erasure erasure = new Erasure(person, details.ground(), details.order(), time.now());
        byte[] record = write(erasure);
        Receipt receipt = trail.append(new Entry(
                "person.erased",
                person,
                person,
                record,
                Map.of("ground", details.ground().toString())));
        directory.release(person);
        erasures.add(erasure, Objects.requireNonNull(receipt.personSeq()), record);
        keys.destroy(person);
        return erasure;
    }

    private byte[] write(Erasure erasure) {
        try {
            return json.writeValueAsBytes(erasure);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An erasure can always be written", e);
        }
    }
}
