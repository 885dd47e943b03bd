package org.continuum.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Where in a list a page begins: the key of the last item before it. Opaque to clients, so that its form may change; it
 * gives no access, and is checked as any other input.
 */
public record Cursor(List<String> parts) {
    private static final String SEPARATOR = "\u001f";

    public Cursor {
        parts = List.copyOf(parts);
    }

    public static Cursor of(Object... parts) {
        return new Cursor(Arrays.stream(parts).map(Object::toString).toList());
    }

    String encoded() {
        String text = parts.stream().collect(Collectors.joining(SEPARATOR));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Cursor decoded(String encoded) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
            if (PlainText.wrong(text) != null || text.indexOf('\uFFFD') >= 0) {
                throw malformed();
            }
            return new Cursor(List.of(text.split(SEPARATOR, -1)));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    public String text(int part) {
        if (part >= parts.size()) {
            throw malformed();
        }
        return parts.get(part);
    }

    public UUID id(int part) {
        try {
            UUID id = UUID.fromString(text(part));
            if (!id.toString().equals(text(part))) {
                throw malformed();
            }
            return id;
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    public long number(int part) {
        try {
            return Long.parseLong(text(part));
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    public Instant instant(int part) {
        try {
            Instant instant = Instant.parse(text(part));
            if (instant.isBefore(Instant.parse("1900-01-01T00:00:00Z"))
                    || instant.isAfter(Instant.parse("2200-01-01T00:00:00Z"))) {
                throw malformed();
            }
            return instant;
        } catch (DateTimeException e) {
            throw malformed();
        }
    }

    private static Problem malformed() {
        return Problem.invalid(
                List.of(new Violation("#query/cursor", "Not a cursor of this list.", "Begin again without one.")));
    }
}
