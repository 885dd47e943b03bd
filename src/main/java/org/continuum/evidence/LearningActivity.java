package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.continuum.http.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(description = "Professional learning: a workshop, a seminar, a study group.")
public record LearningActivity(
        @JsonUnwrapped Envelope envelope,
        @NotNull @Size(min = 1, max = 500) String topic,
        @DecimalMin("0") @DecimalMax("10000") @Nullable BigDecimal hours,
        @DecimalMin("0") @DecimalMax("1000") @Nullable BigDecimal credits,

        @Size(min = 1, max = 50) @Nullable @Schema(description = "What one credit is, for example semester or ceu.")
        String unit,

        @Size(min = 1, max = 100) @Nullable String category,
        @Size(min = 1, max = 200) @Nullable String provider)
        implements Submission {
    @Override
    public Stream<Violation> contradictions() {
        return Contradiction.when(
                (credits == null) != (unit == null),
                credits == null ? "/credits" : "/unit",
                "Credits and their unit belong together.",
                "Send both or neither; hours need no unit.");
    }
}
