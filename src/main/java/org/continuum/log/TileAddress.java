package org.continuum.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where C2SP's tlog-tiles serves a tile: {@code 0/x001/x234/067}, or {@code 0/x001/x234/067.p/17} while it has 17 of its
 * 256 hashes.
 *
 * @param level of tiles, each eight levels of the tree; {@link #ENTRIES} for the entries below level 0
 * @param width how many of its 256 places are asked for
 */
public record TileAddress(int level, long number, int width) {
    /** Places in a tile. */
    public static final int WIDTH = 256;

    public static final int ENTRIES = -1;

    /** Behind it there is no entry that could be counted. */
    private static final long NUMBERS = Long.MAX_VALUE / WIDTH;

    private static final Pattern LEVEL = Pattern.compile("entries|0|[1-9]\\d?");
    private static final Pattern NUMBER = Pattern.compile("((?:x\\d{3}/){0,5}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

    /** Empty for what is no address: each tile has exactly one. */
    static Optional<TileAddress> of(String level, String path) {
        Matcher parts = NUMBER.matcher(path);
        if (!LEVEL.matcher(level).matches() || !parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(1).replaceAll("[x/]", ""));
        int width = parts.group(2) == null ? WIDTH : Integer.parseInt(parts.group(2));
        boolean partial = parts.group(2) != null;
        TileAddress found = new TileAddress(level.equals("entries") ? ENTRIES : Integer.parseInt(level), number, width);
        boolean canonical =
                number < NUMBERS && (!partial || width < WIDTH) && found.path().equals(level + "/" + path);
        return canonical ? Optional.of(found) : Optional.empty();
    }

    boolean whole() {
        return width == WIDTH;
    }

    /** Below {@code tile/}. */
    String path() {
        StringBuilder path = new StringBuilder("%03d".formatted(number % 1000));
        for (long rest = number / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return (level == ENTRIES ? "entries" : Integer.toString(level)) + "/" + path + (whole() ? "" : ".p/" + width);
    }
}
