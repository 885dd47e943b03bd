package org.continuum.access;

import java.util.Collection;
import java.util.UUID;

/** What an act is told of persons besides the one whom the path names: it looks at their records as well. */
public interface NamesPersons {
    Collection<UUID> persons();
}
