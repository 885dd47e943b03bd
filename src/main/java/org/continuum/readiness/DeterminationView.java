package org.continuum.readiness;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A frozen answer. */
@Schema(name = "Determination", description = "A readiness answer that somebody relies on, frozen.")
public record DeterminationView(
        @Schema(description = "The determination.") UUID id,
        @Schema(description = "Whose record it is about.") UUID person,

        @Schema(description = "Its number on the person's record.")
        long personSeq,

        @Schema(description = "When it was frozen.") Instant recordedAt,

        @Schema(description = "The organization that froze it.")
        UUID organization,

        @Schema(description = "SHA-256 of the answer's bytes, hexadecimal.")
        String digest,

        @Schema(description = "SHA-256 of the rule set it was computed from.")
        String ruleSetDigest,

        @Schema(description = "The answer, byte for byte as it was given.", implementation = Readiness.class)
        @JsonRawValue
        String answer) {
    static DeterminationView of(Determination determination) {
        return new DeterminationView(
                determination.id(),
                determination.person(),
                determination.personSeq(),
                determination.recordedAt(),
                determination.organization(),
                determination.digest(),
                determination.ruleSetDigest(),
                new String(determination.answer(), StandardCharsets.UTF_8));
    }
}
