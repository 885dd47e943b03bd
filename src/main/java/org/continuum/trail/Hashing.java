package org.continuum.trail;

import java.security.SecureRandom;
import org.continuum.log.Merkle;

/** Salted digests: of what was recorded and of what was asked. */
final class Hashing {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Hashing() {}

    static byte[] salt(int length) {
        byte[] salt = new byte[length];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /** SHA-256 over the parts, one after the other. */
    static byte[] sha256(byte[]... parts) {
        return Merkle.sha256(parts);
    }
}
