package org.continuum.trail;

/** Why nothing is added to a record any more. */
public enum Closure {
    /** By order; what was in it is destroyed. */
    ERASED,
    /** Registered in error. */
    DEACTIVATED
}
