package org.continuum.rulebook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Ids;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
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
    static final int MOST = 200;

    private final Idempotency idempotency;
    private final RuleSetDrafts drafts;
    private final Trail trail;

    StartDraft(Idempotency idempotency, RuleSetDrafts drafts, Trail trail) {
        this.idempotency = idempotency;
        this.drafts = drafts;
        this.trail = trail;
    }

    /** @throws Problem where there are as many as there may be */
    @Act
    public Recorded start(Caller caller, byte[] document, Heading heading, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            if (drafts.countAlone(caller) >= MOST) {
                throw new Problem(
                        ProblemType.CONFLICT,
                        "Nothing was kept; see errors.",
                        List.of(new Violation(
                                "",
                                "Your organization has " + MOST + " drafts, as many as it may.",
                                "Publish one, throw one away, or put this document in the place of one.")));
            }
            UUID id = Ids.next();
            Receipt receipt = trail.append(new Entry("rule-set-draft.started", null, id, document, Map.of()));
            drafts.persist(new RuleSetDraft(
                    id, caller.organization(), document, heading, receipt.recordedAt(), caller.name()));
            return new Recorded(id, receipt);
        });
    }
}
