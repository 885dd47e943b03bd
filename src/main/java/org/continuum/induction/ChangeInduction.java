package org.continuum.induction;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Version;
import org.continuum.people.Journal;
import org.continuum.people.People;
import org.continuum.people.Versioned;
import org.jspecify.annotations.Nullable;

/** Ends an induction or corrects it. */
@ApplicationScoped
class ChangeInduction {
    private final People people;
    private final Inducting inducting;
    private final Inductions inductions;
    private final Journal journal;

    ChangeInduction(People people, Inducting inducting, Inductions inductions, Journal journal) {
        this.people = people;
        this.inducting = inducting;
        this.inductions = inductions;
        this.journal = journal;
    }

    @Act
    public Versioned<InductionView> change(
            Caller caller, UUID person, UUID id, @Nullable String ifMatch, InductionDetails details) {
        people.lockSurvivor(person);
        Induction induction = inductions.get(caller, person, id);
        Version.require(ifMatch, induction.version);
        inducting.check(caller, person, induction, details);
        boolean ends = induction.endedOn == null && details.endedOn() != null;
        induction.change(details);
        inductions.flush();
        InductionView view = InductionView.of(induction);
        journal.note(ends ? "induction.ended" : "induction.changed", induction.person, id, view, told(view));
        return new Versioned<>(view, induction.version);
    }

    static Map<String, Object> told(InductionView induction) {
        return induction.license() == null
                ? Map.of("employer", induction.employer())
                : Map.of("employer", induction.employer(), "license", induction.license());
    }
}
