package org.continuum.feed;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What follows a position.
 *
 * @param next always there, unlike in other lists: the feed has no end, one asks again later
 */
@Schema(description = "What follows a position in the sequence.")
public record Events(
        @Schema(description = "The events that the caller may learn of, in their order.", maxItems = 200)
        List<Event> items,

        @Schema(description = "Ask after this position for what follows, now or later.", minimum = "0")
        long next) {
    public Events {
        items = List.copyOf(items);
    }
}
