package org.continuum.trail;

import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.continuum.http.Problem;
import org.continuum.http.ReceivedBody;
import org.continuum.http.Violation;
import org.jspecify.annotations.Nullable;

/**
 * The client's own name for one request ({@code Idempotency-Key}), with a digest of what it asked: where, and the exact
 * bytes.
 *
 * @param value unique within the organization, for ever
 * @param digest SHA-256; kept in memory only, the database gets it salted, under a key of the operator's
 */
public record RequestKey(String value, byte[] digest) {
    public static final String HEADER = "Idempotency-Key";

    /** For the contract. */
    public static final String DESCRIPTION = "Your own name for this request, unique in your organization for ever. The"
            + " same request sent again under it has no second effect and gets the first answer. It is kept as it is, and outlives"
            + " an erasure: nothing about a person may be in it.";

    /** What a key looks like. */
    public static final String FORM = "[\\x21-\\x7e]{1,200}";

    private static final Pattern VALUE = Pattern.compile(FORM);

    public RequestKey {
        Objects.requireNonNull(value);
        digest = digest.clone();
        if (!VALUE.matcher(value).matches()) {
            throw Problem.invalid(List.of(new Violation(
                    "#header/" + HEADER,
                    "Not a key.",
                    "Send 1 to 200 visible ASCII characters without spaces, for example a UUID.")));
        }
    }

    /** Null when the client sent no key: its request is then done each time it arrives. */
    public static @Nullable RequestKey of(@Nullable String header, UriInfo uri, ReceivedBody body) {
        return of(header, uri, body.bytes());
    }

    /** As above, for a body that is no JSON. */
    public static @Nullable RequestKey of(@Nullable String header, UriInfo uri, byte[] body) {
        if (header == null) {
            return null;
        }
        return of(header, uri.getPath(), body);
    }

    /** The key under which these bytes were, or could have been, sent to the path alone. */
    public static RequestKey of(String value, String path, byte[] body) {
        return new RequestKey(value, Hashing.sha256(path.getBytes(StandardCharsets.UTF_8), new byte[] {'\n'}, body));
    }

    /** Whether it stands for the same request: the same place and bytes. */
    public boolean asksTheSameAs(RequestKey other) {
        return MessageDigest.isEqual(digest, other.digest);
    }
}
