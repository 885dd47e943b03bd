package org.continuum.evidence;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a record is taken back. */
@Schema(description = "Takes a record back.")
public record RetractionRequest(
        @NotNull @Size(min = 1, max = 2000) @Schema(description = "Why.")
        String reason,

        @Schema(
                description = "True if whoever issued it has withdrawn it, as a testing company voids a score;"
                        + " false if it was sent by mistake.")
        boolean issuerWithdrew) {}
