package org.continuum.feed;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That there is a secret. */
@Schema(name = "Secret", description = "That there is a secret; what it is was told when it was made.")
public record SecretView(
        @Schema(description = "Its id.") UUID id,
        @Schema(description = "When it was made.") Instant createdAt) {}
