package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(description = "The person has appealed against what a record says.")
public record Appeal(
        @JsonUnwrapped Envelope envelope,

        @NotNull @Schema(description = "The record, of the same person.")
        UUID against)
        implements Submission {}
