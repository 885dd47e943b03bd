package org.continuum.readiness;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a named person of the authority ended a review. Kept as it is written here; only ever add components that older
 * records may lack.
 *
 * @param determination the determination that takes the reviewed one's place; null unless it was changed
 */
record ReviewDecision(
        UUID person,
        UUID review,
        Outcome outcome,
        List<String> reasons,
        Decider decider,
        @Nullable UUID determination) {
    ReviewDecision {
        reasons = List.copyOf(reasons);
    }

    /** What came out. */
    @Schema(name = "ReviewOutcome")
    public enum Outcome {
        /** The determination stays. */
        @JsonProperty("upheld")
        UPHELD("upheld"),

        /** Another determination takes its place. */
        @JsonProperty("changed")
        CHANGED("changed"),

        /** Whoever asked no longer does. */
        @JsonProperty("withdrawn")
        WITHDRAWN("withdrawn");

        final String slug;

        Outcome(String slug) {
            this.slug = slug;
        }

        @Override
        public String toString() {
            return slug;
        }
    }

    /** The human who decided, as the token named her. */
    @Schema(name = "ReviewDecider", description = "The human who decided, as the token named her.")
    public record Decider(
            @Schema(description = "The name.") String name,
            @Schema(description = "The token's subject.") String subject) {}
}
