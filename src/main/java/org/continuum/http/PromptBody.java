package org.continuum.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A body that has to come in within a minute; the server itself waits a minute for each piece of it, however small. */
final class PromptBody extends FilterInputStream {
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private final long begun;

    PromptBody(InputStream body, LongSupplier nanos) {
        super(body);
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    /** @throws Problem "too large" where it has more than so many bytes */
    byte[] whole(int limit) throws IOException {
        byte[] bytes = readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw ReceivedBody.tooLarge();
        }
        return bytes;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        requirePrompt();
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        requirePrompt();
        return read;
    }

    private void requirePrompt() {
        if (nanos.getAsLong() - begun > WITHIN.toNanos()) {
            throw new Problem(
                    ProblemType.INVALID_REQUEST,
                    "The body has not come in within %d seconds.".formatted(WITHIN.toSeconds()));
        }
    }
}
