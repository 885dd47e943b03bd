package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * What evidence may be used for. Growth evidence never counts in a licensing or employment decision unless the educator
 * releases it.
 */
public enum Purpose {
    @JsonProperty("licensure")
    LICENSURE,
    @JsonProperty("growth")
    GROWTH;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Purpose of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
