package org.continuum.license;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.continuum.readiness.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * What a named person with authority decided. Kept as it is written here; only ever add components that older records may
 * lack.
 *
 * @param determinationDigest SHA-256 of the answer that it rests on, hexadecimal
 * @param outcome what that answer was
 * @param override whether it grants against that outcome
 * @param decidedOn the day, where the rules are made
 * @param license the license that it issued; null for a denial
 */
public record LicensingDecision(
        UUID person,
        UUID id,
        UUID authority,
        Decider decider,
        LicensingAct act,
        String licenseType,
        UUID determination,
        String determinationDigest,
        Readiness.Word outcome,
        boolean override,
        List<String> reasons,
        LocalDate decidedOn,
        @Nullable UUID license) {
    public LicensingDecision {
        reasons = List.copyOf(reasons);
    }

    /** The human who decided, as the token named her. */
    public record Decider(String name, String subject) {}
}
