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
    private final People people;
    private final Employing employing;
    private final Employments employments;
    private final Grants grants;
    private final Journal journal;

    StartEmployment(
            Idempotency idempotency,
            People people,
            Employing employing,
            Employments employments,
            Grants grants,
            Journal journal) {
        this.idempotency = idempotency;
        this.people = people;
        this.employing = employing;
        this.employments = employments;
        this.grants = grants;
        this.journal = journal;
    }

    @Act
    public Recorded start(Caller caller, UUID person, EmploymentDetails details, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            Employment employment = new Employment(person, details);
            Organization employer = employing.own(caller, details);
            List<Grant> given = employer == null
                    ? List.of()
                    : grants.relate(person, employer, GrantRelation.EMPLOYER, employment.id());
            employing.check(caller, people.lock(person), null, details);
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
