package org.continuum.trail;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That a record was closed because nobody, or nobody in particular, is meant by it. */
@Schema(description = "That a record was registered in error and is closed.")
public record Deactivation(
        @Schema(description = "The record.") UUID person,

        @Schema(description = "Why.", maxLength = 2000) String reason,

        @Schema(description = "Who decided it, by the name in the token.", maxLength = 255)
        String decidedBy,

        @Schema(description = "When.") Instant deactivatedAt) {}
