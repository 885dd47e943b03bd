package org.continuum.people;

/** What names and titles have in common. */
final class Text {
    /** One line with at least one character that is not a space. */
    static final String SAYS_SOMETHING = ".*\\S.*";

    private Text() {}
}
