package org.continuum.license;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an authority may do with a determination. */
public enum LicensingAct {
    @JsonProperty("grant")
    GRANT("grant"),

    @JsonProperty("deny")
    DENY("deny");

    final String slug;

    LicensingAct(String slug) {
        this.slug = slug;
    }

    @Override
    public String toString() {
        return slug;
    }
}
