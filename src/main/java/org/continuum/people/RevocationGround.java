package org.continuum.people;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a relation should not have been. */
public enum RevocationGround {
    /** It was recorded of somebody else than was meant. */
    @JsonProperty("mistaken")
    MISTAKEN,

    /** The person has contested it, and it cannot be shown. */
    @JsonProperty("contested")
    CONTESTED,

    /** A court or an authority has ordered it. */
    @JsonProperty("order")
    ORDER
}
