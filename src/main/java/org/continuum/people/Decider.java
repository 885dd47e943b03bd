package org.continuum.people;

import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The human who decides. */
@Schema(name = "RecordDecider", description = "Who decided, as the token named them.")
public record Decider(
        @Schema(description = "Their name.", maxLength = 255)
        String name,

        @Schema(description = "The token's sub.", maxLength = 255)
        String subject) {
    /** An issuer that knows no name gives the subject in its place: that is a machine, or as good as one. */
    static Decider of(Caller caller) {
        if (caller.name().equals(caller.subject())) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    "Who is who, and what becomes of a record, is decided by a named person; the token names none.");
        }
        return new Decider(caller.name(), caller.subject());
    }
}
