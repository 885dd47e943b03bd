package org.continuum.proof;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Role;
import org.continuum.evidence.EvidenceBytes;
import org.continuum.license.LicensingBytes;
import org.continuum.people.Merges;
import org.continuum.readiness.DeterminationBytes;

/**
 * Which records a proof may open to a caller, and their bytes: what the reads of each feature show to the caller's role and
 * organization, and no more. Of the rest the caller learns that it is there.
 */
@ApplicationScoped
class Opened {
    private static final Set<String> SEE_DETERMINATIONS = Set.of(Role.BOARD_ANALYST, Role.BOARD_DECIDER, Role.PERSON);
    private static final Set<String> SEE_DECISIONS = Set.of(Role.BOARD_ANALYST, Role.BOARD_DECIDER, Role.PERSON);
    private static final Set<String> SEE_LICENSES = Set.of(
            Role.PROGRAM_SUBMITTER,
            Role.PROGRAM_ADMINISTRATOR,
            Role.BOARD_ANALYST,
            Role.BOARD_DECIDER,
            Role.DISTRICT_HR,
            Role.PERSON);

    private final EvidenceBytes evidence;
    private final DeterminationBytes determinations;
    private final LicensingBytes licensing;
    private final Merges merges;

    Opened(EvidenceBytes evidence, DeterminationBytes determinations, LicensingBytes licensing, Merges merges) {
        this.evidence = evidence;
        this.determinations = determinations;
        this.licensing = licensing;
        this.merges = merges;
    }

    /**
     * By record: all that was recorded of it. Throws the problem "not found" where the caller has nothing to do with
     * the person.
     */
    Map<UUID, List<byte[]>> to(Caller caller, UUID person) {
        Map<UUID, List<byte[]>> bytes = new HashMap<>(evidence.of(caller, person));
        if (isAny(caller, SEE_DETERMINATIONS)) {
            bytes.putAll(determinations.of(caller, person));
        }
        if (isAny(caller, SEE_DECISIONS)) {
            bytes.putAll(licensing.ofDecisions(person));
            bytes.putAll(merges.bytesOf(person));
        }
        if (isAny(caller, SEE_LICENSES)) {
            bytes.putAll(licensing.ofLicenses(person));
        }
        return bytes;
    }

    /** As above, of evidence only. */
    Map<UUID, List<byte[]>> evidenceTo(Caller caller, UUID person) {
        return evidence.of(caller, person);
    }

    private static boolean isAny(Caller caller, Set<String> roles) {
        return caller.roles().stream().anyMatch(roles::contains);
    }
}
