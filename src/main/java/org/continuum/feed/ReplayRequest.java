package org.continuum.feed;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** From where to deliver again. */
@Schema(description = "From where to deliver again.")
public record ReplayRequest(
        @NotNull
        @Min(0)
        @Schema(description = "The position after which to begin; 0 is the beginning of everything.", examples = "4710")
        Long after) {}
