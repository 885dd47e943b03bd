package org.continuum.readiness;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.continuum.evidence.Impairment;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A review as it stands. */
@Schema(name = "Review", description = "That a determination is to be looked at again, and what came of it.")
public record ReviewView(
        UUID id,

        @Schema(description = "The determination under review.")
        UUID determination,

        @Schema(description = "Whose record it is about.") UUID person,

        @Schema(description = "Whether it has been decided.")
        State state,

        @Schema(description = "Why it was opened.") Review.Origin origin,

        @Schema(description = "What the asker brings forward; absent where nobody asked.") @Nullable
        String grounds,

        @Schema(description = "The record that was voided; absent where the review was asked for.") @Nullable
        UUID evidence,

        @Schema(description = "What became of that record.") Impairment.@Nullable Cause cause,
        @Schema(description = "When it was opened.") Instant openedAt,

        @Schema(description = "The organization whose act opened it.")
        UUID organization,

        @Schema(description = "What was decided; absent while it is open.") @Nullable
        Decided decision) {
    /** Open, or decided. */
    @Schema(name = "ReviewState")
    public enum State {
        @JsonProperty("open")
        OPEN,
        @JsonProperty("decided")
        DECIDED
    }

    /** How it ended. */
    @Schema(name = "ReviewDecision", description = "How a review ended.")
    public record Decided(
            @Schema(description = "What came out.") ReviewDecision.Outcome outcome,
            @Schema(description = "Why.") List<String> reasons,
            @Schema(description = "Who decided.") ReviewDecision.Decider decider,
            @Schema(description = "When.") Instant decidedAt,

            @Schema(
                    description =
                            "The determination that takes the reviewed one's place; absent unless it was changed.")
            @Nullable
            UUID determination) {
        static @Nullable Decided of(Reviews.Standing standing) {
            ReviewDecision decision = standing.decision();
            Instant at = standing.decidedAt();
            return decision == null || at == null
                    ? null
                    : new Decided(
                            decision.outcome(), decision.reasons(), decision.decider(), at, decision.determination());
        }
    }

    static ReviewView of(Reviews.Standing standing) {
        Review review = standing.review();
        return new ReviewView(
                review.id(),
                review.determination(),
                review.person(),
                standing.isOpen() ? State.OPEN : State.DECIDED,
                review.origin(),
                review.grounds(),
                review.evidence(),
                review.cause(),
                standing.openedAt(),
                standing.organization(),
                Decided.of(standing));
    }
}
