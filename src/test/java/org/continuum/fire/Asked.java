package org.continuum.fire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request that a client has sent, maybe more than once.
 *
 * @param number counts what was asked in a run, from 1
 * @param about the record that is corrected, signed or retracted; null for a new one
 * @param key its Idempotency-Key; null when it is sent without one
 * @param mark in no other request; it stands in the body, and in the row that comes of it
 */
record Asked(
        long number,
        Kind kind,
        UUID person,
        @Nullable UUID about,
        @Nullable String key,
        String mark,
        String body) {
    /** What can be asked for, with the type of the entry that it leaves on the trail. */
    enum Kind {
        SUBMISSION("evidence.submitted"),
        CORRECTION("evidence.submitted"),
        SIGNATURE("evidence.signed"),
        RETRACTION("evidence.retracted"),
        /** A record by the job. */
        ROW("evidence.submitted");

        final String entry;

        Kind(String entry) {
            this.entry = entry;
        }
    }

    String path() {
        return switch (kind) {
            case SUBMISSION, CORRECTION -> "/evidence";
            case SIGNATURE -> "/people/" + person + "/evidence/" + about + "/signatures";
            case RETRACTION -> "/people/" + person + "/evidence/" + about + "/retraction";
            case ROW -> throw new IllegalStateException("A row is not sent alone");
        };
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** SHA-256 of the bytes sent, hexadecimal. */
    String digest() {
        return HexFormat.of().formatHex(sha256().digest(bytes()));
    }

    /** What the service promised if it kept these very bytes under this salt; hexadecimal. */
    String commitment(byte[] salt) {
        MessageDigest sha256 = sha256();
        sha256.update((byte) 2);
        sha256.update(salt);
        return HexFormat.of().formatHex(sha256.digest(bytes()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
