package org.continuum.feed;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.EnumeratedValue;

/** Whether a subscription is delivered to. */
public enum SubscriptionState {
    @JsonProperty("active")
    ACTIVE("active"),

    /** By its organization. */
    @JsonProperty("paused")
    PAUSED("paused"),

    /** By the service; see {@link DisabledFor}. */
    @JsonProperty("disabled")
    DISABLED("disabled");

    @EnumeratedValue
    final String slug;

    SubscriptionState(String slug) {
        this.slug = slug;
    }
}
