package org.continuum.trail;

import java.time.Instant;
import java.util.UUID;
import org.continuum.log.LogKey;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry stands on the trail. A {@link Receipt} says the same and is signed; a signature costs more than all else
 * that a row of a bulk job takes, and is made when somebody asks for it.
 *
 * @param entry the entry's id
 * @param subject the record that it tells of
 * @param personSeq its number on the person's record; null without a person
 * @param commitment SHA-256 over a secret salt and what was recorded
 */
public record Place(UUID entry, UUID subject, @Nullable Long personSeq, Instant recordedAt, byte[] commitment) {
    /** The same bytes whenever it is asked for, as long as the log's key is the same. */
    Receipt receipt(LogKey key) {
        return Receipt.signed(key, entry, subject, personSeq, recordedAt, commitment);
    }
}
