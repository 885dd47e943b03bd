package org.continuum.feed;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What came of delivering one event. */
@Schema(name = "Delivery", description = "What came of delivering one event.")
public record DeliveryView(
        @Schema(description = "The event's place in the one sequence.", minimum = "1")
        long position,

        @Schema(description = "The event's id, which the receiver got as webhook-id.")
        UUID event,

        @Schema(description = "The event's type.") String type,

        @Schema(description = "How it stands.") DeliveryState state,

        @Schema(description = "How often it has been tried.", minimum = "1")
        int attempts,

        @Schema(description = "When it was last tried.") Instant lastAttemptAt,

        @Schema(description = "When it will be tried again; absent when it will not.") @Nullable
        Instant nextAttemptAt,

        @Schema(
                description = "The HTTP status of the last answer; absent if there was none.",
                minimum = "100",
                maximum = "999")
        @Nullable
        Integer status,

        @Schema(description = "Why the last attempt failed; absent once delivered.") @Nullable
        Failure failure) {}
