package org.continuum.access;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a person can let an organization see that would otherwise see nothing of it. */
public enum Scope {
    /** Readiness for licenses, with what is missing. */
    @JsonProperty("readiness")
    READINESS("readiness"),

    /** Evidence for licensure, whoever submitted it. */
    @JsonProperty("evidence")
    EVIDENCE("evidence"),

    /** Licenses and their status. */
    @JsonProperty("license")
    LICENSE("license"),

    /** Evidence of growth, which no relation opens. */
    @JsonProperty("growth")
    GROWTH("growth");

    public final String slug;

    Scope(String slug) {
        this.slug = slug;
    }
}
