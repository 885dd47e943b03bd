package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.access.Parts;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.trail.Deactivation;
import org.continuum.trail.Deactivations;
import org.continuum.trail.Entry;
import org.continuum.trail.Receipt;
import org.continuum.trail.ServiceTime;
import org.continuum.trail.Trail;

/**
 * A named person closes a record by which nobody is meant. What was recorded stays, and can be proven; the identifiers are free
 * for whom they belong to.
 */
@ApplicationScoped
public class DeactivateRecord {
    private final People people;
    private final Parts parts;
    private final Deactivations deactivations;
    private final Directory directory;
    private final Marks marks;
    private final Instance<Objection> objections;
    private final Trail trail;
    private final ServiceTime time;

    DeactivateRecord(
            People people,
            Parts parts,
            Deactivations deactivations,
            Directory directory,
            Marks marks,
            Instance<Objection> objections,
            Trail trail,
            ServiceTime time) {
        this.people = people;
        this.parts = parts;
        this.deactivations = deactivations;
        this.directory = directory;
        this.marks = marks;
        this.objections = objections;
        this.trail = trail;
        this.time = time;
    }

    /** Whoever deactivates again is told of the first time. */
    @Act
    public Deactivation deactivate(Caller caller, UUID person, DeactivationDetails details) {
        Decider decider = Decider.of(caller);
        people.lock(person);
        trail.lock(Set.of(person));
        Optional<Deactivation> earlier = deactivations.find(person);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        check(person);
        Deactivation deactivation = new Deactivation(person, details.reason(), decider.name(), time.now());
        byte[] record = deactivations.bytes(deactivation);
        Receipt receipt = trail.append(Entry.sealed("person.deactivated", person, person, record, Map.of()));
        directory.release(person);
        marks.forget(person);
        deactivations.add(deactivation, record, receipt);
        return deactivation;
    }

    private void check(UUID person) {
        List<Violation> open = new ArrayList<>();
        if (parts.of(person).size() > 1) {
            open.add(new Violation("", "The record is one of a merged person.", "Leave it; somebody is meant by it."));
        }
        for (Objection each : objections) {
            open.addAll(each.toDeactivating(person));
        }
        if (!open.isEmpty()) {
            throw new Problem(ProblemType.CONFLICT, "Nothing was closed; see errors.", open);
        }
    }
}
