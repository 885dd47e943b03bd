package org.continuum.trail;

/** Where every act leaves its entry, in the act's own transaction. */
public interface Trail {
    /** Adds the entry; must be called inside an act's transaction. */
    Receipt append(Entry entry);
}
