package org.continuum.evidence;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that another one speaks of, as far as it matters there.
 *
 * @param superseded whether some record replaces it already
 */
record Referred(UUID person, UUID id, UUID organization, String kind, Purpose purpose, boolean superseded) {
    static boolean isOf(UUID person, @Nullable Referred found) {
        return found != null && found.person().equals(person);
    }
}
