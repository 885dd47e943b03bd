package org.continuum.rulebook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.Version;
import org.continuum.trail.Entry;
import org.continuum.trail.Receipt;
import org.continuum.trail.Trail;
import org.jspecify.annotations.Nullable;

/** Puts another document in a draft's place. */
@ApplicationScoped
public class ChangeDraft {
    private final RuleSetDrafts drafts;
    private final Trail trail;

    ChangeDraft(RuleSetDrafts drafts, Trail trail) {
        this.drafts = drafts;
        this.trail = trail;
    }

    /**
     * The draft's new version.
     *
     * @throws Problem if it was changed since it was read
     */
    @Act
    public long change(Caller caller, UUID id, @Nullable String ifMatch, byte[] document, Heading heading) {
        RuleSetDraft draft = drafts.lock(caller, id);
        Version.require(ifMatch, draft.version);
        Receipt receipt = trail.append(new Entry("rule-set-draft.changed", null, id, document, Map.of()));
        draft.replace(document, heading, receipt.recordedAt(), caller.name());
        return draft.version;
    }
}
