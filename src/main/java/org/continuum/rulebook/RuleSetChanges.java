package org.continuum.rulebook;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What one version of a rule set says differently from another, in words and with both places. */
@Schema(description = "What one version of a rule set says differently from another.")
public record RuleSetChanges(
        @Schema(description = "The rule set.") String ruleSet,

        @Schema(description = "The version compared with.") String since,

        @Schema(description = "The version whose changes these are.")
        String version,

        @Schema(
                description = "The differences: of the rule set as a whole, then of its requirements in their order,"
                        + " then of what they refer to, then of the worked cases.")
        List<Change> changes) {

    /** What happened to a part. */
    public enum Kind {
        added,
        removed,
        changed
    }

    /** One difference. */
    @Schema(name = "RuleSetChange", description = "One difference between two versions of a rule set.")
    public record Change(
            @Schema(description = "What happened.") Kind kind,

            @Schema(description = "The requirement that it is a part of, if it is of one.") @Nullable
            String requirement,

            @Schema(description = "The difference, in a sentence.")
            String words,

            @Schema(description = "JSON pointer into the earlier document; absent for what was not there.") @Nullable
            String before,

            @Schema(description = "JSON pointer into the later document; absent for what is not there any more.")
            @Nullable
            String after) {}

    public RuleSetChanges {
        changes = List.copyOf(changes);
    }

    static RuleSetChanges between(RuleSetDocument earlier, RuleSetDocument later) {
        return new RuleSetChanges(
                later.ruleSet().id(),
                earlier.ruleSet().version(),
                later.ruleSet().version(),
                new Comparison().of(earlier.tree(), later.tree()));
    }

    /** For people: a line for each. */
    String text() {
        StringBuilder text = new StringBuilder(
                "What version " + version + " of " + ruleSet + " changes, compared with version " + since + "\n\n");
        if (changes.isEmpty()) {
            text.append("Nothing that the rules say.\n");
        }
        changes.forEach(change -> text.append("- ").append(change.words()).append('\n'));
        return text.toString();
    }
}
