package org.continuum.people;

/** What names and titles have in common. */
final class Text {
    /** One line with at least one character that is not a space. */
    static final String SAYS_SOMETHING = ".*\\S.*";

    /** As above, in as many lines as it takes. */
    static final String SAYS_SOMETHING_IN_LINES = "^[\\s\\S]*\\S[\\s\\S]*$";

    private Text() {}
}
