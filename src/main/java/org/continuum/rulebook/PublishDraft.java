package org.continuum.rulebook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.Version;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.jspecify.annotations.Nullable;

/** Publishes what a draft says, as if it had been sent; the draft has then done its work and goes. */
@ApplicationScoped
public class PublishDraft {
    private final Idempotency idempotency;
    private final RuleSetDrafts drafts;
    private final PublishRuleSet publish;

    PublishDraft(Idempotency idempotency, RuleSetDrafts drafts, PublishRuleSet publish) {
        this.idempotency = idempotency;
        this.drafts = drafts;
        this.publish = publish;
    }

    /** @throws Problem with every mistake, or every red case; or if the draft was changed since it was read */
    @Act
    public Recorded publish(Caller caller, UUID id, @Nullable String ifMatch, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            RuleSetDraft draft = drafts.lock(caller, id);
            Version.require(ifMatch, draft.version);
            Recorded recorded = publish.add(caller, draft.document);
            drafts.delete(draft);
            return recorded;
        });
    }
}
