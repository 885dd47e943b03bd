package org.continuum.rulebook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Ids;
import org.continuum.trail.Entry;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Receipt;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.Trail;
import org.jspecify.annotations.Nullable;

/** Keeps a document that is not finished yet, as it is. */
@ApplicationScoped
public class StartDraft {
    private final Idempotency idempotency;
    private final RuleSetDrafts drafts;
    private final Trail trail;

    StartDraft(Idempotency idempotency, RuleSetDrafts drafts, Trail trail) {
        this.idempotency = idempotency;
        this.drafts = drafts;
        this.trail = trail;
    }

    @Act
    public Recorded start(Caller caller, byte[] document, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            UUID id = Ids.next();
            Receipt receipt = trail.append(new Entry("rule-set-draft.started", null, id, document, Map.of()));
            drafts.persist(new RuleSetDraft(id, caller.organization(), document, receipt.recordedAt(), caller.name()));
            return new Recorded(id, receipt);
        });
    }
}
