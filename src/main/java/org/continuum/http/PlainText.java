package org.continuum.http;

import org.jspecify.annotations.Nullable;

/** Text that is kept: of characters that every reader of it takes, the database among them. */
public final class PlainText {
    private PlainText() {}

    /** What makes a text unfit to be kept; null if nothing does. */
    public static @Nullable String wrong(String text) {
        if (text.length() > Limits.STRING_BYTES) {
            return "Longer than %d KiB.".formatted(Limits.STRING_BYTES / 1024);
        }
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "Contains the character U+0000.";
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return "Contains half a surrogate pair, which is no character.";
                }
                i++;
                bytes += 4;
            } else {
                bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        return bytes > Limits.STRING_BYTES ? "Longer than %d KiB.".formatted(Limits.STRING_BYTES / 1024) : null;
    }
}
