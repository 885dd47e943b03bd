package org.continuum.trail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the act learns from the trail.
 *
 * @param entry id of the trail entry
 * @param personSeq the entry's gapless number on the person's record, from 1; null without a person
 * @param recordedAt the service's own time of recording
 * @param commitment SHA-256 over salt and bytes, hexadecimal
 */
public record Receipt(UUID entry, @Nullable Long personSeq, Instant recordedAt, String commitment) {}
