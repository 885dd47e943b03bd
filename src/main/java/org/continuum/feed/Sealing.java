package org.continuum.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Secrets at rest: AES-256-GCM with a key of the operator's, bound to the row that they stand in, so that a row copied
 * to another subscription opens nothing.
 *
 * <p>What is stored: 4 bytes that name the key, 12 of nonce, the ciphertext with its tag.
 */
@ApplicationScoped
class Sealing {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NAME = 4;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final List<Key> keys = new ArrayList<>();

    /** @param keys base64 of 32 bytes each; the first seals, all open */
    Sealing(@ConfigProperty(name = "continuum.webhooks.keys") Optional<List<String>> keys) {
        for (String key : keys.orElse(List.of())) {
            this.keys.add(Key.of(key.strip()));
        }
    }

    /** Keys have been read when this returns, and found well-formed. */
    void check() {}

    /** @throws Problem "not set up" if the operator has given no key */
    byte[] seal(byte[] secret, UUID organization, UUID subscription, UUID id) {
        if (keys.isEmpty()) {
            throw new Problem(ProblemType.NOT_SET_UP, "Webhooks need a key that their secrets are kept under.");
        }
        Key key = keys.getFirst();
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        sealed.writeBytes(key.name);
        sealed.writeBytes(nonce);
        sealed.writeBytes(crypt(Cipher.ENCRYPT_MODE, key, nonce, secret, row(organization, subscription, id)));
        return sealed.toByteArray();
    }

    /** @throws IllegalStateException if the key is not configured any more, or the row is not the one that was sealed */
    byte[] open(byte[] sealed, UUID organization, UUID subscription, UUID id) {
        byte[] name = Arrays.copyOf(sealed, NAME);
        Key key = keys.stream()
                .filter(each -> Arrays.equals(each.name, name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("continuum.webhooks.keys lacks a key that is in use"));
        byte[] nonce = Arrays.copyOfRange(sealed, NAME, NAME + NONCE);
        byte[] rest = Arrays.copyOfRange(sealed, NAME + NONCE, sealed.length);
        return crypt(Cipher.DECRYPT_MODE, key, nonce, rest, row(organization, subscription, id));
    }

    private static byte[] row(UUID organization, UUID subscription, UUID id) {
        return ("subscription_secret.sealed/" + organization + "/" + subscription + "/" + id)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] crypt(int mode, Key key, byte[] nonce, byte[] input, byte[] row) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key.bytes, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(row);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A webhook's secret cannot be sealed or opened", e);
        }
    }

    /** Plain fields, so that no record's toString tells a key. */
    private static final class Key {
        private final byte[] name;
        private final byte[] bytes;

        private Key(byte[] name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        static Key of(String base64) {
            try {
                byte[] bytes = Base64.getDecoder().decode(base64);
                if (bytes.length == 32) {
                    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
                    return new Key(Arrays.copyOf(digest, NAME), bytes);
                }
            } catch (IllegalArgumentException e) {
                // told below, without the key
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java platform has SHA-256", e);
            }
            throw new IllegalStateException(
                    "CONTINUUM_WEBHOOKS_KEYS: each key is 32 random bytes in base64 (openssl rand -base64 32)");
        }
    }
}
