package org.continuum.readiness;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One answer for each license type asked about, all computed from the same records. */
@Schema(description = "One answer for each license type asked about, in the order of asking.")
public record ReadinessAnswers(
        @Schema(description = "The person asked about.") UUID person,
        @Schema(description = "The answers.") List<Readiness> answers) {
    public ReadinessAnswers {
        answers = List.copyOf(answers);
    }
}
