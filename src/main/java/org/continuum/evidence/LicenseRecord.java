package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(description = "What became of a license that was not issued here.")
public record LicenseRecord(
        @JsonUnwrapped Envelope envelope,
        @NotNull @Size(min = 1, max = 200) String license,
        @NotNull Event event,

        @Size(min = 1, max = 100) @Nullable @Schema(description = "Whose license it is, for example US-WI.")
        String jurisdiction)
        implements Submission {
    /** What happened to it on the day of occurredOn. */
    @Schema(name = "LicenseEvent")
    public enum Event {
        @JsonProperty("issued")
        ISSUED,
        @JsonProperty("renewed")
        RENEWED,
        @JsonProperty("expired")
        EXPIRED,
        @JsonProperty("denied")
        DENIED,
        @JsonProperty("restricted")
        RESTRICTED,
        @JsonProperty("suspended")
        SUSPENDED,
        @JsonProperty("revoked")
        REVOKED,
        @JsonProperty("surrendered")
        SURRENDERED,
        @JsonProperty("reinstated")
        REINSTATED
    }
}
