package org.continuum.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The dated versions of the contract. A client that names none gets the oldest that is still supported. */
final class ApiVersion {
    static final String HEADER = "Continuum-Version";

    /** Oldest first. */
    static final List<String> SUPPORTED = List.of("2026-11-01");

    private ApiVersion() {}

    static String of(@Nullable String asked) {
        if (asked == null) {
            return SUPPORTED.getFirst();
        }
        if (!SUPPORTED.contains(asked)) {
            String list = String.join(", ", SUPPORTED);
            throw new Problem(
                    ProblemType.UNKNOWN_VERSION,
                    "Supported versions: " + list + ".",
                    List.of(new Violation("#header/" + HEADER, "Not a supported version.", "Send one of: " + list)));
        }
        return asked;
    }
}
