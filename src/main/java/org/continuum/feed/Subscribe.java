package org.continuum.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.access.Policy;
import org.continuum.access.PolicyInForce;
import org.continuum.http.Problem;
import org.continuum.http.Violation;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.ServiceTime;
import org.continuum.trail.TrailEntries;
import org.jspecify.annotations.Nullable;

/** Makes a subscription, from now on; a replay fetches what was before. */
@ApplicationScoped
class Subscribe {
    static final int MOST = 20;

    /** What lets events be delivered; in the policy and on the access log. */
    static final String OPERATION = "subscribe";

    private final Idempotency idempotency;
    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final TrailEntries entries;
    private final SubscriptionJournal journal;
    private final Reach reach;
    private final ServiceTime time;
    private final PolicyInForce inForce;

    Subscribe(
            Idempotency idempotency,
            Subscriptions subscriptions,
            Deliveries deliveries,
            TrailEntries entries,
            SubscriptionJournal journal,
            Reach reach,
            ServiceTime time,
            PolicyInForce inForce) {
        this.idempotency = idempotency;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.entries = entries;
        this.journal = journal;
        this.reach = reach;
        this.time = time;
        this.inForce = inForce;
    }

    /** The first in the policy that lets the caller subscribe. */
    private String role(Caller caller) {
        return inForce.policy().of(OPERATION).stream()
                .map(Policy.Line::role)
                .filter(caller.roles()::contains)
                .findFirst()
                .orElseThrow();
    }

    @Act
    public Recorded subscribe(Caller caller, SubscriptionDetails details, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            List<Violation> violations = new ArrayList<>(details.violations(reach));
            if (subscriptions.countAlone(caller) >= MOST) {
                violations.add(new Violation(
                        "",
                        "Your organization has " + MOST + " subscriptions, as many as it may.",
                        "Remove one, or let one receiver take several types of events."));
            }
            if (!violations.isEmpty()) {
                throw Problem.unacceptable(violations);
            }
            Subscription subscription = new Subscription(caller.organization(), role(caller), details, time.now());
            subscriptions.persistAndFlush(subscription);
            deliveries.begin(subscription.id, entries.end());
            return new Recorded(
                    subscription.id,
                    journal.note("subscription.created", subscription, Map.of("types", subscription.types)));
        });
    }
}
