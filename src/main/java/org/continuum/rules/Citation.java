package org.continuum.rules;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule is written.
 *
 * @param label the citation as a lawyer writes it
 * @param url where it was read; null when it was not
 * @param mark how far the rule set's wording can be trusted
 */
public record Citation(String label, @Nullable String url, Mark mark) {

    /** Honesty about the source. */
    public enum Mark {
        /** Read at the source. */
        VERIFIED,
        /** The source leaves it open; the document says which reading it takes. */
        INTERPRETED,
        /** Written from memory. */
        MEMORY,
        /** Made up for a demonstration or a test. */
        SYNTHETIC;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Citation {
        Objects.requireNonNull(label);
        Objects.requireNonNull(mark);
    }
}
