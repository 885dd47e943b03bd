package org.continuum.induction;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.people.Employment;
import org.continuum.people.Journal;
import org.continuum.people.People;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.jspecify.annotations.Nullable;

/** An employer begins to guide a new teacher. */
@ApplicationScoped
class StartInduction {
    private final Idempotency idempotency;
    private final People people;
    private final Inducting inducting;
    private final Inductions inductions;
    private final Journal journal;

    StartInduction(
            Idempotency idempotency, People people, Inducting inducting, Inductions inductions, Journal journal) {
        this.idempotency = idempotency;
        this.people = people;
        this.inducting = inducting;
        this.inductions = inductions;
        this.journal = journal;
    }

    @Act
    public Recorded start(Caller caller, UUID person, InductionDetails details, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            people.lock(person);
            Employment employment = inducting.check(caller, person, null, details);
            Induction induction = new Induction(employment.person(), caller.organization(), employment.id(), details);
            inductions.persistAndFlush(induction);
            InductionView view = InductionView.of(induction);
            return new Recorded(
                    induction.id,
                    journal.note(
                            "induction.started", induction.person, induction.id, view, ChangeInduction.told(view)));
        });
    }
}
