package org.continuum.evidence;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.continuum.http.Problem;
import org.continuum.http.Violation;
import org.jspecify.annotations.Nullable;

/** Names of assessors' and signers' roles: words with hyphens, so that rules and submitters write them alike. */
final class RoleName {
    static final int MAX = 64;
    static final String FORM = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    private static final Pattern NAME = Pattern.compile(FORM);

    private RoleName() {}

    /** Throws the problem "does not fit the contract" where a text is none; the generated contract cannot say it of items. */
    static void check(String pointer, @Nullable List<String> names) {
        List<String> all = names == null ? List.of() : names;
        List<Violation> violations = IntStream.range(0, all.size())
                .filter(i ->
                        all.get(i).length() > MAX || !NAME.matcher(all.get(i)).matches())
                .mapToObj(i -> new Violation(
                        pointer + "/" + i,
                        "Not a name of a role.",
                        "Send up to 64 lower-case letters and digits, words joined by hyphens."))
                .toList();
        if (!violations.isEmpty()) {
            throw Problem.invalid(violations);
        }
    }
}
