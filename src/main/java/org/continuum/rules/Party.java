package org.continuum.rules;

import java.util.Locale;

/** Whose move it is. */
public enum Party {
    CANDIDATE,
    PROVIDER,
    EMPLOYER,
    AUTHORITY;

    /** The word used in rule sets and in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
