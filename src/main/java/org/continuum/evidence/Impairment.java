package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A record no longer stands as it stood. Told as a CDI event in the transaction of the act that did it, so that whoever
 * relied on the record hears of it or the act fails; evidence itself knows nobody who does.
 *
 * @param evidence the record that it happened to
 * @param decision by which it happened; null where its own submitter did it
 */
public record Impairment(
        UUID person, UUID evidence, Cause cause, @Nullable EvidenceRecord decision) {
    /** What happened to the record. */
    @Schema(name = "VoidedBy")
    public enum Cause {
        /** Its submitter took it back, or its issuer withdrew it. */
        @JsonProperty("retracted")
        RETRACTED("retracted"),
        /** A correction of it has become final. */
        @JsonProperty("superseded")
        SUPERSEDED("superseded"),
        /** The authority has put it on hold. */
        @JsonProperty("held")
        HELD("held"),
        /** The authority has declared it void. */
        @JsonProperty("voided")
        VOIDED("voided");

        private final String word;

        Cause(String word) {
            this.word = word;
        }

        /** As the contract writes it. */
        public String word() {
            return word;
        }
    }
}
