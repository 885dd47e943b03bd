package org.continuum.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A public key of the log with its name, as C2SP's signed-note writes it: {@code name+hash+base64}.
 *
 * @param origin the key's and the log's name
 * @param point the 32 bytes of an Ed25519 public key
 */
public record VerifierKey(String origin, byte[] point) {
    private static final byte ED25519 = 1;

    public VerifierKey {
        point = point.clone();
    }

    /** @throws IllegalArgumentException for what is no such key */
    public static VerifierKey of(String written) {
        String[] parts = written.split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("A key of the log is name+hash+base64");
        }
        byte[] key = Base64.getDecoder().decode(parts[2]);
        VerifierKey read = new VerifierKey(parts[0], Arrays.copyOfRange(key, 1, key.length));
        if (key.length != 33 || key[0] != ED25519 || !read.written().equals(written)) {
            throw new IllegalArgumentException("Not an Ed25519 key of the log: " + written);
        }
        return read;
    }

    @Override
    public byte[] point() {
        return point.clone();
    }

    /** What verifiers are given to trust. */
    public String written() {
        return origin + "+" + HexFormat.of().formatHex(hash()) + "+"
                + Base64.getEncoder().encodeToString(typed());
    }

    /** Four bytes that tell keys apart; no security rests on them. */
    byte[] hash() {
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        named.writeBytes(origin.getBytes(StandardCharsets.UTF_8));
        named.write('\n');
        named.writeBytes(typed());
        return Arrays.copyOf(Merkle.sha256(named.toByteArray()), 4);
    }

    /** Whether a signature, {@link LogKey#sign written} as base64 of hash and bytes, is this key's over the text. */
    public boolean verifies(String text, String signature) {
        byte[] signed;
        try {
            signed = Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return signed.length == 4 + Ed25519.SIGNATURE_SIZE
                && Arrays.equals(signed, 0, 4, hash(), 0, 4)
                && Ed25519.verify(signed, 4, point, 0, bytes, 0, bytes.length);
    }

    private byte[] typed() {
        return ByteBuffer.allocate(1 + point.length).put(ED25519).put(point).array();
    }
}
