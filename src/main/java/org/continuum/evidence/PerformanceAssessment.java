package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.continuum.http.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
        description =
                "A structured judgment of the person's teaching: ratings, a total, a result, parts passed, or several of these.")
public record PerformanceAssessment(
        @JsonUnwrapped Envelope envelope,

        @NotNull @Size(min = 1, max = 100) @Schema(description = "Which assessment, for example cap or edtpa.")
        String instrument,

        @Size(min = 1, max = 100) @Nullable @Schema(description = "Which form or handbook of it.")
        String form,

        @Nullable Phase phase,

        @Schema(description = "Needed with ratings.") @Nullable
        UUID framework,

        @Size(max = 500) @Nullable List<Rating> ratings,
        @DecimalMin("0") @DecimalMax("1000000") @Nullable BigDecimal total,

        @Size(min = 1, max = 100) @Nullable @Schema(description = "The judgment as a whole, for example Proficient.")
        String result,

        @Size(max = 100) @Nullable List<Part> parts)
        implements Submission {
    @Override
    public List<Rating> ratings() {
        return ratings == null ? List.of() : ratings;
    }

    @Override
    public List<Part> parts() {
        return parts == null ? List.of() : parts;
    }

    @Override
    public Stream<Violation> contradictions() {
        return Stream.of(
                        Rated.contradictions(this),
                        Contradiction.repeated(
                                "/parts", parts().stream().map(Part::part).toList()),
                        Contradiction.when(
                                ratings().isEmpty() && total == null && result == null && parts().isEmpty(),
                                "",
                                "It says nothing about the performance.",
                                "Send ratings, a total, a result or parts."))
                .flatMap(each -> each);
    }

    /** Whether it is on the way or at the end. */
    public enum Phase {
        @JsonProperty("formative")
        FORMATIVE,
        @JsonProperty("summative")
        SUMMATIVE
    }

    /** One part, task or rubric of the assessment. */
    @Schema(name = "AssessmentPart")
    public record Part(
            @NotNull @Size(min = 1, max = 100) String part,
            @Nullable Boolean passed,

            @DecimalMin("0") @DecimalMax("1000000") @Nullable
            BigDecimal score,

            @Size(min = 1, max = 100) @Nullable @Schema(description = "A level or condition code in place of a score.")
            String level) {}
}
