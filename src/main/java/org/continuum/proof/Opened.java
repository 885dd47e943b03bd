package org.continuum.proof;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.PolicyInForce;
import org.continuum.access.Relation;
import org.continuum.access.Relations;
import org.continuum.evidence.EvidenceBytes;
import org.continuum.license.LicensingBytes;
import org.continuum.people.Merges;
import org.continuum.readiness.DeterminationBytes;

/**
 * Which records a proof may open to a caller, and their bytes: what the policy lets the caller read of each feature by itself,
 * and no more. Of the rest the caller learns that it is there.
 */
@ApplicationScoped
class Opened {
    private final EvidenceBytes evidence;
    private final DeterminationBytes determinations;
    private final LicensingBytes licensing;
    private final Merges merges;
    private final Relations relations;
    private final PolicyInForce inForce;

    Opened(
            EvidenceBytes evidence,
            DeterminationBytes determinations,
            LicensingBytes licensing,
            Merges merges,
            Relations relations,
            PolicyInForce inForce) {
        this.evidence = evidence;
        this.determinations = determinations;
        this.licensing = licensing;
        this.merges = merges;
        this.relations = relations;
        this.inForce = inForce;
    }

    /**
     * By record: all that was recorded of it. Throws the problem "not found" where the caller has nothing to do with
     * the person.
     */
    Map<UUID, List<byte[]>> to(Caller caller, UUID person) {
        Map<UUID, List<byte[]>> bytes = new HashMap<>(evidence.of(caller, person));
        Set<Relation> known = relations.between(caller, person);
        if (inForce.lets("getDetermination", caller, known)) {
            bytes.putAll(determinations.of(caller, person));
        }
        if (inForce.lets("getLicensingDecision", caller, known)) {
            bytes.putAll(licensing.ofDecisions(person));
            bytes.putAll(merges.bytesOf(person));
        }
        if (inForce.lets("getLicense", caller, known)) {
            bytes.putAll(licensing.ofLicenses(person));
        }
        return bytes;
    }

    /** As above, of evidence only. */
    Map<UUID, List<byte[]>> evidenceTo(Caller caller, UUID person) {
        return evidence.of(caller, person);
    }
}
