package org.continuum.access;

/**
 * What let an act in has ended while it waited for its turn: the database hides from it what it has begun to work on. Done again
 * from its beginning, it is answered as one that came later.
 */
public final class Outpaced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Outpaced() {
        super("A person's record is not to be seen any more");
    }
}
