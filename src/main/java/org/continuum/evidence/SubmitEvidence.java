package org.continuum.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Ids;
import org.continuum.trail.Entry;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Receipt;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.ServiceTime;
import org.continuum.trail.Trail;
import org.jspecify.annotations.Nullable;

/**
 * Adds a piece of evidence to a person's record.
 *
 * <p>This is the service's most frequent write, so its round trips are counted: one for the caller's identity, one for
 * the relation to the person, three for the trail (lock, number, entry), one for the record with its signatures, the
 * commit; two more with an Idempotency-Key, three more for a correction. Frameworks are immutable and come from memory.
 */
@ApplicationScoped
public class SubmitEvidence {
    private final Idempotency idempotency;
    private final Acceptance acceptance;
    private final Trail trail;
    private final EvidenceLog log;
    private final Impairing impairing;
    private final ServiceTime time;

    SubmitEvidence(
            Idempotency idempotency,
            Acceptance acceptance,
            Trail trail,
            EvidenceLog log,
            Impairing impairing,
            ServiceTime time) {
        this.idempotency = idempotency;
        this.acceptance = acceptance;
        this.trail = trail;
        this.log = log;
        this.impairing = impairing;
        this.time = time;
    }

    @Act
    public Recorded submit(Caller caller, Submission submission, Received received, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            acceptance.require(caller, submission, LocalDate.ofInstant(time.now(), ZoneOffset.UTC));
            UUID id = Ids.next();
            Receipt receipt = trail.append(entry(id, submission, received));
            long personSeq = Objects.requireNonNull(receipt.personSeq());
            if (!log.add(id, submission, received, personSeq, receipt.recordedAt())) {
                throw Acceptance.alreadySuperseded();
            }
            UUID person = submission.envelope().person();
            impairing.by(person, id, submission.envelope().supersedes() != null, submission instanceof Decision);
            return new Recorded(id, receipt);
        });
    }

    private static Entry entry(UUID id, Submission submission, Received received) {
        Envelope envelope = submission.envelope();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", submission.kind());
        data.put("purpose", envelope.purpose().stored());
        if (envelope.supersedes() != null) {
            data.put("supersedes", envelope.supersedes());
        }
        return new Entry("evidence.submitted", envelope.person(), id, received.bytes(), data);
    }
}
