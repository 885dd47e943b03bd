package org.continuum.feed;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/** How an event's delivery stands. */
public enum DeliveryState {
    /** It failed, and is tried again; what follows waits. */
    @JsonProperty("retrying")
    RETRYING("retrying"),

    @JsonProperty("delivered")
    DELIVERED("delivered"),

    /** A dead letter: given up. A replay tries it again. */
    @JsonProperty("dead")
    DEAD("dead");

    final String slug;

    DeliveryState(String slug) {
        this.slug = slug;
    }

    /** For query parameters, which speak in slugs too. */
    public static DeliveryState fromString(String slug) {
        return Arrays.stream(values())
                .filter(state -> state.slug.equals(slug))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(slug));
    }

    @Override
    public String toString() {
        return slug;
    }
}
