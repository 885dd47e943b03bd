package org.continuum.evidence;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How well one competency was shown, in the words of the framework's rubric. */
public record Rating(
        @NotNull @Size(min = 1, max = 100) @Schema(description = "The competency's code in the framework.")
        String competency,

        @Size(min = 1, max = 100)
        @Nullable
        @Schema(description = "What about it was rated, where the rubric tells several apart: quality, scope …")
        String dimension,

        @NotNull @Size(min = 1, max = 100) @Schema(description = "A level of the competency's scale.")
        String level) {}
