package org.continuum.rulebook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.Version;
import org.continuum.trail.Entry;
import org.continuum.trail.Trail;
import org.jspecify.annotations.Nullable;

/** Throws a draft away. */
@ApplicationScoped
public class DiscardDraft {
    private final RuleSetDrafts drafts;
    private final Trail trail;

    DiscardDraft(RuleSetDrafts drafts, Trail trail) {
        this.drafts = drafts;
        this.trail = trail;
    }

    /** @throws Problem if it was changed since it was read */
    @Act
    public void discard(Caller caller, UUID id, @Nullable String ifMatch) {
        RuleSetDraft draft = drafts.lock(caller, id);
        Version.require(ifMatch, draft.version);
        trail.append(new Entry("rule-set-draft.discarded", null, id, draft.document, Map.of()));
        drafts.delete(draft);
    }
}
