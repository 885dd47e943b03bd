package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An enrollment, as it is read. */
@Schema(name = "Enrollment", description = "A person's time in a preparation program.")
public record EnrollmentView(
        @NotNull @Schema(description = "Its id.") UUID id,

        @NotNull @Schema(description = "The person.") UUID person,

        @NotNull @Schema(description = "The preparation program.")
        UUID program,

        @NotNull @Schema(description = "The first day.") LocalDate startedOn,

        @Nullable @Schema(description = "The last day; absent while it goes on.")
        LocalDate endedOn,

        @Nullable @Schema(description = "How it ended, if known.")
        Outcome outcome) {
    public static EnrollmentView of(Enrollment enrollment) {
        return new EnrollmentView(
                enrollment.id,
                enrollment.person,
                enrollment.program,
                enrollment.startedOn,
                enrollment.endedOn,
                enrollment.outcome);
    }
}
