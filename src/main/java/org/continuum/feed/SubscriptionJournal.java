package org.continuum.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.continuum.trail.Entry;
import org.continuum.trail.Receipt;
import org.continuum.trail.Trail;

/** Puts acts on subscriptions on the trail: the commitment is to the subscription as it reads after the act. */
@ApplicationScoped
class SubscriptionJournal {
    private final Trail trail;
    private final ObjectMapper json;

    SubscriptionJournal(Trail trail, ObjectMapper json) {
        this.trail = trail;
        this.json = json;
    }

    /** @param data what the organization's own feed tells; never the address, whose path may be a password */
    Receipt note(String type, Subscription subscription, Map<String, Object> data) {
        try {
            byte[] bytes = json.writeValueAsBytes(SubscriptionView.of(subscription, List.of()));
            return trail.append(new Entry(type, null, subscription.id, bytes, data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A view can always be written", e);
        }
    }
}
