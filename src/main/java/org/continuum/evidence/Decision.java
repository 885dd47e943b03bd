package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(description = "A body with authority has decided something about the person. It ends with expiresOn.")
public record Decision(
        @JsonUnwrapped Envelope envelope,

        @NotNull
        @Size(max = RoleName.MAX)
        @Pattern(regexp = RoleName.FORM)
        @Schema(description = "What was done: waive, equate, extend, determine, void, hold, release …")
        String act,

        @NotNull @Size(min = 1, max = 100) @Schema(description = "What came out, for example satisfactory.")
        String result,

        @Size(min = 1, max = 200) @Nullable String topic,

        @Size(min = 1, max = 100) @Nullable @Schema(description = "The requirement of a rule set that it is about.")
        String requirement,

        @Size(min = 1, max = 2000)
        @Nullable
        @Schema(description = "Why; it stands in every answer that rests on it, for whoever may read the record.")
        String reasons)
        implements Submission {
    static final String KIND = "decision";

    /** Whether it only says what was shown; everything else is for an authority to decide. */
    boolean determines() {
        return act.equals("determine");
    }
}
