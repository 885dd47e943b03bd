package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(
        description =
                "A lesson plan, a recording or another work, by reference and digest: the work itself stays where it is,"
                        + " because pupils may be in it.")
public record Artifact(
        @JsonUnwrapped Envelope envelope,

        @NotNull @Size(max = 127) @Pattern(regexp = "[a-zA-Z0-9][a-zA-Z0-9!#$&^_.+-]*/[a-zA-Z0-9][a-zA-Z0-9!#$&^_.+-]*")
        String mediaType,

        @NotNull @Size(max = 2000) @Schema(description = "Where it is kept.")
        URI location,

        @NotNull @Pattern(regexp = "[0-9a-f]{64}") @Schema(description = "SHA-256 of it, hexadecimal.")
        String digest,

        @NotNull @Size(min = 1, max = 300) String title)
        implements Submission {}
