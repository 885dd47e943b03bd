package org.continuum.license;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * A license that was issued. Kept as it is written here; only ever add components that older records may lack. Whether it
 * is active is not among them: that follows from the day asked about.
 *
 * @param number what people call it by; unique with the authority
 * @param expiresOn the last day, to its end in the zone
 * @param zone where its days begin and end: the rule set's, at the time of issue
 */
public record License(
        UUID person,
        UUID id,
        String number,
        String licenseType,
        UUID authority,
        LocalDate issuedOn,
        LocalDate startsOn,
        LocalDate expiresOn,
        ZoneId zone,
        List<LicenseCondition> conditions,
        UUID decision,
        UUID determination) {
    public License {
        conditions = List.copyOf(conditions);
    }

    /** What the license is on a day. */
    public LicenseStatus status(LocalDate asOf) {
        if (asOf.isBefore(startsOn)) {
            return LicenseStatus.NOT_YET_ACTIVE;
        }
        return asOf.isAfter(expiresOn) ? LicenseStatus.EXPIRED : LicenseStatus.ACTIVE;
    }

    /** The first day on which one could speak of it: a license may begin before it is issued, or after. */
    public LocalDate thereFrom() {
        return issuedOn.isBefore(startsOn) ? issuedOn : startsOn;
    }

    /** Which day it is where the license is from. */
    public LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, zone);
    }
}
