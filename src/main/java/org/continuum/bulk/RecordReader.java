package org.continuum.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes a stream apart into rows without holding more than one: at the ends of lines, of a CSV outside of quotes only.
 * A byte order mark at the beginning, carriage returns before line feeds and empty lines are no part of any row.
 */
final class RecordReader {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final boolean quotes;
    private final int limit;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int end;
    private boolean begun;

    /** @param limit bytes of one row */
    RecordReader(InputStream in, BulkFormat format, int limit) {
        this.in = in;
        this.quotes = format == BulkFormat.CSV;
        this.limit = limit;
    }

    /** The next row that is not empty; null at the end. */
    @Nullable
    Found next() throws IOException {
        while (true) {
            Found found = record();
            if (found == null || found.bytes() == null || !blank(found.bytes())) {
                return found;
            }
        }
    }

    private @Nullable Found record() throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(512);
        boolean quoted = false;
        boolean tooLong = false;
        boolean some = false;
        while (fill()) {
            some = true;
            int from = position;
            boolean ended = false;
            while (position < end && !ended) {
                byte b = buffer[position++];
                if (quotes && b == '"') {
                    quoted = !quoted;
                } else if (b == '\n' && !quoted) {
                    ended = true;
                }
            }
            int length = position - from - (ended ? 1 : 0);
            tooLong |= kept.size() + length > limit + 1;
            if (!tooLong) {
                kept.write(buffer, from, length);
            }
            if (ended) {
                break;
            }
        }
        return some ? new Found(tooLong ? null : withinLimit(kept.toByteArray())) : null;
    }

    /** The one byte more is for the carriage return. */
    private byte @Nullable [] withinLimit(byte[] bytes) {
        int length = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        int start = begun || !startsWithMark(bytes) ? 0 : BYTE_ORDER_MARK.length;
        begun = true;
        return length - start > limit ? null : Arrays.copyOfRange(bytes, Math.min(start, length), length);
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private static boolean blank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        if (position == end) {
            position = 0;
            end = Math.max(0, in.read(buffer));
        }
        return position < end;
    }

    /** @param bytes null if it was longer than the limit */
    record Found(byte @Nullable [] bytes) {}
}
