package org.continuum.people;

import java.util.List;
import java.util.UUID;
import org.continuum.http.Violation;

/** What a feature that knows more of a record has against an act on all of it. Asked in the act, under its locks. */
public interface Objection {
    /** Against its becoming one with another, at the place of the request. */
    default List<Violation> toMerging(UUID person, String place) {
        return List.of();
    }

    /** Against its being closed as registered in error. */
    default List<Violation> toDeactivating(UUID person) {
        return List.of();
    }
}
