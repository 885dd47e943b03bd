package org.continuum.access;

import java.time.Instant;
import java.util.Set;
import org.jose4j.jwt.NumericDate;

/**
 * What is to know of the verified token itself, beside whom it is of.
 *
 * @param subject its {@code sub}
 * @param clients who had it issued: its {@code client_id} and {@code azp}, where they are there
 * @param issued in whole seconds
 * @param end from when it is none any more
 */
public record Token(String subject, Set<String> clients, Instant issued, Instant end) {
    public Token {
        clients = Set.copyOf(clients);
    }

    /** Whether its time has not run out: the machine's, as the service's own may be set by whoever replays a history. */
    public boolean lasts() {
        return NumericDate.now().getValue() < end.getEpochSecond();
    }
}
