package org.continuum.readiness;

/** Plain text in lines fit for a letter. */
final class Lines {
    private static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder();

    /** Adds the words under an indent, broken where a line is full. */
    void add(int indent, String words) {
        int at = indent;
        text.append(" ".repeat(indent));
        for (String word : words.split(" ")) {
            if (at > indent && at + word.length() + 1 > WIDTH) {
                text.append('\n').append(" ".repeat(indent + 2));
                at = indent + 2;
            } else if (at > indent) {
                text.append(' ');
                at++;
            }
            text.append(word);
            at += word.length();
        }
        text.append('\n');
    }

    void add(String words) {
        add(0, words);
    }

    void rule() {
        add("=".repeat(WIDTH));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
