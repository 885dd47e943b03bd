package org.continuum.induction;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.license.Licenses;
import org.continuum.people.Employment;
import org.continuum.people.Employments;
import org.jspecify.annotations.Nullable;

/** What must hold of an induction, whether it is started or changed. */
@ApplicationScoped
class Inducting {
    private final Employments employments;
    private final Licenses licenses;
    private final Inductions inductions;

    Inducting(Employments employments, Licenses licenses, Inductions inductions) {
        this.employments = employments;
        this.licenses = licenses;
        this.inductions = inductions;
    }

    /**
     * Throws everything that is wrong. The person must be locked, so that the inductions compared with are the last word. Two
     * that overlap since a merge are changed and ended all the same.
     *
     * @param changed the induction that is changed; null when one is started
     * @return the employment that the induction belongs to
     */
    Employment check(Caller caller, UUID person, @Nullable Induction changed, InductionDetails details) {
        List<Violation> wrong = new ArrayList<>();
        if (details.endedOn() != null && details.endedOn().isBefore(details.startedOn())) {
            wrong.add(new Violation("/endedOn", "Before startedOn.", "Send the last day, or leave it out."));
        }
        Optional<Employment> employment = employment(caller, person, changed, details, wrong);
        if (details.license() != null
                && licenses.find(person, details.license()).isEmpty()) {
            wrong.add(new Violation("/license", "Not a license of this person.", "See the person's licenses."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.unacceptable(wrong);
        }
        if (inductions.of(caller, person).stream()
                .filter(other ->
                        changed == null || !overlap(other.startedOn, other.endedOn, changed.startedOn, changed.endedOn))
                .anyMatch(other -> overlap(other.startedOn, other.endedOn, details.startedOn(), details.endedOn()))) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Nothing was recorded; see errors.",
                    List.of(new Violation(
                            "/startedOn",
                            "The person is in an induction of yours at the time already.",
                            "End the earlier induction, or correct the days.")));
        }
        return employment.orElseThrow();
    }

    private Optional<Employment> employment(
            Caller caller, UUID person, @Nullable Induction changed, InductionDetails details, List<Violation> wrong) {
        UUID asked = changed == null ? details.employment() : changed.employment;
        if (changed != null
                && details.employment() != null
                && !details.employment().equals(asked)) {
            wrong.add(new Violation(
                    "/employment", "An induction's employment never changes.", "End this one and start another."));
        }
        List<Employment> own = employments.of(person).stream()
                .filter(each -> each.employer().equals(caller.organization()))
                .filter(each -> asked == null || each.id().equals(asked))
                .toList();
        if (own.isEmpty()) {
            wrong.add(new Violation(
                    "/employment", "Not an employment of this person with you.", "Record the employment first."));
            return Optional.empty();
        }
        Optional<Employment> holding = own.stream()
                .filter(each -> !details.startedOn().isBefore(each.startedOn())
                        && !details.startedOn().isAfter(each.endedOn().orElse(LocalDate.MAX)))
                .findFirst();
        if (holding.isEmpty()) {
            wrong.add(new Violation(
                    "/startedOn", "The person is not in your employment on that day.", "Correct the day."));
        }
        return holding;
    }

    static boolean overlap(LocalDate from, @Nullable LocalDate to, LocalDate otherFrom, @Nullable LocalDate otherTo) {
        return (otherTo == null || !from.isAfter(otherTo)) && (to == null || !otherFrom.isAfter(to));
    }
}
