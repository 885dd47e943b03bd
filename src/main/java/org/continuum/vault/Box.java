package org.continuum.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM, bound to the place that the bytes stand in, so that a row copied to another place opens nothing. What is
 * stored: 12 random bytes of nonce, the ciphertext with its tag of 16.
 *
 * <p>Making a box costs more than sealing a record in it. It holds on to the key that it was used with last, and must go where
 * that goes.
 */
final class Box {
    static final int OVERHEAD = 28;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Cipher cipher;

    Box() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    synchronized byte[] seal(SecretKeySpec key, byte[] plain, String place) {
        byte[] nonce = random(NONCE);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key, nonce, plain, 0, place);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /** @throws IllegalStateException if it was sealed with another key or for another place, or has been changed */
    synchronized byte[] open(SecretKeySpec key, byte[] sealed, String place) {
        if (sealed.length < OVERHEAD) {
            throw new IllegalStateException("Not sealed: " + place);
        }
        return crypt(Cipher.DECRYPT_MODE, key, sealed, sealed, NONCE, place);
    }

    private byte[] crypt(int mode, SecretKeySpec key, byte[] nonce, byte[] input, int from, String place) {
        try {
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE));
            cipher.updateAAD(place.getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(input, from, input.length - from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot be sealed or opened: " + place, e);
        }
    }
}
