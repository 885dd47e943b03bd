package org.continuum.rulebook;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.continuum.http.Violation;

/** What is wrong with a document, each once with its place in it, in the order found. */
final class Mistakes {
    private static final int MOST = 200;

    /** Characters of a sentence, which may quote the document or name all that it might have meant. */
    private static final int MOST_TOLD = 4_000;

    private static final String REQUIREMENTS = "/requirements/";

    private final Map<String, Integer> lines;
    private final int floorRequirements;
    private final Set<Violation> found;

    /** @param lines JSON pointer to line, from 1 */
    Mistakes(Map<String, Integer> lines) {
        this(lines, 0, new LinkedHashSet<>());
    }

    private Mistakes(Map<String, Integer> lines, int floorRequirements, Set<Violation> found) {
        this.lines = lines;
        this.floorRequirements = floorRequirements;
        this.found = found;
    }

    /** The same mistakes, added to by the reader of a layer that lies on so many of the floor's requirements. */
    Mistakes above(int requirements) {
        return new Mistakes(lines, requirements, found);
    }

    void add(String read, String detail, String fix) {
        if (found.size() < MOST) {
            String pointer = inTheLayer(read);
            Integer line = line(pointer);
            String told = line == null ? detail : "Line " + line + ": " + detail;
            found.add(new Violation(pointer, shortened(told), shortened(fix)));
        }
    }

    private static String shortened(String told) {
        return told.length() <= MOST_TOLD ? told : told.substring(0, MOST_TOLD) + " …";
    }

    /** What is wrong in the floor's part is wrong with laying something on it. */
    private String inTheLayer(String read) {
        if (floorRequirements == 0 || !read.startsWith(REQUIREMENTS)) {
            return read;
        }
        int end = read.indexOf('/', REQUIREMENTS.length());
        int last = end < 0 ? read.length() : end;
        int at = Integer.parseInt(read.substring(REQUIREMENTS.length(), last)) - floorRequirements;
        return at < 0 ? "/extends" : REQUIREMENTS + at + read.substring(last);
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
