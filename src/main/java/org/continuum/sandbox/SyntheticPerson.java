package org.continuum.sandbox;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * An invented human with everything that is recorded of them.
 *
 * @param identifier what the board calls the person
 * @param history in the order of recording; the first deed is the enrollment
 */
record SyntheticPerson(
        String identifier, String givenName, String familyName, LocalDate birthDate, List<Deed> history) {
    SyntheticPerson {
        history = history.stream().sorted(Comparator.comparing(Deed::at)).toList();
        if (!(history.getFirst() instanceof Deed.Enrolls)) {
            throw new IllegalArgumentException("Nobody has to do with " + identifier + " before the enrollment");
        }
    }

    /** Who begins the record. */
    Institution registrar() {
        return history.getFirst().by();
    }
}
