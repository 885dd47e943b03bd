package org.continuum.access;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.jwt.auth.principal.ParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A token as it is written, before anything in it is believed: three parts in the one spelling that each has, and JSON
 * that says nothing twice. Two readers of such a token cannot read two things.
 */
record WrittenToken(JsonNode header, JsonNode claims) {
    private static final int MOST_CHARACTERS = 8 * 1024;
    private static final int MOST_GROUPS = 100;

    private static final Pattern SIGNED = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Pattern KEY_ID = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Pattern GROUP = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,200}");

    /** Headers that bring a key of the sender's choice, another token within, or an extension that we do not know. */
    private static final Set<String> FOREIGN = Set.of("jku", "jwk", "x5u", "x5c", "crit", "zip", "enc", "cty", "b64");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static WrittenToken read(String token) throws ParseException {
        if (token.length() > MOST_CHARACTERS) {
            throw new ParseException("it is too long");
        }
        if (!SIGNED.matcher(token).matches()) {
            throw new ParseException("it is not three parts in base64url");
        }
        String[] parts = token.split("\\.");
        decoded(parts[2]);
        return new WrittenToken(object(decoded(parts[0])), object(decoded(parts[1])));
    }

    /** @param types what {@code typ} may be, in lower case */
    void checkHeader(Set<String> types) throws ParseException {
        JsonNode type = header.path("typ");
        if (!type.isTextual() || !types.contains(type.textValue().toLowerCase(Locale.ROOT))) {
            throw new ParseException("its typ is not an access token's");
        }
        JsonNode key = header.path("kid");
        if (!key.isMissingNode()
                && !(key.isTextual() && KEY_ID.matcher(key.textValue()).matches())) {
            throw new ParseException("its kid names no key");
        }
        if (FOREIGN.stream().anyMatch(header::has)) {
            throw new ParseException("its header has a member that is not allowed");
        }
    }

    /**
     * That it runs out is the verifier's to find; here, that it was not made to live for longer than we follow its
     * issuer's word, and that its roles are a list of names.
     *
     * @param now and all other times in seconds, as tokens have them
     */
    void checkClaims(Duration longest, long now, int skew) throws ParseException {
        long issued = seconds("iat");
        long end = seconds("exp");
        if (claims.has("nbf")) {
            seconds("nbf");
        }
        if (issued > now + skew) {
            throw new ParseException("its iat is in the future");
        }
        if (end - issued > longest.toSeconds()) {
            throw new ParseException("it lives for longer than continuum.tokens.longest-life");
        }
        JsonNode groups = claims.path("groups");
        if (!groups.isMissingNode() && !areNames(groups)) {
            throw new ParseException("its groups are not a list of at most " + MOST_GROUPS + " names");
        }
    }

    private static boolean areNames(JsonNode groups) {
        return groups.isArray()
                && groups.size() <= MOST_GROUPS
                && StreamSupport.stream(groups.spliterator(), false)
                        .allMatch(group -> group.isTextual()
                                && GROUP.matcher(group.textValue()).matches());
    }

    /** Whole seconds that leave room for arithmetic: 13 digits are three hundred thousand years. */
    private long seconds(String claim) throws ParseException {
        JsonNode value = claims.path(claim);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 0
                || value.longValue() > 9_999_999_999_999L) {
            throw new ParseException("its " + claim + " is missing or is no time");
        }
        return value.longValue();
    }

    /** The same bytes can be spelt with other last characters; a token that was spelt otherwise is another token. */
    private static byte[] decoded(String part) throws ParseException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new ParseException("it is not base64url", e);
        }
        throw new ParseException("it is not base64url as it is written");
    }

    /** Jackson would take UTF-16 and UTF-32 as well, which the verifier reads as something else. */
    private static JsonNode object(byte[] json) throws ParseException {
        try {
            JsonNode read = JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString());
            if (read.isObject()) {
                return read;
            }
        } catch (IOException e) {
            throw new ParseException("it holds no JSON in UTF-8, or says something twice", e);
        }
        throw new ParseException("it holds no JSON object");
    }
}
