package org.continuum.license;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.continuum.readiness.Readiness;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A decision, as it is read. */
@Schema(name = "LicensingDecision", description = "What a named person with authority decided.")
public record LicensingDecisionView(
        @Schema(description = "Its id.") UUID id,
        @Schema(description = "Whose license it is about.") UUID person,
        @Schema(description = "The licensing authority.") UUID authority,
        @Schema(description = "Who decided.") String decider,

        @Schema(description = "Whether the license was granted or denied.")
        LicensingAct act,

        @Schema(description = "The license type.") String licenseType,

        @Schema(description = "The determination that it rests on.")
        UUID determination,

        @Schema(description = "The determination's outcome.")
        Readiness.Word outcome,

        @Schema(description = "Whether it grants against that outcome.")
        boolean override,

        @Schema(description = "Why.") List<String> reasons,

        @Schema(description = "The day, where the rules are made.")
        LocalDate decidedOn,

        @Schema(description = "The license that it issued; absent for a denial.") @Nullable
        UUID license) {
    static LicensingDecisionView of(LicensingDecision decision) {
        return new LicensingDecisionView(
                decision.id(),
                decision.person(),
                decision.authority(),
                decision.decider().name(),
                decision.act(),
                decision.licenseType(),
                decision.determination(),
                decision.outcome(),
                decision.override(),
                decision.reasons(),
                decision.decidedOn(),
                decision.license());
    }
}
