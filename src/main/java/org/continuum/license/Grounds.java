package org.continuum.license;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.continuum.readiness.Determination;
import org.continuum.rulebook.Rulebook;

/**
 * What a decision rests on.
 *
 * @param zone where the rules are made that the determination was computed from
 * @param today the day there
 */
record Grounds(Determination determination, ZoneId zone, LocalDate today) {
    static Grounds of(Determination determination, Rulebook rulebook, Instant now) {
        ZoneId zone = rulebook.get(determination.ruleSetDigest()).ruleSet().zone();
        return new Grounds(determination, zone, LocalDate.ofInstant(now, zone));
    }

    LocalDate startsOn(LicensingDecisionRequest asked) {
        return asked.licenseStartsOn() == null ? today : asked.licenseStartsOn();
    }
}
