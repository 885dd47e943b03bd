package org.continuum.log;

/** What is stored is not what was written: nothing is signed over it. */
public final class Tampered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Tampered(String what) {
        super(what);
    }
}
