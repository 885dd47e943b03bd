package org.continuum.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.continuum.access.Act;
import org.continuum.access.Caller;

/** Stops delivering to a receiver that is no more. Nothing is skipped: whoever mends it goes on with the same event. */
@ApplicationScoped
class DisableSubscription {
    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final SubscriptionJournal journal;

    DisableSubscription(Subscriptions subscriptions, Deliveries deliveries, SubscriptionJournal journal) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.journal = journal;
    }

    /** The service itself, acting for the organization whose subscription it is, in the role in which that was made. */
    static Caller itself(Claim claim) {
        return new Caller(claim.organization(), "continuum:webhooks", "The service itself", Set.of(claim.role()));
    }

    /** Does nothing if the claim has been lost. */
    @Act
    public void disable(
            Caller caller, Claim claim, DisabledFor reason, Event event, int attempts, Attempt attempt, Instant at) {
        Optional<Subscription> found = subscriptions.findLocked(claim.subscription());
        if (found.isEmpty() || !deliveries.stop(claim, event, attempts, attempt, at)) {
            return;
        }
        Subscription subscription = found.get();
        subscription.disable(reason);
        subscriptions.flush();
        journal.note(
                "subscription.disabled", subscription, Map.of("reason", reason.slug, "position", event.position()));
    }
}
