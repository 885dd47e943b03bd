package org.continuum.trail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a person's record ends.
 *
 * @param absorbedBy the record that it is part of; null for one that stands by itself
 */
record Head(long seq, Instant recordedAt, @Nullable UUID absorbedBy, boolean deactivated) {
    Head next(Instant at) {
        return new Head(seq + 1, at, absorbedBy, deactivated);
    }
}
