package org.continuum.trail;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry that has its place.
 *
 * @param position its place in the one sequence, contiguous from 1
 * @param organization who acted
 * @param person whose record it touches, if anybody's
 * @param personSeq its gapless number on that record
 */
public record Sequenced(
        long position,
        UUID id,
        String type,
        UUID organization,
        @Nullable UUID person,
        @Nullable Long personSeq,
        UUID subject,
        Instant recordedAt,
        Map<String, Object> data) {
    public Sequenced {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data)); // in the order in which they are stored
    }
}
