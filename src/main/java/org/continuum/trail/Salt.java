package org.continuum.trail;

import java.util.UUID;
import org.continuum.vault.PersonKey;

/** The secret of an entry's commitment: as it is kept, in plain or under the person's key. */
public final class Salt {
    static final int LENGTH = 32;

    private static final String COLUMN = "trail_entry.salt";

    private Salt() {}

    public static byte[] seal(PersonKey key, UUID entry, byte[] salt) {
        return key.seal(salt, COLUMN, entry);
    }

    public static byte[] open(PersonKey key, UUID entry, byte[] kept) {
        return isSealed(kept) ? key.open(kept, COLUMN, entry) : kept;
    }

    public static boolean isSealed(byte[] kept) {
        return kept.length != LENGTH;
    }
}
