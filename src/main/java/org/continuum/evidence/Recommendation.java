package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(description = "A preparation program, a school or another body recommends the person, or does not.")
public record Recommendation(
        @JsonUnwrapped Envelope envelope,
        @Size(min = 1, max = 100) @Nullable String program,
        @Size(min = 1, max = 100) @Nullable String route,
        @Size(min = 1, max = 100) @Nullable String licenseType,
        @Size(min = 1, max = 100) @Nullable String result)
        implements Submission {}
