package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.jspecify.annotations.Nullable;

/** What must hold of an enrollment, whether it is started or changed. */
@ApplicationScoped
class Enrolling {
    private final Programs programs;
    private final Enrollments enrollments;
    private final Names names;

    Enrolling(Programs programs, Enrollments enrollments, Names names) {
        this.names = names;
        this.programs = programs;
        this.enrollments = enrollments;
    }

    /** Throws what is wrong whoever the person is. */
    void requirePossible(Caller caller, EnrollmentDetails details) {
        possible(caller, details, null);
    }

    /**
     * The program, if all is well. Two enrollments that overlap since a merge are changed and ended all the same.
     *
     * @param person locked, so that the enrollments compared with are the last word
     * @param changed the enrollment that is changed; null when one is started
     */
    Program check(Caller caller, Person person, @Nullable Enrollment changed, EnrollmentDetails details) {
        Program program = possible(caller, details, names.open(person).birthDate());
        Period period = new Period(details.startedOn(), details.endedOn());
        if (enrollments.of(person.id()).stream()
                .filter(other -> other.program().equals(program.id()))
                .filter(other -> changed == null || !changed.period().overlaps(other.period()))
                .anyMatch(other -> period.overlaps(other.period()))) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Nothing was recorded; see errors.",
                    List.of(new Violation(
                            "/startedOn",
                            "The person is enrolled in this program at the time already.",
                            "End the earlier enrollment, or correct the days.")));
        }
        return program;
    }

    private Program possible(Caller caller, EnrollmentDetails details, @Nullable LocalDate born) {
        Program program = requireOwn(caller, details.program());
        List<Violation> impossible = new Period(details.startedOn(), details.endedOn()).impossible(born);
        if (program == null) {
            impossible.add(new Violation("/program", "Not a known program.", "Name a registered one."));
        }
        if (details.outcome() != null && details.endedOn() == null) {
            impossible.add(new Violation("/outcome", "Not without endedOn.", "Send the last day too."));
        }
        if (program == null || !impossible.isEmpty()) {
            throw Problem.unacceptable(impossible);
        }
        return program;
    }

    /** The program if it exists; if so, it must be the caller's organization's. */
    @Nullable
    Program requireOwn(Caller caller, UUID id) {
        Program program = programs.findById(id);
        if (program != null) {
            Own.require(caller, program.provider(), "A provider enrolls in its own programs.");
        }
        return program;
    }
}
