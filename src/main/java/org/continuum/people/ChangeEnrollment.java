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

/** Ends an enrollment or corrects its days. */
@ApplicationScoped
public class ChangeEnrollment {
    private final People people;
    private final Enrolling enrolling;
    private final Enrollments enrollments;
    private final Journal journal;

    ChangeEnrollment(People people, Enrolling enrolling, Enrollments enrollments, Journal journal) {
        this.people = people;
        this.enrolling = enrolling;
        this.enrollments = enrollments;
        this.journal = journal;
    }

    @Act
    public Versioned<EnrollmentView> change(
            Caller caller, UUID person, UUID id, @Nullable String ifMatch, EnrollmentDetails details) {
        Person locked = people.lockSurvivor(person);
        Enrollment enrollment = enrollments.get(caller, person, id);
        enrolling.requireOwn(caller, enrollment.program());
        Version.require(ifMatch, enrollment.version);
        if (!details.program().equals(enrollment.program())) {
            throw Problem.unacceptable(List.of(new Violation(
                    "/program", "An enrollment's program never changes.", "End this one and start another.")));
        }
        Program program = enrolling.check(caller, locked, enrollment, details);
        boolean ends = enrollment.endedOn().isEmpty() && details.endedOn() != null;
        enrollment.change(details);
        enrollments.flush();
        EnrollmentView view = EnrollmentView.of(enrollment);
        journal.note(
                ends ? "enrollment.ended" : "enrollment.changed",
                enrollment.person(),
                id,
                view,
                Map.of("program", program.id(), "provider", program.provider()));
        return new Versioned<>(view, enrollment.version);
    }
}
