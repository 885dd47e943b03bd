package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.continuum.http.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(description = "Experience in a position; without endedOn it goes on.")
public record EmploymentRecord(
        @JsonUnwrapped Envelope envelope,
        @Size(min = 1, max = 200) @Nullable String position,
        @Size(min = 1, max = 200) @Nullable String employer,
        @NotNull LocalDate startedOn,
        @Nullable LocalDate endedOn,

        @DecimalMin("0") @DecimalMax("80") @Nullable @Schema(description = "Years of service credited.")
        BigDecimal years,

        @DecimalMin("0") @DecimalMax("1") @Nullable @Schema(description = "The share of full time; full time is 1.")
        BigDecimal fte)
        implements Submission {
    @Override
    public Stream<Violation> contradictions() {
        return Contradiction.reversed(startedOn, endedOn);
    }
}
