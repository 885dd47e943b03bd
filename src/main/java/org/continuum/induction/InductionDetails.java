package org.continuum.induction;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An induction, as it is started and changed. */
@Schema(description = "An induction, as it is started and changed.")
public record InductionDetails(
        @NotNull @Schema(description = "The first day; the person is in your employment then.")
        LocalDate startedOn,

        @Nullable @Schema(description = "The last day; absent while it goes on.")
        LocalDate endedOn,

        @Nullable
        @Schema(
                description =
                        "Your employment of the person that it belongs to; absent: the one of the first day. Never"
                                + " changes.")
        UUID employment,

        @Nullable @Schema(description = "The license that the person begins with.")
        UUID license) {}
