package org.continuum.trail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.continuum.log.Merkle;

/**
 * A trail entry as the log has it, where everybody may read it: 121 bytes that tell nothing of anybody.
 *
 * <table>
 * <caption>The bytes; numbers are big-endian</caption>
 * <tr><td>0</td><td>the form: 1</td></tr>
 * <tr><td>1–16</td><td>id of the entry</td></tr>
 * <tr><td>17–24</td><td>recorded at, microseconds since 1970</td></tr>
 * <tr><td>25–56</td><td>commitment: SHA-256(0x02 ‖ salt ‖ the bytes that were recorded)</td></tr>
 * <tr><td>57–88</td><td>handle: SHA-256(0x03 ‖ handle key ‖ id of the person ‖ number on the person's record), of an entry
 *     about nobody the organization's id and 0</td></tr>
 * <tr><td>89–120</td><td>SHA-256(0x04 ‖ description key ‖ description)</td></tr>
 * </table>
 *
 * <p>The keys are derived from the salt, each by a hash of its own, so that handle and description can be opened to
 * somebody who may not open the commitment; and once the salt is destroyed nobody can open any of them. No two handles of
 * a person have anything in common.
 */
public record LogEntry(byte[] bytes) {
    /** Bytes of an entry. */
    public static final int LENGTH = 121;

    private static final byte FORM = 1;
    private static final byte COMMITMENT = 2;
    private static final byte HANDLE = 3;
    private static final byte DESCRIPTION = 4;
    private static final byte HANDLE_KEY = 5;
    private static final byte DESCRIPTION_KEY = 6;

    public LogEntry {
        bytes = bytes.clone();
    }

    /**
     * @param handleKey of {@link #handleKey}; kept beside the salt, so that an entry is written and checked without any key
     * @param home the person, or the organization where the entry is about nobody
     * @param personSeq 0 where it is about nobody
     */
    static LogEntry of(
            UUID id,
            Instant recordedAt,
            byte[] commitment,
            byte[] handleKey,
            byte[] descriptionKey,
            UUID home,
            long personSeq,
            String description) {
        ByteBuffer whose = ByteBuffer.allocate(24)
                .putLong(home.getMostSignificantBits())
                .putLong(home.getLeastSignificantBits())
                .putLong(personSeq);
        return new LogEntry(ByteBuffer.allocate(LENGTH)
                .put(FORM)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt))
                .put(commitment)
                .put(hash(HANDLE, handleKey, whose.array()))
                .put(hash(DESCRIPTION, descriptionKey, description.getBytes(StandardCharsets.UTF_8)))
                .array());
    }

    /** A promise of bytes that tells nothing of them, not even to who guesses right, once the salt is gone. */
    public static byte[] commitment(byte[] salt, byte[] recorded) {
        return hash(COMMITMENT, salt, recorded);
    }

    public static byte[] handleKey(byte[] salt) {
        return hash(HANDLE_KEY, salt);
    }

    public static byte[] descriptionKey(byte[] salt) {
        return hash(DESCRIPTION_KEY, salt);
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogEntry that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Names of the fields in which it differs from what is stored as an entry. */
    public List<String> differences(byte[] stored) {
        if (stored.length != LENGTH) {
            return List.of("length");
        }
        return FIELDS.stream()
                .filter(field -> !Arrays.equals(bytes, field.from, field.to, stored, field.from, field.to))
                .map(Field::name)
                .toList();
    }

    private record Field(String name, int from, int to) {}

    private static final List<Field> FIELDS = List.of(
            new Field("form", 0, 1),
            new Field("id", 1, 17),
            new Field("recorded_at", 17, 25),
            new Field("commitment", 25, 57),
            new Field("person and person_seq", 57, 89),
            new Field("type, organization, actor, subject or data", 89, LENGTH));

    /** The first byte sets these apart from each other and from the leaves (0) and nodes (1) of the tree. */
    private static byte[] hash(byte domain, byte[]... parts) {
        byte[][] all = new byte[parts.length + 1][];
        all[0] = new byte[] {domain};
        System.arraycopy(parts, 0, all, 1, parts.length);
        return Merkle.sha256(all);
    }
}
