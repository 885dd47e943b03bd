package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.access.Parts;
import org.continuum.access.Relation;
import org.continuum.access.Relations;
import org.continuum.http.Ids;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.trail.Deactivations;
import org.continuum.trail.Entry;
import org.continuum.trail.Idempotency;
import org.continuum.trail.JoinRecords;
import org.continuum.trail.Place;
import org.continuum.trail.Receipt;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.ServiceTime;
import org.continuum.trail.Trail;
import org.continuum.vault.Erasures;
import org.jspecify.annotations.Nullable;

/**
 * A named person finds two records to be one person's. Nothing moves: from here on the survivor's record is read with all that
 * stands under the other's id, the other id leads to it, and who may learn of the one may learn of the other.
 */
@ApplicationScoped
public class MergeRecords {
    private static final String ABSORBED = "/absorbed";
    private static final Set<Relation> MAY_DECIDE = Set.of(Relation.REGISTRAR, Relation.LICENSING_AUTHORITY);
    private static final int MOST_IDENTIFIERS = 20;

    private final Idempotency idempotency;
    private final Relations relations;
    private final People people;
    private final Parts parts;
    private final Names names;
    private final Directory directory;
    private final Merges merges;
    private final JoinRecords join;
    private final Erasures erasures;
    private final Deactivations deactivations;
    private final OtherAuthorities others;
    private final Instance<Objection> objections;
    private final Trail trail;
    private final ServiceTime time;
    private final Journal journal;

    MergeRecords(
            Idempotency idempotency,
            Relations relations,
            People people,
            Parts parts,
            Names names,
            Directory directory,
            Merges merges,
            JoinRecords join,
            Erasures erasures,
            Deactivations deactivations,
            OtherAuthorities others,
            Instance<Objection> objections,
            Trail trail,
            ServiceTime time,
            Journal journal) {
        this.idempotency = idempotency;
        this.relations = relations;
        this.people = people;
        this.parts = parts;
        this.names = names;
        this.directory = directory;
        this.merges = merges;
        this.join = join;
        this.erasures = erasures;
        this.deactivations = deactivations;
        this.others = others;
        this.objections = objections;
        this.trail = trail;
        this.time = time;
        this.journal = journal;
    }

    @Act
    public Recorded merge(Caller caller, UUID survivor, MergeDetails details, @Nullable RequestKey key) {
        return idempotency.once(key, () -> merge(caller, survivor, details));
    }

    private Recorded merge(Caller caller, UUID survivor, MergeDetails details) {
        Decider decider = Decider.of(caller);
        UUID absorbed = details.absorbed();
        mayDecide(caller, survivor, absorbed);
        Stream.of(survivor, absorbed).sorted().forEach(people::lock);
        trail.lock(List.of(survivor, absorbed));
        standing(survivor, absorbed);
        Person into = people.get(survivor);
        PersonDetails mine = names.open(into);
        PersonDetails theirs = names.open(people.get(absorbed));
        Set<PersonIdentifier> identifiers = new LinkedHashSet<>(mine.identifiers());
        identifiers.addAll(theirs.identifiers());
        check(survivor, absorbed, mine, theirs, identifiers.size());
        Merge merge = new Merge(Ids.next(), survivor, absorbed, details.reason(), decider, time.now());
        Receipt receipt = record(merge);
        if (identifiers.size() > mine.identifiers().size()) {
            directory.release(absorbed);
            theirs.identifiers().forEach(each -> directory.claim(survivor, each));
            rename(into, mine, List.copyOf(identifiers));
        }
        return new Recorded(merge.id(), receipt);
    }

    private void mayDecide(Caller caller, UUID survivor, UUID absorbed) {
        if (survivor.equals(absorbed)) {
            throw unacceptable("It is the same record.", "Name the other one.");
        }
        if (Collections.disjoint(relations.between(caller, absorbed), MAY_DECIDE)) {
            throw unacceptable(
                    "No such person, or none that your organization decides on.",
                    "Name a person of your jurisdiction, or one whom you have registered.");
        }
    }

    /** Both must be records by themselves, now that nobody can change that. */
    private void standing(UUID survivor, UUID absorbed) {
        UUID whole = parts.survivor(survivor);
        if (!whole.equals(survivor)) {
            throw conflict(new Violation("", "This record is part of " + whole + " by now.", "Merge into that one."));
        }
        erasures.refuse(survivor);
        deactivations.refuse(survivor);
        UUID other = parts.survivor(absorbed);
        if (!other.equals(absorbed)) {
            throw conflict(new Violation(
                    ABSORBED, "The record is part of " + other + " already.", "Merge that one, if it is another."));
        }
        if (erasures.find(absorbed).isPresent()) {
            throw conflict(new Violation(ABSORBED, "The record was erased.", "There is nothing left to merge."));
        }
        if (deactivations.closedAt(absorbed).isPresent()) {
            throw conflict(new Violation(ABSORBED, "The record was deactivated.", "There is nothing to merge."));
        }
    }

    /** Throws everything that is to be cleared up first. */
    private void check(UUID survivor, UUID absorbed, PersonDetails mine, PersonDetails theirs, int identifiers) {
        List<Violation> open = new ArrayList<>();
        if (mine.birthDate() != null
                && theirs.birthDate() != null
                && !mine.birthDate().equals(theirs.birthDate())) {
            open.add(new Violation(
                    ABSORBED, "The dates of birth differ.", "Correct the one that is wrong, if they are one."));
        }
        if (identifiers > MOST_IDENTIFIERS) {
            open.add(new Violation(
                    ABSORBED,
                    "Together they have %d identifiers; %d are possible.".formatted(identifiers, MOST_IDENTIFIERS),
                    "Take those away that are out of use."));
        }
        open.addAll(others.against(Set.of(survivor, absorbed), ""));
        for (Objection each : objections) {
            open.addAll(each.toMerging(survivor, ""));
            open.addAll(each.toMerging(absorbed, ABSORBED));
        }
        if (!open.isEmpty()) {
            throw new Problem(ProblemType.CONFLICT, "Nothing was merged; see errors.", open);
        }
    }

    private Receipt record(Merge merge) {
        byte[] bytes = merges.bytes(merge);
        Map<String, Object> told = Map.of("survivor", merge.survivor(), "absorbed", merge.absorbed());
        List<Place> places = trail.append(List.of(
                Entry.sealed("person.merged", merge.survivor(), merge.id(), bytes, told),
                Entry.sealed("person.merged", merge.absorbed(), merge.id(), bytes, told)));
        Receipt into = trail.sign(places.getFirst());
        Receipt away = trail.sign(places.getLast());
        join.join(merge.survivor(), into, merge.absorbed(), away);
        merges.add(merge, bytes, into, away);
        return into;
    }

    /** Whoever is looked up by an identifier of the other is found here. */
    private void rename(Person into, PersonDetails mine, List<PersonIdentifier> identifiers) {
        PersonDetails joined = new PersonDetails(mine.givenName(), mine.familyName(), mine.birthDate(), identifiers);
        into.change(names.seal(into.id(), joined));
        people.flush();
        journal.note("person.changed", into.id(), into.id(), into.details, Map.of());
    }

    private static Problem unacceptable(String detail, String fix) {
        return Problem.unacceptable(List.of(new Violation(ABSORBED, detail, fix)));
    }

    private static Problem conflict(Violation violation) {
        return new Problem(ProblemType.CONFLICT, "Nothing was merged; see errors.", List.of(violation));
    }
}
