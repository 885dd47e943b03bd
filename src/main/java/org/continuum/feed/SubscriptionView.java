package org.continuum.feed;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A subscription, as it is read. */
@Schema(name = "Subscription", description = "What an organization wants delivered, and where to.")
public record SubscriptionView(
        @Schema(description = "Its id.") UUID id,

        @Schema(description = "Where events are delivered to.")
        String url,

        @Schema(description = "The types wanted; empty: all that the organization may see.")
        List<String> types,

        @Schema(description = "The version of the contract in whose form events are delivered.")
        String payloadVersion,

        @Schema(description = "What it is for.") @Nullable String description,

        @Schema(description = "Whether it is delivered to.") SubscriptionState state,

        @Schema(description = "Why the service has disabled it; absent if it has not.") @Nullable
        DisabledFor disabledFor,

        @Schema(description = "That there are secrets, the newest first; without any nothing is delivered.")
        List<SecretView> secrets,

        @Schema(description = "When it was made.") Instant createdAt) {
    public SubscriptionView {
        types = List.copyOf(types);
        secrets = List.copyOf(secrets);
    }

    static SubscriptionView of(Subscription subscription, List<SecretView> secrets) {
        return new SubscriptionView(
                subscription.id,
                subscription.url,
                subscription.types,
                subscription.payloadVersion,
                subscription.description,
                subscription.state,
                subscription.disabledFor,
                secrets,
                subscription.createdAt);
    }
}
