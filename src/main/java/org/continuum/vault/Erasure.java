package org.continuum.vault;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That a person's key was destroyed. Nothing in it is about the person but the id. */
@Schema(
        description =
                "That a person has been erased: the key of names and identifiers is destroyed, the record closed.")
public record Erasure(
        @Schema(description = "The person.") UUID person,

        @Schema(description = "On what ground.") ErasureGround ground,

        @Schema(description = "The reference of the order that it was done by.", maxLength = 60)
        String order,

        @Schema(description = "When.") Instant erasedAt) {}
