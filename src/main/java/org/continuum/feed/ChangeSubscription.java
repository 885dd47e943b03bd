package org.continuum.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.Version;
import org.continuum.http.Violation;
import org.jspecify.annotations.Nullable;

/** Changes, pauses or resumes a subscription. The next event is then tried at once, whatever it was waiting for. */
@ApplicationScoped
class ChangeSubscription {
    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final SubscriptionJournal journal;
    private final Reach reach;

    ChangeSubscription(Subscriptions subscriptions, Deliveries deliveries, SubscriptionJournal journal, Reach reach) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.journal = journal;
        this.reach = reach;
    }

    @Act
    public Subscription change(Caller caller, UUID id, @Nullable String ifMatch, SubscriptionDetails details) {
        Subscription subscription = subscriptions.lock(caller, id);
        Version.require(ifMatch, subscription.version);
        List<Violation> violations = details.violations(reach);
        if (!violations.isEmpty()) {
            throw Problem.unacceptable(violations);
        }
        subscription.change(details);
        subscriptions.flush();
        deliveries.goOnAfter(id, null);
        journal.note(
                "subscription.changed",
                subscription,
                Map.of("types", subscription.types, "state", subscription.state.slug));
        return subscription;
    }
}
