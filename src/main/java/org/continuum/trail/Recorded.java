package org.continuum.trail;

import java.util.Objects;
import java.util.UUID;

/**
 * What an act that records something answers, and what its repetition under the same key answers again.
 *
 * @param id the record
 */
public record Recorded(UUID id, Receipt receipt) {
    public Recorded {
        Objects.requireNonNull(id);
        Objects.requireNonNull(receipt);
    }
}
