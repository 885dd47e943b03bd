package org.continuum.evidence;

import jakarta.ws.rs.core.MediaType;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A submission as it came in.
 *
 * @param mediaType with no parameter but a known charset: it is kept in plain, and in others anything might stand
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
        String charset = said.getParameters().get(MediaType.CHARSET_PARAMETER);
        return (type + (isKnown(charset) ? "; charset=" + Charset.forName(charset) : "")).toLowerCase(Locale.ROOT);
    }

    private static boolean isKnown(@Nullable String charset) {
        try {
            return charset != null && Charset.isSupported(charset);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
