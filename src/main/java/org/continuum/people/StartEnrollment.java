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

/** Enrolls a person in a program of the caller's organization. */
@ApplicationScoped
public class StartEnrollment {
    private final Idempotency idempotency;
    private final People people;
    private final Enrolling enrolling;
    private final Enrollments enrollments;
    private final Journal journal;

    StartEnrollment(
            Idempotency idempotency, People people, Enrolling enrolling, Enrollments enrollments, Journal journal) {
        this.idempotency = idempotency;
        this.people = people;
        this.enrolling = enrolling;
        this.enrollments = enrollments;
        this.journal = journal;
    }

    @Act
    public Recorded start(Caller caller, UUID person, EnrollmentDetails details, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            Program program = enrolling.check(caller, people.lock(person), null, details);
            Enrollment enrollment = new Enrollment(person, details);
            enrollments.persistAndFlush(enrollment);
            return new Recorded(
                    enrollment.id(),
                    journal.note(
                            "enrollment.started",
                            person,
                            enrollment.id(),
                            EnrollmentView.of(enrollment),
                            Map.of("program", program.id(), "provider", program.provider())));
        });
    }
}
