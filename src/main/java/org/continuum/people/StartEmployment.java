package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Receipt;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.jspecify.annotations.Nullable;

/** Records that the caller's organization employs a person. */
@ApplicationScoped
public class StartEmployment {
    private final Idempotency idempotency;
    private final Strangers strangers;
    private final People people;
    private final Employing employing;
    private final Employments employments;
    private final Grants grants;
    private final Journal journal;

    StartEmployment(
            Idempotency idempotency,
            Strangers strangers,
            People people,
            Employing employing,
            Employments employments,
            Grants grants,
            Journal journal) {
        this.idempotency = idempotency;
        this.strangers = strangers;
        this.people = people;
        this.employing = employing;
        this.employments = employments;
        this.grants = grants;
        this.journal = journal;
    }

    @Act
    public Recorded start(Caller caller, UUID person, EmploymentStart start, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            EmploymentDetails details = start.details();
            boolean stranger = strangers.include(caller, person);
            if (stranger) { // whether there is such a person, it learns only when it has shown that it knows her
                employing.requirePossible(caller, details);
            }
            Employment employment = new Employment(person, details);
            Organization employer = employing.own(caller, details);
            List<Grant> given = employer == null
                    ? List.of()
                    : grants.relate(person, employer, GrantRelation.EMPLOYER, employment.id());
            Person locked = stranger ? strangers.recognize(caller, person, start.identifiedBy()) : people.lock(person);
            employing.check(caller, locked, null, details);
            employments.persistAndFlush(employment);
            Receipt receipt = journal.note(
                    "employment.started",
                    person,
                    employment.id(),
                    EmploymentView.of(employment),
                    Map.of("employer", employment.employer()));
            grants.note(given);
            return new Recorded(employment.id(), receipt);
        });
    }
}
