package org.continuum.readiness;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a review ends, as its decider sends it. */
@Schema(description = "How a named person of the authority ends a review.")
public record ReviewDecisionRequest(
        @Schema(description = "What comes out.") @NotNull ReviewDecision.Outcome outcome,

        @Schema(description = "Why; each up to 2000 characters.") @NotNull @Size(min = 1, max = 20)
        List<String> reasons,

        @Schema(
                description =
                        "For changed: the determination that takes the reviewed one's place, frozen after it by your"
                                + " organization on the same person and license type.")
        @Nullable
        UUID determination) {
    /** How long a reason may be. */
    static final int LONGEST_REASON = 2000;
}
