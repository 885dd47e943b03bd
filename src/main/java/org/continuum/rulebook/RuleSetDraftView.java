package org.continuum.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.UUID;
import org.continuum.http.Problem;
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
    static RuleSetDraftView of(RuleSetDraft draft) {
        JsonNode tree = tree(draft.document);
        return new RuleSetDraftView(
                draft.id,
                text(tree.path("id")),
                text(tree.path("version")),
                text(tree.path("title")),
                RuleSetDocument.digest(draft.document),
                draft.changedAt,
                draft.changedBy);
    }

    private static JsonNode tree(byte[] document) {
        try {
            return Yaml.read(document).root();
        } catch (Problem unreadable) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable String text(JsonNode node) {
        String text = node.asText();
        return text.isEmpty() ? null : text.substring(0, Math.min(300, text.length()));
    }
}
