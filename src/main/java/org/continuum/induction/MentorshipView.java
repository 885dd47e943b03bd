package org.continuum.induction;

import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A mentorship, as it is read. */
@Schema(name = "Mentorship", description = "The time in which one person is another's mentor.")
public record MentorshipView(
        @Schema(description = "Its id.") UUID id,
        @Schema(description = "Who is mentored.") UUID person,
        @Schema(description = "The induction.") UUID induction,
        @Schema(description = "Who mentors.") UUID mentor,
        @Schema(description = "The first day.") LocalDate startedOn,

        @Schema(description = "The last day; absent while it goes on.") @Nullable
        LocalDate endedOn) {
    static MentorshipView of(Mentorship mentorship) {
        return new MentorshipView(
                mentorship.id,
                mentorship.person,
                mentorship.induction,
                mentorship.mentor,
                mentorship.startedOn,
                mentorship.endedOn);
    }
}
