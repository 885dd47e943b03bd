package org.continuum.bulk;

import org.jspecify.annotations.Nullable;

/**
 * A row as it came in, without the end of its line.
 *
 * @param bytes null where it was too long to be kept
 */
record Line(int number, byte @Nullable [] bytes) {
    long size() {
        return bytes == null ? 0 : bytes.length;
    }
}
