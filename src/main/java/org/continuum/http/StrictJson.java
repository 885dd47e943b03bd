package org.continuum.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON without leniency: what two readers could understand differently (duplicate names, half surrogates, numbers
 * that lose digits) is refused. Strings come out in Unicode normal form C.
 *
 * <p>Reading goes on after an error where that is possible, so that the sender learns of all of them.
 */
final class StrictJson {
    /** Their limits are ours, checked below, so that what breaks them gets a pointer. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    /** More than this cannot be a number within the limit, whatever its form. */
    private static final int NUMBER_TEXT = Limits.NUMBER_DIGITS + 24;

    private final JsonParser parser;
    private final List<Violation> violations = new ArrayList<>();

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads all of it, or refuses what cannot be read on. */
    static Read read(byte[] bytes) {
        CharBuffer text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw wrong("", "The body is not UTF-8.", "Encode it as UTF-8.");
        }
        try (JsonParser parser = JSON.createParser(text.array(), text.arrayOffset(), text.length())) {
            return new StrictJson(parser).document();
        } catch (IOException e) {
            throw new IllegalStateException(e); // cannot be: the text is in memory
        }
    }

    private Read document() throws IOException {
        try {
            if (parser.nextToken() == null) {
                throw wrong("", "A body is needed.", "Send the JSON that the contract describes.");
            }
            JsonNode root = value(1);
            if (parser.nextToken() != null) {
                throw wrong("", "More than one JSON value was sent.", "Send one.");
            }
            return new Read(root, violations);
        } catch (JsonParseException e) {
            violations.add(new Violation(
                    here(),
                    "Not JSON from line %d, column %d on."
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
                    "Send JSON as RFC 8259 has it."));
            throw Problem.invalid(violations);
        }
    }

    private JsonNode value(int depth) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> NODES.textNode(string(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new IllegalStateException(token.name());
        };
    }

    private ObjectNode object(int depth) throws IOException {
        tooDeep(depth);
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String said = parser.currentName();
            String wrong = wrongName(said);
            String name = wrong == null ? Normalizer.normalize(said, Normalizer.Form.NFC) : "";
            if (wrong != null) {
                add("A field's name: " + wrong, "Correct or shorten the name.");
            } else if (object.has(name)) {
                add("The field is there twice.", "Send it once.");
            }
            parser.nextToken();
            JsonNode value = value(depth + 1);
            if (wrong == null) {
                object.set(name, value);
            }
        }
        return object;
    }

    private ArrayNode array(int depth) throws IOException {
        tooDeep(depth);
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(depth + 1));
        }
        return array;
    }

    private void tooDeep(int depth) {
        if (depth > Limits.JSON_DEPTH) {
            add("Nested deeper than %d.".formatted(Limits.JSON_DEPTH), "Flatten it.");
            throw Problem.invalid(violations);
        }
    }

    private String string(String said) {
        String wrong = PlainText.wrong(said);
        if (wrong != null) {
            add(wrong, "Correct or shorten the text.");
            return "";
        }
        return Normalizer.normalize(said, Normalizer.Form.NFC);
    }

    private static @Nullable String wrongName(String name) {
        return name.length() > Limits.NAME_CHARACTERS
                ? "Longer than %d characters.".formatted(Limits.NAME_CHARACTERS)
                : PlainText.wrong(name);
    }

    private JsonNode number(String text) {
        if (text.length() <= NUMBER_TEXT) {
            try {
                BigDecimal number = new BigDecimal(text);
                long digits = (long) number.precision() + Math.abs((long) number.scale());
                if (digits <= Limits.NUMBER_DIGITS) {
                    return number.scale() == 0 ? NODES.numberNode(number.toBigInteger()) : NODES.numberNode(number);
                }
            } catch (NumberFormatException e) {
                // an exponent that no number has: told below
            }
        }
        add("The number has more than %d digits.".formatted(Limits.NUMBER_DIGITS), "Round it.");
        return NODES.numberNode(0);
    }

    private void add(String detail, String fix) {
        if (violations.size() < Limits.ERRORS) {
            violations.add(new Violation(here(), detail, fix));
        }
    }

    /** Without an unfit name: it and all that stands below it are told where the object is that holds it. */
    private String here() {
        JsonStreamContext place = parser.getParsingContext();
        for (JsonStreamContext at = place; at != null; at = at.getParent()) {
            if (at.hasCurrentName() && wrongName(at.getCurrentName()) != null) {
                place = at.getParent();
            }
        }
        return place.pathAsPointer().toString();
    }

    private static Problem wrong(String pointer, String detail, String fix) {
        return Problem.invalid(List.of(new Violation(pointer, detail, fix)));
    }

    /**
     * @param json what could be read; something harmless stands where a violation is
     * @param violations what is wrong with it even before its meaning is asked
     */
    record Read(JsonNode json, List<Violation> violations) {
        Read {
            violations = List.copyOf(violations);
        }
    }
}
