package org.continuum.access;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** That a subject's or a client's tokens are not believed, until it is lifted. */
@Schema(description = "That a subject's or a client's tokens are not believed, until it is lifted.")
public record Exclusion(
        @Schema(description = "Its id.") UUID id,

        @Schema(description = "Whether a subject or a client is shut out.")
        Excluded excluded,

        @Schema(description = "How tokens call it.", maxLength = 255)
        String name,

        @Schema(description = "Only tokens that were issued up to then; absent: all.") @Nullable
        Instant issuedUntil,

        @Schema(description = "Why.", maxLength = 200) String reason,

        @Schema(description = "Since when.") Instant since) {
    /** What a subject or client can be called. */
    public static final String NAME = "[\\x20-\\x7e]{1,255}";
}
