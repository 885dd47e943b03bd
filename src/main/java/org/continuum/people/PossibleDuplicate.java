package org.continuum.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Two records that may be one person's. It tells of them no more than by what they are alike. */
@Schema(description = "Two records that may be one person's. What is in them, reading each tells.")
public record PossibleDuplicate(
        @Schema(description = "The two, in the order of their ids.", minItems = 2, maxItems = 2)
        List<UUID> persons,

        @Schema(description = "What is the same in both, apart from spelling; none once they are merged.", maxItems = 2)
        List<Match> matched,

        @Schema(description = "How it stands.") State state,

        @Schema(description = "Since when they are known to be alike; absent once they are merged.") @Nullable
        Instant foundAt,

        @Schema(description = "What was decided, the last time; absent if nothing was.") @Nullable
        Decision decision) {
    public PossibleDuplicate {
        persons = List.copyOf(persons);
        matched = List.copyOf(matched);
    }

    /** What two have in common. */
    @Schema(name = "DuplicateMatch", description = "What two records have in common.")
    public enum Match {
        @JsonProperty("family-name")
        FAMILY_NAME,
        @JsonProperty("given-name")
        GIVEN_NAME;

        static Match of(String kind) {
            return kind.equals("family-name") ? FAMILY_NAME : GIVEN_NAME;
        }
    }

    /** How it stands. Dismissed ones are open again when something else matches. */
    @Schema(name = "DuplicateState", description = "How two records that may be one person's stand.")
    public enum State {
        @JsonProperty("open")
        OPEN,
        @JsonProperty("dismissed")
        DISMISSED,
        @JsonProperty("merged")
        MERGED
    }

    /** What somebody made of it. */
    @Schema(name = "DuplicateDecision", description = "What was decided on two records that may be one person's.")
    public record Decision(
            @Schema(description = "The record that stands for both; absent if they are two.") @Nullable
            UUID survivor,

            @Schema(description = "Why.", maxLength = 2000) String reason,

            @Schema(description = "Who decided.") Decider decidedBy,

            @Schema(description = "When.") Instant decidedAt) {}

    static PossibleDuplicate of(Merge merge) {
        return new PossibleDuplicate(
                merge.survivor().toString().compareTo(merge.absorbed().toString()) < 0
                        ? List.of(merge.survivor(), merge.absorbed())
                        : List.of(merge.absorbed(), merge.survivor()),
                List.of(),
                State.MERGED,
                null,
                new Decision(merge.survivor(), merge.reason(), merge.decidedBy(), merge.mergedAt()));
    }
}
