package org.continuum.license;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A license and what it is on the day asked about. */
@Schema(name = "License", description = "A license that a person holds or held.")
public record LicenseView(
        @Schema(description = "Its id.") UUID id,
        @Schema(description = "Who holds it.") UUID person,

        @Schema(description = "What people call it by; unique with the authority.")
        String number,

        @Schema(description = "The license type.") String licenseType,
        @Schema(description = "Who issued it.") UUID authority,

        @Schema(
                description =
                        "What it is on that day by its dates; computed when it is read. No suspension or revocation is kept here yet.")
        LicenseStatus status,

        @Schema(description = "The day.") LocalDate asOf,

        @Schema(description = "The day of issue.") LocalDate issuedOn,

        @Schema(description = "The first day.") LocalDate startsOn,

        @Schema(description = "The last day, to its end in the zone.")
        LocalDate expiresOn,

        @Schema(description = "The time zone in which its days begin and end, for example America/New_York.")
        String zone,

        @Schema(description = "What must still be met while it is held.")
        List<LicenseCondition> conditions,

        @Schema(description = "The decision that issued it.")
        UUID decision,

        @Schema(description = "The determination that the decision rests on.")
        UUID determination) {
    /** @param asOf null for today where the license is from */
    public static LicenseView of(License license, @Nullable LocalDate asOf, Instant now) {
        LocalDate day = asOf == null ? license.today(now) : asOf;
        return new LicenseView(
                license.id(),
                license.person(),
                license.number(),
                license.licenseType(),
                license.authority(),
                license.status(day),
                day,
                license.issuedOn(),
                license.startsOn(),
                license.expiresOn(),
                license.zone().getId(),
                license.conditions(),
                license.decision(),
                license.determination());
    }
}
