package org.continuum.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.EnumeratedValue;

/** How an enrollment ended. */
public enum Outcome {
    @JsonProperty("completed")
    COMPLETED("completed"),

    @JsonProperty("withdrawn")
    WITHDRAWN("withdrawn");

    @EnumeratedValue
    final String slug;

    Outcome(String slug) {
        this.slug = slug;
    }
}
