package org.continuum.http;

import jakarta.ws.rs.core.EntityTag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditional requests on what can be edited: a record's version is its strong entity tag, and whoever changes it must
 * say which one was read, so that nobody overwrites what he has not seen.
 */
public final class Version {
    private static final String HEADER = "#header/If-Match";

    private Version() {}

    public static EntityTag tag(long version) {
        return new EntityTag(Long.toString(version));
    }

    /**
     * Lets the change pass only if the header names the current version.
     *
     * @param ifMatch the If-Match header; null when there was none
     */
    public static void require(@Nullable String ifMatch, long current) {
        if (ifMatch == null) {
            throw new Problem(
                    ProblemType.PRECONDITION_REQUIRED,
                    "A change must name the version it was made on.",
                    List.of(new Violation(HEADER, "The header is missing.", "Send the ETag of your last read.")));
        }
        // No wildcard: "whatever it is now" is the very overwriting that this prevents. Nor weak tags, after RFC 9110.
        String tag = '"' + Long.toString(current) + '"';
        for (String named : ifMatch.split(",", -1)) {
            if (named.strip().equals(tag)) {
                return;
            }
        }
        throw new Problem(
                ProblemType.STALE,
                "The record is not in the version that the request was made on.",
                List.of(new Violation(
                        HEADER, "Names another version than the current.", "Read it again, and repeat the change.")));
    }
}
