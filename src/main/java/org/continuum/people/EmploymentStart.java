package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An employment, as it is started: with that by which the employer knows whom it employs. */
@Schema(description = "An employment, as it is started.")
public record EmploymentStart(
        @NotNull @Schema(description = "The employer; never changes.")
        UUID employer,

        @NotNull @Schema(description = "The first day.") LocalDate startedOn,

        @Nullable @Schema(description = "The last day; absent while it goes on.")
        LocalDate endedOn,

        @Nullable
        @Size(min = 1, max = 120)
        @Pattern(regexp = Text.SAYS_SOMETHING)
        @Schema(
                description =
                        "What the person does there. It is kept in plain, and outlives an erasure: nothing about a person may"
                                + " be in it.")
        String position,

        @Nullable KnownBy identifiedBy) {
    EmploymentDetails details() {
        return new EmploymentDetails(employer, startedOn, endedOn, position);
    }
}
