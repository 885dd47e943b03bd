package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(description = "The person has applied for a license on the day of occurredOn.")
public record Application(
        @JsonUnwrapped Envelope envelope,
        @Size(min = 1, max = 100) @Nullable String licenseType,
        @Size(min = 1, max = 100) @Nullable String field,
        @Size(min = 1, max = 100) @Nullable String gradeBand,
        @Size(min = 1, max = 100) @Nullable String route)
        implements Submission {}
