package org.continuum.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.continuum.http.Violation;
import org.jspecify.annotations.Nullable;

/**
 * From a first to a last day, both within.
 *
 * @param endedOn null while it goes on
 */
record Period(LocalDate startedOn, @Nullable LocalDate endedOn) {
    boolean overlaps(Period other) {
        return !startedOn.isAfter(other.lastDay()) && !other.startedOn.isAfter(lastDay());
    }

    private LocalDate lastDay() {
        return endedOn == null ? LocalDate.MAX : endedOn;
    }

    /** Why this cannot be a period of the life of somebody who was born then. */
    List<Violation> impossible(@Nullable LocalDate born) {
        List<Violation> impossible = new ArrayList<>();
        if (endedOn != null && endedOn.isBefore(startedOn)) {
            impossible.add(new Violation("/endedOn", "Before startedOn.", "Send the last day, or leave it out."));
        }
        if (born != null && startedOn.isBefore(born)) {
            impossible.add(new Violation(
                    "/startedOn", "Before the person was born.", "Check the day, and the person's date of birth."));
        }
        return impossible;
    }
}
