package org.continuum.evidence;

import jakarta.ws.rs.core.MediaType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * A submission as it came in.
 *
 * @param mediaType with no parameter but that it is UTF-8: it is kept in plain, and in others anything might stand
 * @param digest SHA-256 of the bytes
 */
public record Received(byte[] bytes, String mediaType, byte[] digest) {
    /** @param contentType as the sender has it */
    public static Received of(byte[] bytes, String contentType) {
        return new Received(bytes, mediaType(contentType), sha256(bytes));
    }

    private static String mediaType(String contentType) {
        MediaType said = MediaType.valueOf(contentType);
        String type = said.getType() + "/" + said.getSubtype();
        boolean named = "utf-8".equalsIgnoreCase(said.getParameters().get(MediaType.CHARSET_PARAMETER));
        return type.toLowerCase(Locale.ROOT) + (named ? "; charset=utf-8" : "");
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
