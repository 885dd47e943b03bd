package org.continuum.license;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a license is on a day. Always computed, never stored. */
public enum LicenseStatus {
    /** Issued, but its first day has not come. */
    @JsonProperty("not-yet-active")
    NOT_YET_ACTIVE,
    @JsonProperty("active")
    ACTIVE,
    /** Its last day is over. */
    @JsonProperty("expired")
    EXPIRED
}
