package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(description = "A background check or another clearance; how long it stays fresh is for the rules to say.")
public record ClearanceCheck(
        @JsonUnwrapped Envelope envelope,

        @NotNull @Size(min = 1, max = 100) @Schema(description = "Which check, for example background.")
        String check,

        @NotNull Result result,

        @Schema(description = "Whether its issuer keeps watching.") @Nullable
        Boolean monitored,

        @Schema(description = "Whether the watching has brought up something that is open.") @Nullable
        Boolean openAlert)
        implements Submission {
    /** What the issuer says. */
    @Schema(name = "ClearanceResult")
    public enum Result {
        @JsonProperty("clear")
        CLEAR,
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("hold")
        HOLD
    }
}
