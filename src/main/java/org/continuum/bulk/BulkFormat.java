package org.continuum.bulk;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a job's rows are written. */
public enum BulkFormat {
    /** One submission a line, as it would be posted alone. */
    @JsonProperty("ndjson")
    NDJSON("application/x-ndjson"),
    /** One submission of the job's kind a record, under a header. */
    @JsonProperty("csv")
    CSV("text/csv");

    private final String mediaType;

    BulkFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BulkFormat of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
