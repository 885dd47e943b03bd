package org.continuum.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.trail.ServiceTime;

/**
 * Makes a secret: the first, or a second one beside it for a rotation. It is not repeatable under a key, because the
 * secret is kept nowhere from where a second answer could tell it: whoever has lost the answer removes that secret.
 */
@ApplicationScoped
class AddSecret {
    private static final int MOST = 2;

    private final Subscriptions subscriptions;
    private final SubscriptionSecrets secrets;
    private final SubscriptionJournal journal;
    private final ServiceTime time;

    AddSecret(Subscriptions subscriptions, SubscriptionSecrets secrets, SubscriptionJournal journal, ServiceTime time) {
        this.subscriptions = subscriptions;
        this.secrets = secrets;
        this.journal = journal;
        this.time = time;
    }

    @Act
    public NewSecret add(Caller caller, UUID id) {
        Subscription subscription = subscriptions.lock(caller, id);
        if (secrets.list(id).size() >= MOST) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Nothing was recorded; see errors.",
                    List.of(new Violation(
                            "",
                            "The subscription has two secrets already.",
                            "Remove the one that the receiver no longer needs.")));
        }
        NewSecret secret = secrets.add(subscription.organization, id, time.now());
        subscription.version++;
        subscriptions.flush();
        journal.note(
                "subscription.secret-added",
                subscription,
                Map.of("secret", secret.id().toString()));
        return secret;
    }
}
