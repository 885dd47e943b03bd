package org.continuum.vault;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/** Why a record may be destroyed. */
public enum ErasureGround {
    @JsonProperty("retention-ended")
    RETENTION_ENDED("retention-ended"),

    @JsonProperty("court-order")
    COURT_ORDER("court-order"),

    @JsonProperty("request-of-the-person")
    REQUEST_OF_THE_PERSON("request-of-the-person"),

    @JsonProperty("recorded-in-error")
    RECORDED_IN_ERROR("recorded-in-error");

    private final String slug;

    ErasureGround(String slug) {
        this.slug = slug;
    }

    static ErasureGround of(String slug) {
        return Arrays.stream(values())
                .filter(ground -> ground.slug.equals(slug))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return slug;
    }
}
