package org.continuum.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import org.continuum.evidence.EvidenceRecord;
import org.continuum.evidence.Impairment;
import org.continuum.evidence.Purpose;
import org.continuum.http.Ids;
import org.continuum.rulebook.Rulebook;
import org.continuum.trail.Entry;
import org.continuum.trail.Receipt;
import org.continuum.trail.Recorded;
import org.continuum.trail.Trail;
import org.jspecify.annotations.Nullable;

/**
 * Opens reviews, always as part of somebody's act: of one who asks, or of one who voids a record that determinations used.
 * The second kind decides nothing: determination and license stay what they are until a named person has looked.
 */
@ApplicationScoped
class OpenReview {
    private final Determinations determinations;
    private final Reviews reviews;
    private final Rulebook rulebook;
    private final RuleMakers makers;
    private final Trail trail;

    OpenReview(Determinations determinations, Reviews reviews, Rulebook rulebook, RuleMakers makers, Trail trail) {
        this.determinations = determinations;
        this.reviews = reviews;
        this.rulebook = rulebook;
        this.makers = makers;
        this.trail = trail;
    }

    Recorded requested(Determination determination, String grounds) {
        return open(
                new Review(
                        determination.person(),
                        Ids.next(),
                        determination.id(),
                        Review.Origin.REQUESTED,
                        grounds,
                        null,
                        null),
                determination.licenseType());
    }

    /** In the transaction of the act that voided the record: both are recorded, or neither. */
    void voided(@Observes Impairment impairment) {
        for (Determinations.Relying one : determinations.relyingOn(impairment.person(), impairment.evidence())) {
            if (counts(impairment.decision(), one)) {
                open(
                        new Review(
                                one.person(),
                                Ids.next(),
                                one.id(),
                                Review.Origin.VOIDED_INPUT,
                                null,
                                impairment.evidence(),
                                impairment.cause()),
                        one.licenseType());
            }
        }
    }

    /** What is decided for growth, or by another jurisdiction than the rules', leaves the used record as it is. */
    private boolean counts(@Nullable EvidenceRecord decision, Determinations.Relying one) {
        return decision == null
                || decision.purpose() == Purpose.LICENSURE
                        && makers.counting(rulebook.get(one.ruleSetDigest())).test(decision);
    }

    private Recorded open(Review review, String licenseType) {
        byte[] bytes = reviews.bytes(review);
        Map<String, Object> data = new HashMap<>(Map.of(
                "determination", review.determination(), "licenseType", licenseType, "origin", review.origin().slug));
        if (review.evidence() != null && review.cause() != null) {
            data.put("evidence", review.evidence());
            data.put("cause", review.cause().word());
        }
        Receipt receipt =
                trail.append(Entry.sealed("determination.review-opened", review.person(), review.id(), bytes, data));
        reviews.add(review, bytes, receipt);
        return new Recorded(review.id(), receipt);
    }
}
