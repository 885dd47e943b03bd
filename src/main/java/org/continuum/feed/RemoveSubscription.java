package org.continuum.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Version;
import org.jspecify.annotations.Nullable;

/** Ends a subscription, with its secrets and what is known of its deliveries. */
@ApplicationScoped
class RemoveSubscription {
    private final Subscriptions subscriptions;
    private final SubscriptionJournal journal;

    RemoveSubscription(Subscriptions subscriptions, SubscriptionJournal journal) {
        this.subscriptions = subscriptions;
        this.journal = journal;
    }

    @Act
    public void remove(Caller caller, UUID id, @Nullable String ifMatch) {
        Subscription subscription = subscriptions.lock(caller, id);
        Version.require(ifMatch, subscription.version);
        journal.note("subscription.removed", subscription, Map.of());
        subscriptions.delete(subscription);
    }
}
