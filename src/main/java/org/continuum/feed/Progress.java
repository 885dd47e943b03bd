package org.continuum.feed;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far a subscription has come. Apart from it, because its version must not change with every event. */
@Schema(description = "How far the delivery has come.")
public record Progress(
        @Schema(description = "Up to here all has been delivered, given up, or was not for you.", minimum = "0")
        long position,

        @Schema(
                description = "The end of the sequence. The difference is what is still to be looked at.",
                minimum = "0")
        long end,

        @Schema(description = "How often the next event has been tried in vain.", minimum = "0")
        int attempts,

        @Schema(description = "When it will be tried again, if it has failed.") @Nullable
        Instant nextAttemptAt,

        @Schema(description = "How many events have been given up, ever.", minimum = "0")
        long dead) {}
