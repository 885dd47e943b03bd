package org.continuum.bulk;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a job is undone. */
@Schema(description = "Why a job is undone; the reason of each retraction.")
public record UndoRequest(
        @NotNull
        @Size(min = 1, max = 2000)
        @Schema(
                description =
                        "Why, of the batch as a whole: it stands with the job and outlives an erasure, so it must name nobody.")
        String reason) {}
