package org.continuum.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A submission as it came in.
 *
 * @param digest SHA-256 of the bytes
 */
public record Received(byte[] bytes, String mediaType, byte[] digest) {
    public static Received of(byte[] bytes, String mediaType) {
        return new Received(bytes, mediaType, sha256(bytes));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
