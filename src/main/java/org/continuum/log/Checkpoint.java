package org.continuum.log;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tree at one size, as C2SP's tlog-checkpoint writes and signs it.
 *
 * @param note the signed note; size and root are what it says
 */
public record Checkpoint(String origin, long size, byte[] root, String note) {
    /** As many signatures as each reader of signed notes has to take; without a bound, each would cost frames of the stack. */
    private static final Pattern FORM = Pattern.compile("(?<text>(?<origin>[^\\n]+)\\n(?<size>[1-9]\\d{0,17})\\n"
            + "(?<root>[A-Za-z0-9+/]{43}=)\\n)\\n(?<signatures>(?:\u2014 [^ \\n]+ [A-Za-z0-9+/=]+\\n){1,16})");

    public Checkpoint {
        root = root.clone();
    }

    /** Signs the tree. */
    static Checkpoint of(LogKey key, long size, byte[] root) {
        String text =
                "%s\n%d\n%s\n".formatted(key.origin(), size, Base64.getEncoder().encodeToString(root));
        return new Checkpoint(key.origin(), size, root, key.note(text));
    }

    /** Reads a note without believing it. @throws IllegalArgumentException for what is no checkpoint */
    public static Checkpoint of(String note) {
        Matcher form = form(note);
        return new Checkpoint(
                form.group("origin"),
                Long.parseLong(form.group("size")),
                Base64.getDecoder().decode(form.group("root")),
                note);
    }

    @Override
    public byte[] root() {
        return root.clone();
    }

    public boolean isSignedBy(VerifierKey key) {
        Matcher form = form(note);
        return key.origin().equals(origin)
                && form.group("signatures")
                        .lines()
                        .map(line -> line.split(" "))
                        .anyMatch(parts -> parts[1].equals(origin) && key.verifies(form.group("text"), parts[2]));
    }

    private static Matcher form(String note) {
        Matcher form = FORM.matcher(note);
        if (!form.matches()) {
            throw new IllegalArgumentException("Not a checkpoint");
        }
        return form;
    }
}
