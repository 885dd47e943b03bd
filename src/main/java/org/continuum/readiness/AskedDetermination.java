package org.continuum.readiness;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The question whose answer is to be frozen. */
@Schema(name = "DeterminationRequest", description = "The question whose answer is to be frozen.")
public record AskedDetermination(
        @Schema(description = "The license type asked about.") @NotNull @Size(min = 1, max = 80)
        String licenseType,

        @Schema(description = "A local rule set that adds to the rules; absent: the rules alone.")
        @Nullable
        @Size(min = 1, max = 80)
        String layer,

        @Schema(description = "Facts that happened later are ignored; absent: today.") @Nullable
        LocalDate asOf,

        @Schema(description = "What was recorded later is ignored: a day (its end) or an instant; absent: now.")
        @Nullable
        @Pattern(regexp = AsOf.DAY_OR_INSTANT)
        @Size(max = 40)
        String evidenceKnownAsOf,

        @Schema(description = "Rules enacted later are ignored; absent: today.") @Nullable
        LocalDate rulesKnownAsOf) {
    AsOf dates() {
        return new AsOf(asOf, evidenceKnownAsOf, rulesKnownAsOf, "/");
    }
}
