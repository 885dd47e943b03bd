package org.continuum.readiness;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What somebody brings forward against a determination. */
@Schema(description = "What is brought forward against a determination.")
public record ReviewRequest(
        @Schema(description = "Why it should be looked at again.") @NotNull @Size(min = 1, max = 8000)
        String grounds) {}
