package org.continuum.induction;

import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An induction, as it is read. */
@Schema(name = "Induction", description = "A new teacher's guided first time with an employer.")
public record InductionView(
        @Schema(description = "Its id.") UUID id,
        @Schema(description = "The person.") UUID person,
        @Schema(description = "The employer.") UUID employer,

        @Schema(description = "The employment that it belongs to.")
        UUID employment,

        @Schema(description = "The license that the person begins with.") @Nullable
        UUID license,

        @Schema(description = "The first day.") LocalDate startedOn,

        @Schema(description = "The last day; absent while it goes on.") @Nullable
        LocalDate endedOn) {
    static InductionView of(Induction induction) {
        return new InductionView(
                induction.id,
                induction.person,
                induction.employer,
                induction.employment,
                induction.license,
                induction.startedOn,
                induction.endedOn);
    }
}
