package org.continuum.rulebook;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.continuum.http.Violation;

/** What is wrong with a document, each once with its place in it, in the order found. */
final class Mistakes {
    private static final int MOST = 200;

    private final Map<String, Integer> lines;
    private final Set<Violation> found = new LinkedHashSet<>();

    /** @param lines JSON pointer to line, from 1 */
    Mistakes(Map<String, Integer> lines) {
        this.lines = lines;
    }

    void add(String pointer, String detail, String fix) {
        if (found.size() < MOST) {
            Integer line = line(pointer);
            found.add(new Violation(pointer, line == null ? detail : "Line " + line + ": " + detail, fix));
        }
    }

    /** The line of the place, or of the nearest one around it that stands in the text. */
    private @org.jspecify.annotations.Nullable Integer line(String pointer) {
        for (String at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
            Integer line = lines.get(at);
            if (line != null || at.isEmpty()) {
                return line;
            }
        }
    }

    boolean any() {
        return !found.isEmpty();
    }

    List<Violation> all() {
        return List.copyOf(found);
    }
}
