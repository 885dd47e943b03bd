package org.continuum.rulebook;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.continuum.http.Limits;
import org.continuum.http.PlainText;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads YAML (and so JSON) with the line of every value. Aliases are refused: a document says what it says once. */
final class Yaml {
    private static final Pattern INSIDE = Pattern.compile("<?(?:[a-z]\\w*\\.){2,}[A-Z][\\w$]*(?:\\(.*\\))?>?");

    private static final int MOST_DEPTH = 64;

    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .loaderOptions(options())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxNumberLength(100)
                    .build())
            .build();
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Yaml() {}

    /** The document's tree and the line of every pointer in it. */
    record Read(JsonNode root, Map<String, Integer> lines) {}

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Limits.BODY_BYTES);
        options.setMaxAliasesForCollections(0);
        options.setAllowDuplicateKeys(false);
        return options;
    }

    private static void refuseTooLarge(byte[] document) {
        if (document.length > Limits.BODY_BYTES) {
            throw new Problem(ProblemType.TOO_LARGE, "A rule set may have %d KiB.".formatted(Limits.BODY_BYTES / 1024));
        }
    }

    /** @throws Problem with the line where reading stopped */
    static Read read(byte[] bytes) {
        refuseTooLarge(bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            JsonNode root;
            try (JsonParser parser = FACTORY.createParser(text)) {
                root = MAPPER.readTree(parser);
            }
            if (root == null || !root.isObject()) {
                throw refused("", "A rule set is a group of fields.", "Begin with id, version and title.");
            }
            return new Read(root, lines(text));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String line = at == null ? "" : "Line " + at.getLineNr() + ": ";
            throw refused("", line + told(e), "Correct the YAML there.");
        } catch (IOException | RuntimeException e) {
            if (e instanceof Problem problem) {
                throw problem;
            }
            throw refused("", told(e), "Correct the YAML.");
        }
    }

    /**
     * An escape can write what the text itself may not contain. What was published before that was asked is read as it is.
     *
     * @throws Problem with the line of the first text that cannot be kept; what cannot be read is left to the reading
     */
    static void refuseUnfitText(byte[] bytes) {
        refuseTooLarge(bytes);
        try (JsonParser parser = FACTORY.createParser(new String(bytes, StandardCharsets.UTF_8))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean text = token == JsonToken.VALUE_STRING
                        || token == JsonToken.FIELD_NAME && parser.currentName().length() <= Limits.NAME_CHARACTERS;
                String wrong = text ? wrong(parser.getText()) : null;
                if (wrong != null) {
                    throw refused(parser, parser.getParsingContext(), wrong, "Correct or shorten the text.");
                }
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof Problem problem) {
                throw problem;
            }
        }
    }

    static Problem refused(String pointer, String detail, String fix) {
        return new Problem(
                ProblemType.INVALID_REQUEST,
                "The rule set cannot be read; see errors.",
                List.of(new Violation(pointer, detail, fix)));
    }

    private static Problem refused(JsonParser at, JsonStreamContext place, String detail, String fix) {
        String line = "Line " + at.currentTokenLocation().getLineNr() + ": ";
        return refused(place.pathAsPointer().toString(), line + detail, fix);
    }

    /** The reader's own words, without the names that things have inside of it. */
    private static String told(Exception unread) {
        String message = unread instanceof JsonProcessingException processing
                ? processing.getOriginalMessage()
                : String.valueOf(unread.getMessage());
        return INSIDE.matcher(message.lines().findFirst().orElse("It cannot be read."))
                .replaceAll("something else");
    }

    private static @Nullable String wrong(String text) {
        String wrong = PlainText.wrong(text);
        return wrong != null || Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? wrong
                : "Not in Unicode normal form C, in which records are kept: it would never fit one.";
    }

    private static Map<String, Integer> lines(String text) throws IOException {
        Map<String, Integer> lines = new HashMap<>();
        Set<String> names = new HashSet<>();
        try (JsonParser parser = FACTORY.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().length() > Limits.NAME_CHARACTERS) {
                    throw refused(
                            parser,
                            parser.getParsingContext().getParent(),
                            "a field's name is longer than %d characters.".formatted(Limits.NAME_CHARACTERS),
                            "Shorten the name.");
                }
                JsonStreamContext place = parser.getParsingContext();
                String pointer = place.pathAsPointer().toString();
                if (token == JsonToken.FIELD_NAME && !names.add(pointer)) {
                    throw refused(parser, place, "the field is there twice.", "Keep one of them.");
                }
                if (((YAMLParser) parser).isCurrentAlias()) {
                    throw refused(
                            parser,
                            place,
                            "aliases are not allowed.",
                            "Put the part under definitions, and write use: its name.");
                }
                lines.putIfAbsent(pointer, parser.currentTokenLocation().getLineNr());
            }
        }
        return lines;
    }
}
