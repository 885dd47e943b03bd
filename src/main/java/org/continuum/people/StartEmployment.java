package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.trail.Idempotency;
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
    private final Journal journal;

    StartEmployment(
            Idempotency idempotency, People people, Employing employing, Employments employments, Journal journal) {
        this.idempotency = idempotency;
        this.people = people;
        this.employing = employing;
        this.employments = employments;
        this.journal = journal;
    }

    @Act
    public Recorded start(Caller caller, UUID person, EmploymentDetails details, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            employing.check(caller, people.lock(person), null, details);
            Employment employment = new Employment(person, details);
            employments.persistAndFlush(employment);
            return new Recorded(
                    employment.id(),
                    journal.note(
                            "employment.started",
                            person,
                            employment.id(),
                            EmploymentView.of(employment),
                            Map.of("employer", employment.employer())));
        });
    }
}
