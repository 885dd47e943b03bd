package org.continuum.readiness;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.continuum.evidence.Submission;
import org.continuum.evidence.SupposeEvidence;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Several license types asked about at once, and what is supposed. */
@Schema(
        name = "ReadinessQuestion",
        description = "Which license types are asked about, as of when, and what is supposed to be there besides.")
public record AskedReadiness(
        @Schema(description = "The license types asked about, each once, of up to 80 characters.")
        @NotNull
        @Size(min = 1, max = 20)
        List<String> licenseTypes,

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
        LocalDate rulesKnownAsOf,

        @Schema(
                description =
                        "Evidence that is not there, in the form in which it would be submitted, on a day up to asOf:"
                                + " what if. It is held to all that real evidence is held to, and nothing of it is kept.")
        @Nullable
        @Size(max = SupposeEvidence.MOST)
        List<Submission> suppose) {
    @Override
    public List<Submission> suppose() {
        return suppose == null ? List.of() : suppose;
    }

    AsOf dates() {
        return new AsOf(asOf, evidenceKnownAsOf, rulesKnownAsOf, "/");
    }
}
