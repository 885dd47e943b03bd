package org.continuum.people;

import java.util.UUID;
import org.continuum.http.Paging;

/** Lists in the order of ids. */
public final class Lists {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private Lists() {}

    /** The id after which the page begins. */
    public static UUID after(Paging paging) {
        return paging.cursor().map(cursor -> cursor.id(0)).orElse(BEFORE_ALL);
    }
}
