package org.continuum.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.Violation;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.TrailEntries;
import org.jspecify.annotations.Nullable;

/**
 * Lets a subscription go on from any position. What it has had already it gets again, under the same ids and in the same
 * order; a position ahead of it passes over what is between.
 */
@ApplicationScoped
class ReplayEvents {
    private final Idempotency idempotency;
    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final TrailEntries entries;
    private final SubscriptionJournal journal;

    ReplayEvents(
            Idempotency idempotency,
            Subscriptions subscriptions,
            Deliveries deliveries,
            TrailEntries entries,
            SubscriptionJournal journal) {
        this.idempotency = idempotency;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.entries = entries;
        this.journal = journal;
    }

    @Act
    public Recorded replay(Caller caller, UUID id, ReplayRequest request, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            Subscription subscription = subscriptions.lock(caller, id);
            long end = entries.end();
            if (request.after() > end) {
                throw Problem.unacceptable(List.of(new Violation(
                        "/after", "The sequence ends at " + end + ".", "Name a position that there is, or 0.")));
            }
            deliveries.goOnAfter(id, request.after());
            return new Recorded(
                    id, journal.note("subscription.replayed", subscription, Map.of("after", request.after())));
        });
    }
}
