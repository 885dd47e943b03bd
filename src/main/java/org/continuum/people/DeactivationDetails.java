package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a record is closed as registered in error. */
@Schema(description = "Why a record is closed as registered in error.")
public record DeactivationDetails(
        @NotNull
        @Size(min = 1, max = 2000)
        @Pattern(regexp = Text.SAYS_SOMETHING_IN_LINES)
        @Schema(description = "Why; nothing about any other person.")
        String reason) {}
