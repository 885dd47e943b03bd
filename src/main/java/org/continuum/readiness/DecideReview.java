package org.continuum.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.trail.Entry;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Receipt;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.Trail;
import org.jspecify.annotations.Nullable;

/** A named person of the authority ends a review. What follows for a license is a decision of its own. */
@ApplicationScoped
public class DecideReview {
    private final Idempotency idempotency;
    private final Determinations determinations;
    private final Reviews reviews;
    private final Trail trail;

    DecideReview(Idempotency idempotency, Determinations determinations, Reviews reviews, Trail trail) {
        this.idempotency = idempotency;
        this.determinations = determinations;
        this.reviews = reviews;
        this.trail = trail;
    }

    @Act
    public Recorded decide(
            Caller caller,
            UUID person,
            UUID determination,
            UUID id,
            ReviewDecisionRequest asked,
            @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            Determination reviewed = determinations.get(person, determination);
            Review review = reviews.get(person, determination, id).review();
            mayDecide(caller, reviewed);
            check(asked, review, reviewed);
            return record(
                    new ReviewDecision(
                            reviewed.person(),
                            id,
                            asked.outcome(),
                            asked.reasons(),
                            new ReviewDecision.Decider(caller.name(), caller.subject()),
                            asked.determination()),
                    review);
        });
    }

    private static void mayDecide(Caller caller, Determination reviewed) {
        if (!reviewed.organization().equals(caller.organization())) {
            throw new Problem(
                    ProblemType.FORBIDDEN, "Only the organization that froze a determination decides on its review.");
        }
        // An issuer that knows no name gives the subject in its place: that is a machine, or as good as one.
        if (caller.name().equals(caller.subject())) {
            throw new Problem(ProblemType.FORBIDDEN, "A review has a named decider; the token names none.");
        }
    }

    private void check(ReviewDecisionRequest asked, Review review, Determination reviewed) {
        List<Violation> wrong = new ArrayList<>();
        for (int i = 0; i < asked.reasons().size(); i++) {
            String reason = asked.reasons().get(i);
            if (reason.isBlank() || reason.length() > ReviewDecisionRequest.LONGEST_REASON) {
                wrong.add(new Violation(
                        "/reasons/" + i, "Blank, or longer than 2000 characters.", "Say it in a few sentences."));
            }
        }
        if (asked.outcome() == ReviewDecision.Outcome.WITHDRAWN && review.origin() == Review.Origin.VOIDED_INPUT) {
            wrong.add(new Violation(
                    "/outcome", "Nobody asked for this review who could withdraw it.", "Decide upheld or changed."));
        }
        replacement(asked, reviewed).ifPresent(wrong::add);
        if (!wrong.isEmpty()) {
            throw Problem.unacceptable(wrong);
        }
    }

    private Optional<Violation> replacement(ReviewDecisionRequest asked, Determination reviewed) {
        UUID id = asked.determination();
        if (asked.outcome() != ReviewDecision.Outcome.CHANGED) {
            return id == null
                    ? Optional.empty()
                    : Optional.of(new Violation(
                            "/determination", "Nothing takes the determination's place.", "Leave it out."));
        }
        boolean fits = id != null
                && determinations
                        .find(reviewed.person(), id)
                        .filter(other -> other.organization().equals(reviewed.organization()))
                        .filter(other -> other.licenseType().equals(reviewed.licenseType()))
                        .filter(other -> other.recordedAt().isAfter(reviewed.recordedAt()))
                        .isPresent();
        return fits
                ? Optional.empty()
                : Optional.of(new Violation(
                        "/determination",
                        "Not a determination of your organization on this person and license type that was frozen after"
                                + " the reviewed one.",
                        "Freeze one, and name it."));
    }

    private Recorded record(ReviewDecision decision, Review review) {
        byte[] bytes = reviews.bytes(decision);
        Map<String, Object> data =
                new HashMap<>(Map.of("determination", review.determination(), "outcome", decision.outcome().slug));
        if (decision.determination() != null) {
            data.put("replacement", decision.determination());
        }
        Receipt receipt =
                trail.append(Entry.sealed("determination.review-decided", review.person(), review.id(), bytes, data));
        if (!reviews.add(decision, bytes, receipt)) {
            throw new Problem(ProblemType.CONFLICT, "The review has been decided already.");
        }
        return new Recorded(review.id(), receipt);
    }
}
