package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.jspecify.annotations.Nullable;

/** What must hold of an employment, whether it is started or changed. */
@ApplicationScoped
class Employing {
    private final Organizations organizations;
    private final Employments employments;
    private final Names names;

    Employing(Organizations organizations, Employments employments, Names names) {
        this.names = names;
        this.organizations = organizations;
        this.employments = employments;
    }

    /** The employer if there is one; it must be the caller's organization. */
    @Nullable
    Organization own(Caller caller, EmploymentDetails details) {
        Own.require(caller, details.employer(), "An employer records its own employments.");
        return organizations.find(details.employer(), OrganizationKind.EMPLOYER).orElse(null);
    }

    /** Throws what is wrong whoever the person is. */
    void requirePossible(Caller caller, EmploymentDetails details) {
        Own.require(caller, details.employer(), "An employer records its own employments.");
        refuse(impossible(details, null));
    }

    /**
     * Throws everything that is wrong. One may hold several positions with one employer, but none twice at a time; two
     * that overlap since a merge are changed and ended all the same.
     *
     * @param person locked, so that the employments compared with are the last word
     * @param changed the employment that is changed; null when one is started
     */
    void check(Caller caller, Person person, @Nullable Employment changed, EmploymentDetails details) {
        Own.require(caller, details.employer(), "An employer records its own employments.");
        Period period = new Period(details.startedOn(), details.endedOn());
        refuse(impossible(details, names.open(person).birthDate()));
        if (employments.of(person.id()).stream()
                .filter(other -> other.employer().equals(details.employer()))
                .filter(other -> Objects.equals(other.position, details.position()))
                .filter(other -> changed == null
                        || !Objects.equals(other.position, changed.position)
                        || !changed.period().overlaps(other.period()))
                .anyMatch(other -> period.overlaps(other.period()))) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Nothing was recorded; see errors.",
                    List.of(new Violation(
                            "/startedOn",
                            "The person holds this position with the employer at the time already.",
                            "End the earlier employment, or correct the days.")));
        }
    }

    private List<Violation> impossible(EmploymentDetails details, @Nullable LocalDate born) {
        List<Violation> impossible = new Period(details.startedOn(), details.endedOn()).impossible(born);
        if (organizations.find(details.employer(), OrganizationKind.EMPLOYER).isEmpty()) {
            impossible.add(new Violation("/employer", "Not a known employer.", "Name a registered employer."));
        }
        return impossible;
    }

    private static void refuse(List<Violation> impossible) {
        if (!impossible.isEmpty()) {
            throw Problem.unacceptable(impossible);
        }
    }
}
