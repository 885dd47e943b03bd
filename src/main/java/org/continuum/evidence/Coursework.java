package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
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

@Schema(description = "A course taken. Credits keep their native unit; a jurisdiction's rules convert them.")
public record Coursework(
        @JsonUnwrapped Envelope envelope,
        @NotNull @Size(min = 1, max = 200) String course,
        @Size(min = 1, max = 100) @Nullable String area,
        @DecimalMin("0") @DecimalMax("1000") @Nullable BigDecimal credits,
        @Nullable CreditUnit creditUnit,
        @Size(min = 1, max = 20) @Nullable String grade,
        @Size(min = 1, max = 200) @Nullable String institution)
        implements Submission {
    @Override
    public Stream<Violation> contradictions() {
        return Contradiction.when(
                (credits == null) != (creditUnit == null),
                credits == null ? "/credits" : "/creditUnit",
                "Credits and their unit belong together.",
                "Send both or neither.");
    }

    /** What one credit is. */
    public enum CreditUnit {
        @JsonProperty("semester")
        SEMESTER,
        @JsonProperty("quarter")
        QUARTER
    }
}
