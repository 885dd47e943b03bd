package org.continuum.access;

/** On whose behalf a transaction is, and whether it does something. */
sealed interface Behalf {
    /** Something is done, and what is read on the way belongs to it. */
    record Do(Caller caller) implements Behalf {}

    /** Something is read. An act has no place in it: it would be committed only when all has been read. */
    record Read(Caller caller) implements Behalf {}

    /** The service works by itself, for no organization. */
    record Own(ServiceIdentity part) implements Behalf {}

    /** Whether work on the other's behalf may be part of this one's transaction. */
    default boolean includes(Behalf other) {
        return equals(other)
                || this instanceof Do(Caller doing) && other instanceof Read(Caller reading) && doing.equals(reading);
    }

    /** The empty text where there is none; so with the two below. */
    default String organization() {
        return switch (this) {
            case Do(Caller caller) -> caller.organization().toString();
            case Read(Caller caller) -> caller.organization().toString();
            case Own own -> "";
        };
    }

    /** Whether it is a person's own. */
    default boolean isPerson() {
        return switch (this) {
            case Do(Caller caller) -> caller.isPerson();
            case Read(Caller caller) -> caller.isPerson();
            case Own own -> false;
        };
    }

    default String actor() {
        return switch (this) {
            case Do(Caller caller) -> caller.subject();
            case Read(Caller caller) -> caller.subject();
            case Own own -> "";
        };
    }

    default String service() {
        return this instanceof Own(ServiceIdentity part) ? part.stored() : "";
    }
}
