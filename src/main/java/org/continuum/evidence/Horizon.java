package org.continuum.evidence;

import java.time.LocalDate;

/**
 * The last day of which evidence may tell.
 *
 * @param words what is wrong with a later one
 */
record Horizon(LocalDate day, String words) {
    /** Nothing is recorded before it has happened. */
    static Horizon today(LocalDate today) {
        return new Horizon(today, "Lies in the future; today is %s (UTC).".formatted(today));
    }

    /** What is supposed may lie in the future, but not after the day asked about: it would be ignored. */
    static Horizon asked(LocalDate asOf) {
        return new Horizon(asOf, "Lies after the day asked about, %s.".formatted(asOf));
    }

    boolean isBefore(LocalDate other) {
        return day.isBefore(other);
    }
}
