package org.continuum.trail;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the act learns from the trail. */
@Schema(description = "The trail's word that something has been recorded.")
public record Receipt(
        @Schema(description = "The id of the trail entry; the event of the feed has it too.")
        UUID entry,

        @Schema(description = "Its number on the person's record, from 1 without a gap; absent without a person.")
        @Nullable
        Long personSeq,

        @Schema(description = "The service's own time of recording.")
        Instant recordedAt,

        @Schema(description = "SHA-256 over a secret salt and what was recorded, in hexadecimal.")
        String commitment) {}
