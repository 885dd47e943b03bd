package org.continuum.http;

import java.time.LocalDate;

/** How large a request may be. Each limit is answered by a problem that names it. */
public final class Limits {
    /** Bytes of a request's body, where the operation has no other limit. */
    public static final int BODY_BYTES = 256 * 1024;

    /** Bytes of a body that is imported as a whole; the operations that take one say so by {@link BodyLimit}. */
    public static final int PACKAGE_BYTES = 2 * 1024 * 1024;

    /** Arrays and objects within one another. */
    public static final int JSON_DEPTH = 32;

    /** UTF-8 bytes of one string. */
    public static final int STRING_BYTES = 64 * 1024;

    /** UTF-16 units of a field's name: as deep as may be nested, a pointer stays within the contract's limit of a text. */
    public static final int NAME_CHARACTERS = 256;

    /** Digits of one number, the exponent counted out: 1e50 has 51. */
    public static final int NUMBER_DIGITS = 40;

    /** Errors told at once; who sends more gets the first ones. */
    public static final int ERRORS = 100;

    /** Days outside are taken for slips of the pen. */
    public static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);

    public static final LocalDate LAST_DAY = LocalDate.of(2199, 12, 31);

    private Limits() {}
}
