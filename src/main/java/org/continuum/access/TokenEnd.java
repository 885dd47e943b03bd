package org.continuum.access;

import java.time.Instant;

/**
 * When the caller's token ends: what goes on for longer than a request must end with it.
 *
 * @param at the token's {@code exp}
 */
public record TokenEnd(Instant at) {}
