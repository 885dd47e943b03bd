package org.continuum.log;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A key as the log publishes it. */
@Schema(description = "A public key of the log.")
public record PublishedKey(
        @Schema(
                description =
                        "Name, hash and key as C2SP's signed-note writes them; what a verifier is given to trust.",
                maxLength = 200)
        String key,

        @Schema(description = "When the service first started with it.")
        Instant since) {}
