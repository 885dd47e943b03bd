package org.continuum.log;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** Keys of the log for tests. */
public final class Keys {
    private Keys() {}

    /** Another key of the log with this name. */
    public static LogKey fresh(String origin) {
        return new LogKey(origin, Optional.of(pem()), Optional.empty(), false);
    }

    /** As openssl would write one. */
    public static String pem() {
        try {
            byte[] key = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
