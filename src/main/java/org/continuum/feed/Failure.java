package org.continuum.feed;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Why an attempt failed. Never a word of what the receiver sent or of what a resolver knew: whoever sets up a
 * subscription must not learn by it of places that the service can see and he cannot.
 */
public enum Failure {
    /** The name leads nowhere, or somewhere that is not called. */
    @JsonProperty("no-public-address")
    NO_PUBLIC_ADDRESS("no-public-address"),

    /** No connection, one without a certificate for the host, or one that broke. */
    @JsonProperty("no-connection")
    NO_CONNECTION("no-connection"),

    /** No answer in time. */
    @JsonProperty("no-answer")
    NO_ANSWER("no-answer"),

    /** An answer that the receiver is busy or broken: 408, 425, 429, 5xx. */
    @JsonProperty("unavailable")
    UNAVAILABLE("unavailable"),

    /** Any other answer but 2xx; redirects are not followed. */
    @JsonProperty("refused")
    REFUSED("refused");

    final String slug;

    Failure(String slug) {
        this.slug = slug;
    }
}
