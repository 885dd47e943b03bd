package org.continuum.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody was let through to read of a person. */
@Schema(description = "That somebody was let through to read of a person.")
public record Access(
        @Schema(description = "Its id.") UUID id,

        @Schema(description = "When.") Instant at,

        @Schema(description = "The organization that read; the person's own id where she did.")
        UUID organization,

        @Schema(description = "Who in it, as its tokens call them.", maxLength = 255)
        String actor,

        @Schema(description = "In which role.", maxLength = 40)
        String role,

        @Schema(
                description =
                        "What was asked: the operation's id in this contract; subscribe where an event was delivered to a"
                                + " subscription.",
                maxLength = 80)
        String operation,

        @Schema(description = "What for.", maxLength = 40) String purpose,

        @Schema(description = "On what ground: what the organization was to the person.", maxItems = 9)
        List<String> basis,

        @Schema(description = "The exchange's Correlation-Id; the event's id where it was delivered.", maxLength = 64)
        String correlation) {
    public Access {
        basis = List.copyOf(basis);
    }
}
