package org.continuum.induction;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A mentorship, as it is assigned and changed. */
@Schema(description = "A mentorship, as it is assigned and changed.")
public record MentorshipDetails(
        @NotNull @Schema(description = "The person who mentors, known to your organization; never changes.")
        UUID mentor,

        @NotNull @Schema(description = "The first day, within the induction.")
        LocalDate startedOn,

        @Nullable @Schema(description = "The last day; absent while it goes on.")
        LocalDate endedOn) {}
