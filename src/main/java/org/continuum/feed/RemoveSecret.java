package org.continuum.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;

/** Ends a secret at once: the last step of a rotation, or the first after a leak. Without any, nothing is delivered. */
@ApplicationScoped
class RemoveSecret {
    private final Subscriptions subscriptions;
    private final SubscriptionSecrets secrets;
    private final SubscriptionJournal journal;

    RemoveSecret(Subscriptions subscriptions, SubscriptionSecrets secrets, SubscriptionJournal journal) {
        this.subscriptions = subscriptions;
        this.secrets = secrets;
        this.journal = journal;
    }

    @Act
    public void remove(Caller caller, UUID id, UUID secret) {
        Subscription subscription = subscriptions.lock(caller, id);
        if (!secrets.remove(id, secret)) {
            throw Problem.notFound();
        }
        subscription.version++;
        subscriptions.flush();
        journal.note("subscription.secret-removed", subscription, Map.of("secret", secret.toString()));
    }
}
