package org.continuum.rules;

/**
 * How much looking answers may take together. A rule of a few lines can ask for more than any machine has: one for-each in
 * another, a requirement that asks for another twice, which asks for a third twice. What an answer takes is counted and not
 * timed, so that the same question always gets the same answer, or none.
 *
 * <p>Counted are the parts examined with what they list, the records looked at and tried, and the values compared. Not for
 * several threads.
 */
public final class Effort {
    /**
     * What one request may take, or the answers about one person that a preview tells of. {@code bin/benchmark-rules} tells what
     * real ones take.
     */
    public static final long OF_A_REQUEST = 100_000_000;

    /** What is made of a part and kept. */
    static final int FINDING = 100;

    private final long most;
    private long spent;

    private Effort(long most) {
        this.most = most;
    }

    /** For all answers of one request together. */
    public static Effort ofARequest() {
        return upTo(OF_A_REQUEST);
    }

    /** @param most units, a record looked at being one */
    public static Effort upTo(long most) {
        return new Effort(most);
    }

    /** Text that is kept: a char takes half a unit, and being one thirty. */
    static long text(String kept) {
        return 30 + kept.length() / 2;
    }

    /** Units spent so far. */
    public long spent() {
        return spent;
    }

    /** @throws Exceeded where that is more than is left */
    void spend(long units) {
        spent += units;
        if (spent > most) {
            throw new Exceeded(most);
        }
    }

    /** There is no answer: to find it would take more looking than one may ask for. */
    public static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Exceeded(long most) {
            super("more than " + most + " records and values to look at", null, false, false);
        }
    }
}
