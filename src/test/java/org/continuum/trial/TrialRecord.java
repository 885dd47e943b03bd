package org.continuum.trial;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One field of every sort that the contract knows. */
public record TrialRecord(
        @NotNull UUID id,
        @NotNull @Size(min = 1, max = 40) String name,
        @Nullable LocalDate on,
        @Nullable Instant at,
        @Nullable @DecimalMax("100") BigDecimal score,
        @Nullable @Min(0) @Max(10) Integer count,
        @Nullable Boolean passed,
        @Nullable List<TrialRating> ratings,
        @Nullable TrialThing thing,
        @Nullable Map<String, Object> attributes) {}
