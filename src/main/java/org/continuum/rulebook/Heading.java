package org.continuum.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.continuum.http.PlainText;
import org.continuum.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a document that may have mistakes names itself, as far as it can be read and kept.
 *
 * @param digest SHA-256 of its bytes, hexadecimal
 */
record Heading(
        @Nullable String ruleSet,
        @Nullable String version,
        @Nullable String title,
        String digest) {
    private static final int LONGEST = 300;

    static Heading of(byte[] document) {
        JsonNode tree = tree(document);
        return new Heading(
                text(tree.path("id")),
                text(tree.path("version")),
                text(tree.path("title")),
                RuleSetDocument.digest(document));
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
        if (text.isEmpty() || PlainText.wrong(text) != null) {
            return null;
        }
        if (text.codePointCount(0, text.length()) > LONGEST) {
            return text.substring(0, text.offsetByCodePoints(0, LONGEST));
        }
        return text;
    }
}
