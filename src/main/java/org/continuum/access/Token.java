package org.continuum.access;

import java.time.Instant;
import java.util.Set;

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
}
