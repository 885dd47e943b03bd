package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * What somebody has done to a record, or to all of the person's, since it was submitted; whoever undoes a whole batch leaves
 * such a record alone.
 */
public enum Touch {
    /** The person's whole record was, by order. */
    @JsonProperty("erased")
    ERASED,
    /** The person's whole record was, as registered in error. */
    @JsonProperty("deactivated")
    DEACTIVATED,
    /** Nobody did: the organization has nothing to do with the person now. */
    @JsonProperty("unrelated")
    UNRELATED,
    @JsonProperty("retracted")
    RETRACTED,
    /** A correction has been made of it, final or not. */
    @JsonProperty("superseded")
    SUPERSEDED,
    /** A signature was added that it did not bring itself. */
    @JsonProperty("signed")
    SIGNED,
    /** An appeal is against it. */
    @JsonProperty("appealed")
    APPEALED;

    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Touch of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
