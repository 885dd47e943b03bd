package org.continuum.evidence;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who judged what the evidence says. */
public record Assessor(
        @Size(min = 1, max = 200) @Nullable String name,

        @NotNull
        @Size(max = RoleName.MAX)
        @Pattern(regexp = RoleName.FORM)
        @Schema(description = "In which role, for example program-supervisor.")
        String role) {}
