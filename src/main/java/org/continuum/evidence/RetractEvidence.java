package org.continuum.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.trail.Entry;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Receipt;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.Trail;
import org.jspecify.annotations.Nullable;

/** Takes a record back, once and for good. */
@ApplicationScoped
public class RetractEvidence {
    private final Idempotency idempotency;
    private final Sight sight;
    private final ReadEvidence read;
    private final Trail trail;
    private final Additions additions;
    private final Impairing impairing;

    RetractEvidence(
            Idempotency idempotency,
            Sight sight,
            ReadEvidence read,
            Trail trail,
            Additions additions,
            Impairing impairing) {
        this.idempotency = idempotency;
        this.sight = sight;
        this.read = read;
        this.trail = trail;
        this.additions = additions;
        this.impairing = impairing;
    }

    @Act
    public EvidenceReceipt retract(
            Caller caller, UUID person, UUID id, RetractionRequest request, byte[] bytes, @Nullable RequestKey key) {
        Recorded recorded = idempotency.once(key, () -> {
            EvidenceRecord record = sight.getOwnToRetract(caller, person, id);
            UUID part = record.person();
            Map<String, Object> data = Map.of(
                    "kind", record.kind(),
                    "purpose", record.purpose().stored(),
                    "issuerWithdrew", request.issuerWithdrew());
            trail.lock(Set.of(part));
            Receipt receipt = trail.append(Entry.sealed("evidence.retracted", part, id, bytes, data));
            if (!additions.addRetraction(part, id, request, bytes, receipt)) {
                throw new Problem(ProblemType.CONFLICT, "The record has been retracted already.");
            }
            impairing.byRetraction(part, id);
            return new Recorded(id, receipt);
        });
        return EvidenceReceipt.of(recorded, read.statusWhen(caller, person, recorded));
    }
}
