package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An enrollment, as it is started: with that by which the provider knows whom it enrolls. */
@Schema(description = "An enrollment, as it is started.")
public record EnrollmentStart(
        @NotNull @Schema(description = "The preparation program; never changes.")
        UUID program,

        @NotNull @Schema(description = "The first day.") LocalDate startedOn,

        @Nullable @Schema(description = "The last day; absent while it goes on.")
        LocalDate endedOn,

        @Nullable @Schema(description = "How it ended, if known; only with endedOn.")
        Outcome outcome,

        @Nullable KnownBy identifiedBy) {
    EnrollmentDetails details() {
        return new EnrollmentDetails(program, startedOn, endedOn, outcome);
    }
}
