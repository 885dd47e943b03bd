package org.continuum.http;

import java.util.Objects;

/**
 * One thing wrong with a request.
 *
 * @param pointer JSON pointer into the body ({@code /ratings/0/level}; the empty string is the whole body), or
 *     {@code #query/name}, {@code #path/name}, {@code #header/name} for what stands outside the body
 * @param detail what is wrong, in words the sender understands
 * @param fix what to do about it
 */
public record Violation(String pointer, String detail, String fix) {
    public Violation {
        Objects.requireNonNull(pointer);
        Objects.requireNonNull(detail);
        Objects.requireNonNull(fix);
    }
}
