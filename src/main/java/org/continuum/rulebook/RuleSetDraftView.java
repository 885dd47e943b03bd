package org.continuum.rulebook;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A draft, without its text. */
@Schema(name = "RuleSetDraft", description = "A document that a rule author is still writing, without its text.")
public record RuleSetDraftView(
        @Schema(description = "The draft.") UUID id,

        @Schema(description = "The rule set that it names, as far as it can be read.") @Nullable
        String ruleSet,

        @Schema(description = "The version that it names, as far as it can be read.") @Nullable
        String version,

        @Schema(description = "The title that it gives, as far as it can be read.") @Nullable
        String title,

        @Schema(description = "SHA-256 of its bytes, hexadecimal: the digest of the version, if it were published.")
        String digest,

        @Schema(description = "When it was last changed.") Instant changedAt,

        @Schema(description = "Who changed it last.") String changedBy) {
    static RuleSetDraftView of(RuleSetDrafts.Listed draft, Heading heading) {
        return new RuleSetDraftView(
                draft.id(),
                heading.ruleSet(),
                heading.version(),
                heading.title(),
                heading.digest(),
                draft.changedAt(),
                draft.changedBy());
    }
}
