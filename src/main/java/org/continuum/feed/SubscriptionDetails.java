package org.continuum.feed;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.continuum.http.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A subscription, as it is made and changed.
 *
 * @param types absent or empty: all
 * @param payloadVersion absent: the newest
 * @param paused absent: no
 */
@Schema(description = "A subscription, as it is made and changed.")
public record SubscriptionDetails(
        @NotNull
        @Size(min = 1, max = Destination.MAX_LENGTH)
        @Schema(
                description = "Where to deliver: https, a host name that leads to public addresses, and no user info.",
                examples = "https://hooks.example.org/continuum")
        String url,

        @Nullable
        @Size(max = 50)
        @Schema(description = "The types of events wanted, e.g. license.issued; absent or empty: all that you may see.")
        List<@Size(max = 80) @Pattern(regexp = "[a-z-]+\\.[a-z-]+") String> types,

        @Nullable
        @Size(max = 10)
        @Schema(
                description = "The version of the contract in whose form events are delivered, now and after newer"
                        + " versions have come; absent: the newest.",
                examples = "2026-11-01")
        String payloadVersion,

        @Nullable @Size(max = 200) @Schema(description = "What it is for, in your words.")
        String description,

        @Nullable
        @Schema(
                description = "True stops the delivery, false or absent goes on where it stopped, also after the"
                        + " service has disabled it.")
        Boolean paused) {
    static final List<String> PAYLOAD_VERSIONS = List.of("2026-11-01");

    /** Empty when there were none: all. */
    @Override
    public List<String> types() {
        return types == null ? List.of() : List.copyOf(types);
    }

    /** The newest when there was none. */
    @Override
    public String payloadVersion() {
        return payloadVersion == null ? PAYLOAD_VERSIONS.getLast() : payloadVersion;
    }

    /** False when it was not said. */
    @Override
    public Boolean paused() {
        return paused != null && paused;
    }

    /** What cannot be accepted although it is well-formed. */
    List<Violation> violations(Reach reach) {
        List<Violation> violations = new ArrayList<>(Destination.violations(url, reach));
        for (int i = 0; i < types().size(); i++) {
            String type = types().get(i);
            if (EventType.find(type).isEmpty()) {
                violations.add(new Violation(
                        "/types/" + i,
                        "There are no events of the type " + type + ".",
                        "Take a type that openapi/continuum-events.asyncapi.yaml lists."));
            }
        }
        if (!PAYLOAD_VERSIONS.contains(payloadVersion())) {
            violations.add(new Violation(
                    "/payloadVersion",
                    "Events cannot be delivered in this version.",
                    "Take one of: " + String.join(", ", PAYLOAD_VERSIONS) + "."));
        }
        return violations;
    }
}
