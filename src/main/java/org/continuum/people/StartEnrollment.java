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

/** Enrolls a person in a program of the caller's organization. */
@ApplicationScoped
public class StartEnrollment {
    private final Idempotency idempotency;
    private final Strangers strangers;
    private final People people;
    private final Enrolling enrolling;
    private final Enrollments enrollments;
    private final Organizations organizations;
    private final Grants grants;
    private final Journal journal;

    StartEnrollment(
            Idempotency idempotency,
            Strangers strangers,
            People people,
            Enrolling enrolling,
            Enrollments enrollments,
            Organizations organizations,
            Grants grants,
            Journal journal) {
        this.idempotency = idempotency;
        this.strangers = strangers;
        this.people = people;
        this.enrolling = enrolling;
        this.enrollments = enrollments;
        this.organizations = organizations;
        this.grants = grants;
        this.journal = journal;
    }

    @Act
    public Recorded start(Caller caller, UUID person, EnrollmentStart start, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            EnrollmentDetails details = start.details();
            boolean stranger = strangers.include(caller, person);
            if (stranger) { // whether there is such a person, it learns only when it has shown that it knows her
                enrolling.requirePossible(caller, details);
            }
            Enrollment enrollment = new Enrollment(person, details);
            Program own = enrolling.requireOwn(caller, details.program());
            List<Grant> given = own == null
                    ? List.of()
                    : grants.relate(
                            person,
                            organizations.get(own.provider()),
                            GrantRelation.PREPARATION_PROVIDER,
                            enrollment.id());
            Person locked = stranger ? strangers.recognize(caller, person, start.identifiedBy()) : people.lock(person);
            Program program = enrolling.check(caller, locked, null, details);
            enrollments.persistAndFlush(enrollment);
            Receipt receipt = journal.note(
                    "enrollment.started",
                    person,
                    enrollment.id(),
                    EnrollmentView.of(enrollment),
                    Map.of("program", program.id(), "provider", program.provider()));
            grants.note(given);
            return new Recorded(enrollment.id(), receipt);
        });
    }
}
