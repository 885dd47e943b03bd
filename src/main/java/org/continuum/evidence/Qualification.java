package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(description = "A degree, diploma or completed program, conferred on the day of occurredOn.")
public record Qualification(
        @JsonUnwrapped Envelope envelope,

        @NotNull @Size(min = 1, max = 100) @Schema(description = "For example bachelor.")
        String level,

        @Size(min = 1, max = 200) @Nullable String field,
        @Size(min = 1, max = 200) @Nullable String institution)
        implements Submission {}
