package org.continuum.feed;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.EnumeratedValue;

/** Why the service has stopped delivering. No event was lost by it: a change to active goes on where it stopped. */
public enum DisabledFor {
    /** The receiver answered 410: it wants no more. */
    @JsonProperty("gone")
    GONE("gone"),

    /** No attempt of some three days got through. */
    @JsonProperty("unreachable")
    UNREACHABLE("unreachable"),

    /** The receiver refused several events in a row, so that it is hardly the events. */
    @JsonProperty("refused")
    REFUSED("refused");

    @EnumeratedValue
    final String slug;

    DisabledFor(String slug) {
        this.slug = slug;
    }
}
