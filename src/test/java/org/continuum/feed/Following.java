package org.continuum.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One open stream, read by a thread of its own as it comes. */
final class Following {
    final int status;
    final String contentType;
    private final List<String> lines = new ArrayList<>();
    private final InputStream body;
    private volatile boolean ended;
    private volatile Optional<IOException> brokenOff = Optional.empty();

    Following(HttpResponse<InputStream> answer) {
        status = answer.statusCode();
        contentType = answer.headers().firstValue("Content-Type").orElse("");
        body = answer.body();
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            brokenOff = Optional.of(e);
        }
        ended = true;
    }

    boolean ended() {
        return ended;
    }

    /** What was met instead of the end, or where a test closed it. */
    Optional<IOException> brokenOff() {
        return brokenOff;
    }

    /** The empty line that ends an event was the last thing that came. */
    boolean endsWithAWholeEvent() {
        synchronized (lines) {
            return !lines.isEmpty() && lines.getLast().isEmpty();
        }
    }

    List<String> lines(String field) {
        synchronized (lines) {
            return lines.stream().filter(line -> line.startsWith(field)).toList();
        }
    }

    List<String> data() {
        return lines("data:");
    }

    /** Of events only: a sign of life has an id and no data. */
    List<String> ids() {
        synchronized (lines) {
            List<String> ids = new ArrayList<>();
            String id = "";
            for (String line : lines) {
                if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    ids.add(id);
                }
            }
            return ids;
        }
    }

    void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
