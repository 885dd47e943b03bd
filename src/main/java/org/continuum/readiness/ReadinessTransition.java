package org.continuum.readiness;

import java.util.UUID;
import org.continuum.readiness.Readiness.Word;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Somebody for whom the answer would be another. */
@Schema(description = "A person for whom the answer would be another.")
public record ReadinessTransition(
        UUID person,

        @Schema(
                description =
                        "The answer today; absent where no rule reaches the person, or to find it would take too much.")
        @Nullable
        Word before,

        @Schema(
                description =
                        "The answer it would be; absent where no rule would reach the person, or to find it would take too much.")
        @Nullable
        Word after) {}
