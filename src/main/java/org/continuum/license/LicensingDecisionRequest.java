package org.continuum.license;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A decision, as its decider sends it. */
@Schema(description = "What a named person with authority decides, on a frozen answer.")
public record LicensingDecisionRequest(
        @NotNull @Schema(description = "The determination that it rests on: the person's, frozen by your organization.")
        UUID determination,

        @NotNull @Schema(description = "Whether the license is granted or denied.")
        LicensingAct act,

        @Size(max = 20)
        @Nullable
        @Schema(
                description = "Why; needed to deny, and to grant against the determination's outcome. Each up to 2000"
                        + " characters.")
        List<String> reasons,

        @Nullable @Schema(description = "True to grant although the determination's outcome is not ready.")
        Boolean override,

        @Nullable @Schema(description = "The license's first day; absent: today where the rules are made.")
        LocalDate licenseStartsOn,

        @Nullable @Schema(description = "The license's last day, to its end. To grant, send either it or the term.")
        LocalDate licenseEndsOn,

        @Pattern(regexp = TERM)
        @Nullable
        @Schema(description = "How long the license lasts, in years and months: P5Y, P1Y6M, P6M.")
        String term) {
    /** How long a reason may be. */
    static final int LONGEST_REASON = 2000;

    private static final String TERM = "^P([1-9][0-9]?Y([1-9][0-9]?M)?|[1-9][0-9]?M)$";

    @Override
    public List<String> reasons() {
        return reasons == null ? List.of() : reasons;
    }

    boolean overrides() {
        return Boolean.TRUE.equals(override);
    }

    /** The last day of a license that starts on the day; empty if neither an end nor a term was sent. */
    Optional<LocalDate> end(LocalDate startsOn) {
        if (licenseEndsOn != null) {
            return Optional.of(licenseEndsOn);
        }
        return Optional.ofNullable(term)
                .map(length -> startsOn.plus(Period.parse(length)).minusDays(1));
    }
}
