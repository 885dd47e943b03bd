package org.continuum.readiness;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.continuum.evidence.Impairment;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * That a determination is to be looked at again. Kept as it is written here; only ever add components that older records may
 * lack. Whether it is open follows from whether it has been decided.
 *
 * @param grounds what the asker brings forward; null for a review that nobody asked for
 * @param evidence the record that the determination used and that was voided; null for a review that was asked for
 * @param cause what became of that record
 */
record Review(
        UUID person,
        UUID id,
        UUID determination,
        Origin origin,
        @Nullable String grounds,
        @Nullable UUID evidence,
        Impairment.@Nullable Cause cause) {
    /** Why it was opened. */
    @Schema(name = "ReviewOrigin")
    public enum Origin {
        /** The person asked for it, or her program did on her behalf. */
        @JsonProperty("requested")
        REQUESTED("requested"),

        /** A record that the determination used no longer stands as it stood. */
        @JsonProperty("voided-input")
        VOIDED_INPUT("voided-input");

        final String slug;

        Origin(String slug) {
            this.slug = slug;
        }
    }
}
