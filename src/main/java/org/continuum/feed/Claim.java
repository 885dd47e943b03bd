package org.continuum.feed;

import java.util.List;
import java.util.UUID;

/**
 * The right to deliver to one subscription for a while, with what that takes. Whoever holds an older claim can record
 * nothing any more.
 *
 * @param id new with each claim
 * @param role in which the organization subscribed
 * @param position up to where all is done
 * @param attempts failed so far on the event that is next
 * @param givenUpInARow events given up since the last one that was accepted
 */
record Claim(
        UUID id,
        UUID subscription,
        UUID organization,
        String role,
        String url,
        List<String> types,
        String payloadVersion,
        long position,
        int attempts,
        int givenUpInARow) {
    Claim {
        types = List.copyOf(types);
    }

    /** After what is none of its events. */
    Claim passed(long at) {
        return new Claim(id, subscription, organization, role, url, types, payloadVersion, at, 0, givenUpInARow);
    }

    /** After an event that was accepted. */
    Claim accepted(long at) {
        return new Claim(id, subscription, organization, role, url, types, payloadVersion, at, 0, 0);
    }

    /** After an event that was given up. */
    Claim givenUp(long at) {
        return new Claim(id, subscription, organization, role, url, types, payloadVersion, at, 0, givenUpInARow + 1);
    }
}
