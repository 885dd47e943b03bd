package org.continuum.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.access.Parts;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.trail.Entry;
import org.continuum.trail.Place;
import org.continuum.trail.ServiceTime;
import org.continuum.trail.Trail;
import org.continuum.vault.Erasure;
import org.continuum.vault.Erasures;
import org.continuum.vault.PersonKeys;

/**
 * Destroys a person's key, or her keys where records were merged, and with it what was sealed under it, wherever that has been copied to; and closes the record. The
 * rows stay, and so do their commitments: that there was somebody can be proven, who it was cannot be told. There is no way
 * back.
 */
@ApplicationScoped
public class EraseRecord {
    private final People people;
    private final PersonKeys keys;
    private final Erasures erasures;
    private final Directory directory;
    private final Parts parts;
    private final Marks marks;
    private final OtherAuthorities others;
    private final Trail trail;
    private final ServiceTime time;
    private final ObjectMapper json;

    EraseRecord(
            People people,
            PersonKeys keys,
            Erasures erasures,
            Directory directory,
            Parts parts,
            Marks marks,
            OtherAuthorities others,
            Trail trail,
            ServiceTime time,
            ObjectMapper json) {
        this.people = people;
        this.keys = keys;
        this.erasures = erasures;
        this.directory = directory;
        this.parts = parts;
        this.marks = marks;
        this.others = others;
        this.trail = trail;
        this.time = time;
        this.json = json;
    }

    /**
     * By a named person, whose name is not kept: the key that it would be sealed with goes. The entry has the token's subject.
     * Whoever erases again is told of the first time.
     */
    @Act
    public Erasure erase(Caller caller, UUID person, ErasureDetails details) {
        Decider.of(caller);
        people.lockSurvivor(person);
        trail.lock(Set.of(person));
        List<UUID> all = parts.of(person);
        Optional<Erasure> earlier = erasures.find(person);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        List<Violation> open = others.against(Set.of(person), "");
        if (!open.isEmpty()) {
            throw new Problem(ProblemType.CONFLICT, "Nothing was erased; see errors.", open);
        }
        Erasure erasure = new Erasure(person, details.ground(), details.order(), time.now());
        List<Erasure> each = all.stream()
                .map(part -> new Erasure(part, erasure.ground(), erasure.order(), erasure.erasedAt()))
                .toList();
        List<Place> places = trail.append(each.stream()
                .map(part -> new Entry(
                        "person.erased",
                        part.person(),
                        part.person(),
                        write(part),
                        Map.of("ground", part.ground().toString())))
                .toList());
        directory.release(person);
        for (int i = 0; i < each.size(); i++) {
            Erasure part = each.get(i);
            marks.forget(part.person());
            erasures.add(part, Objects.requireNonNull(places.get(i).personSeq()), write(part));
            keys.destroy(part.person());
        }
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
