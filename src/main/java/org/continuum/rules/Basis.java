package org.continuum.rules;

import java.util.Locale;

/** In which way a requirement is met. */
public enum Basis {
    /** By the ordinary requirement itself. */
    DIRECT,
    /** Strength in one part makes up for another, within the rule's own limits. */
    COMPENSATORY,
    /** Something else stands in for what is asked. */
    SUBSTITUTION,
    /** A second, lower standard with added evidence. */
    SECONDARY_STANDARD,
    /** An earlier rule still holds for those who began under it. */
    GRANDFATHERED,
    /** By what another jurisdiction granted. */
    RECIPROCAL;

    /** The word used in rule sets and in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
