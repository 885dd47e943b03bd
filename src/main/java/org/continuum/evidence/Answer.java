package org.continuum.evidence;

import java.util.UUID;
import org.continuum.http.Problem;

/** What a candidate came to, or would come to. */
public sealed interface Answer {
    /** Nothing speaks against it, and nothing has been added. */
    record Acceptable() implements Answer {}

    /** It is in the log. */
    record Accepted(UUID evidence) implements Answer {}

    /** It was there already, under its reference. */
    record Repeated(UUID evidence) implements Answer {}

    /** It repeats a candidate that stands before it and has no answer yet. */
    record RepeatsAnother(int index) implements Answer {}

    record Refused(Problem problem) implements Answer {}
}
