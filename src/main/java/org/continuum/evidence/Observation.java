package org.continuum.evidence;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.continuum.http.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(description = "Somebody watched the person teach.")
public record Observation(
        @JsonUnwrapped Envelope envelope,
        @Size(min = 1, max = 200) @Nullable String setting,
        @Nullable Boolean announced,

        @Schema(description = "Needed with ratings.") @Nullable
        UUID framework,

        @Size(max = 500) @Nullable List<Rating> ratings,
        @Min(1) @Max(1440) @Nullable Integer durationMinutes)
        implements Submission {
    @Override
    public List<Rating> ratings() {
        return ratings == null ? List.of() : ratings;
    }

    @Override
    public Stream<Violation> contradictions() {
        return Rated.contradictions(this);
    }
}
