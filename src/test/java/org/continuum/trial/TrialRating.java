package org.continuum.trial;

import jakarta.validation.constraints.NotNull;

public record TrialRating(
        @NotNull String competency, @NotNull Level level) {
    public enum Level {
        NOVICE,
        MASTER
    }
}
