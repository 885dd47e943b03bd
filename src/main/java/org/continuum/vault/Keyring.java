package org.continuum.vault;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys of the operator's: the first seals, all open, so that one can take another's place. What is sealed begins with four
 * bytes that name the key.
 */
public final class Keyring {
    private static final int NAME = 4;

    private final String variable;
    private final List<Key> keys = new ArrayList<>();

    /**
     * @param variable where the operator has them from, for whoever must correct them
     * @param keys base64 of 32 bytes each
     */
    public Keyring(String variable, List<String> keys) {
        this.variable = variable;
        keys.forEach(each -> this.keys.add(key(each.strip())));
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** @param place which table, column and row the sealed bytes are for, in ASCII */
    public byte[] seal(byte[] plain, String place) {
        Key key = keys.getFirst();
        byte[] sealed = new Box().seal(key.secret, plain, place);
        return ByteBuffer.allocate(NAME + sealed.length)
                .put(key.name)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException if the key is not configured any more, or the place is not the one it was sealed for */
    public byte[] open(byte[] sealed, String place) {
        return open(new Box(), sealed, place);
    }

    byte[] open(Box box, byte[] sealed, String place) {
        byte[] name = Arrays.copyOf(sealed, NAME);
        Key key = keys.stream()
                .filter(each -> Arrays.equals(each.name, name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(variable + " lacks a key that is in use"));
        return box.open(key.secret, Arrays.copyOfRange(sealed, NAME, sealed.length), place);
    }

    /** Whether it is kept under the first key already. */
    boolean isUnderFirst(byte[] sealed) {
        return Arrays.equals(keys.getFirst().name, Arrays.copyOf(sealed, NAME));
    }

    private Key key(String base64) {
        byte[] bytes = bytes(variable, base64);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Key(Arrays.copyOf(digest, NAME), new SecretKeySpec(bytes, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The 32 bytes, or a refusal that does not tell them. */
    static byte[] bytes(String variable, String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length == 32) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // told below, without the key
        }
        throw new IllegalStateException(variable + ": each key is 32 random bytes in base64 (openssl rand -base64 32)");
    }

    /** Plain fields, so that no record's toString tells a key. */
    private static final class Key {
        private final byte[] name;
        private final SecretKeySpec secret;

        private Key(byte[] name, SecretKeySpec secret) {
            this.name = name;
            this.secret = secret;
        }
    }
}
