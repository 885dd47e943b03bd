package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.Version;
import org.continuum.http.Violation;
import org.jspecify.annotations.Nullable;

/** Ends an employment or corrects it. */
@ApplicationScoped
public class ChangeEmployment {
    private final People people;
    private final Employing employing;
    private final Employments employments;
    private final Journal journal;

    ChangeEmployment(People people, Employing employing, Employments employments, Journal journal) {
        this.people = people;
        this.employing = employing;
        this.employments = employments;
        this.journal = journal;
    }

    @Act
    public Versioned<EmploymentView> change(
            Caller caller, UUID person, UUID id, @Nullable String ifMatch, EmploymentDetails details) {
        Person locked = people.lockSurvivor(person);
        Employment employment = employments.get(caller, person, id);
        Own.require(caller, employment.employer(), "An employer records its own employments.");
        Version.require(ifMatch, employment.version);
        if (!details.employer().equals(employment.employer())) {
            throw Problem.unacceptable(List.of(new Violation(
                    "/employer", "An employment's employer never changes.", "End this one and start another.")));
        }
        employing.check(caller, locked, employment, details);
        boolean ends = employment.endedOn().isEmpty() && details.endedOn() != null;
        employment.change(details);
        employments.flush();
        EmploymentView view = EmploymentView.of(employment);
        journal.note(
                ends ? "employment.ended" : "employment.changed",
                employment.person(),
                id,
                view,
                Map.of("employer", employment.employer()));
        return new Versioned<>(view, employment.version);
    }
}
