package org.continuum.bulk;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;

/** What a row would come to, or has come to. */
public enum BulkRowState {
    /** Previewed: nothing speaks against it. */
    @JsonProperty("acceptable")
    ACCEPTABLE,
    /** Recorded. */
    @JsonProperty("accepted")
    ACCEPTED,
    /** Recorded before, under its reference. */
    @JsonProperty("duplicate")
    DUPLICATE,
    /** Not recorded; the problem says why. */
    @JsonProperty("rejected")
    REJECTED,
    /** Recorded and taken back with the job. */
    @JsonProperty("undone")
    UNDONE,
    /** Recorded and left alone by the undoing of the job. */
    @JsonProperty("kept")
    KEPT;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BulkRowState of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }

    /** For query parameters, which speak as the contract does. */
    public static BulkRowState fromString(String slug) {
        return Arrays.stream(values())
                .filter(state -> state.stored().equals(slug))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(slug));
    }

    @Override
    public String toString() {
        return stored();
    }
}
