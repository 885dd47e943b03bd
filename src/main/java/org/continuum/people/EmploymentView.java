package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An employment, as it is read. */
@Schema(name = "Employment", description = "A person's time with an employer.")
public record EmploymentView(
        @NotNull @Schema(description = "Its id.") UUID id,

        @NotNull @Schema(description = "The person.") UUID person,
        @NotNull @Schema(description = "The employer.") UUID employer,

        @NotNull @Schema(description = "The first day.") LocalDate startedOn,

        @Nullable @Schema(description = "The last day; absent while it goes on.")
        LocalDate endedOn,

        @Nullable @Schema(description = "What the person does there.")
        String position) {
    public static EmploymentView of(Employment employment) {
        return new EmploymentView(
                employment.id,
                employment.person,
                employment.employer,
                employment.startedOn,
                employment.endedOn,
                employment.position);
    }
}
