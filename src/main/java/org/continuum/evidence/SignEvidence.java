package org.continuum.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.access.Role;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.trail.Entry;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Receipt;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.ServiceTime;
import org.continuum.trail.Trail;
import org.jspecify.annotations.Nullable;

/** Adds a signature that a record still needed. */
@ApplicationScoped
public class SignEvidence {
    private final Idempotency idempotency;
    private final Sight sight;
    private final ReadEvidence read;
    private final Trail trail;
    private final Additions additions;
    private final Impairing impairing;
    private final ServiceTime time;

    SignEvidence(
            Idempotency idempotency,
            Sight sight,
            ReadEvidence read,
            Trail trail,
            Additions additions,
            Impairing impairing,
            ServiceTime time) {
        this.idempotency = idempotency;
        this.sight = sight;
        this.read = read;
        this.trail = trail;
        this.additions = additions;
        this.impairing = impairing;
        this.time = time;
    }

    @Act
    public EvidenceReceipt sign(
            Caller caller, UUID person, UUID id, Signing signing, byte[] bytes, @Nullable RequestKey key) {
        Recorded recorded = idempotency.once(key, () -> {
            UUID part = sight.getOwn(caller, person, id).person();
            trail.lock(Set.of(part));
            EvidenceRecord record = sight.getOwn(caller, person, id);
            LocalDate today = LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
            List<Violation> violations = signing.contradictions("", record.requiredSignatures(), Horizon.today(today))
                    .collect(Collectors.toCollection(ArrayList::new));
            if (caller.mentor() != null && !signing.role().equals(Role.MENTOR)) {
                violations.add(new Violation("/role", "A mentor signs as mentor.", "Let the other one sign."));
            }
            if (!violations.isEmpty()) {
                throw Problem.unacceptable(violations);
            }
            if (record.retraction() != null) {
                throw conflict("", "The record is retracted.", "Submit a new record.");
            }
            Map<String, Object> data =
                    Map.of("kind", record.kind(), "purpose", record.purpose().stored(), "role", signing.role());
            Receipt receipt = trail.append(Entry.sealed("evidence.signed", part, id, bytes, data));
            if (!additions.addSignature(part, id, signing, bytes, receipt)) {
                throw conflict("/role", "The role has signed already.", "There is nothing left to do.");
            }
            impairing.by(part, id, record.supersedes() != null, record.kind().equals(Decision.KIND));
            return new Recorded(id, receipt);
        });
        return EvidenceReceipt.of(recorded, read.statusWhen(caller, person, recorded));
    }

    private static Problem conflict(String pointer, String detail, String fix) {
        return new Problem(
                ProblemType.CONFLICT,
                "Nothing was recorded; see errors.",
                List.of(new Violation(pointer, detail, fix)));
    }
}
