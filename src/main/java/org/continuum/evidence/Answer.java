package org.continuum.evidence;

import org.continuum.http.Problem;
import org.continuum.trail.Recorded;

/** What a candidate came to, or would come to. */
public sealed interface Answer {
    /** Nothing speaks against it, and nothing has been added. */
    record Acceptable() implements Answer {}

    /** It is in the log. */
    record Accepted(Recorded recorded) implements Answer {}

    /** It was there already, under its reference: the earlier answer. */
    record Repeated(Recorded recorded) implements Answer {}

    /** It repeats a candidate that stands before it and has no answer yet. */
    record RepeatsAnother(int index) implements Answer {}

    record Refused(Problem problem) implements Answer {}
}
