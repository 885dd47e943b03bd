package org.continuum.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import org.jose4j.jwt.NumericDate;

/**
 * Tokens that were verified a moment ago. To verify a signature costs more than all else that a small request does, and a
 * client sends the same token with each of them.
 *
 * <p>A token is kept under its digest, never itself: what reads this memory cannot call in anybody's name. It is
 * forgotten within a minute, and with the keys that verified it ({@link KeySet}).
 */
final class VerifiedTokens {
    private static final int MOST = 10_000;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Cache<ByteBuffer, JWTCallerPrincipal> kept =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    /** Empty when the token has to be verified, be it that its time has run out meanwhile. */
    Optional<JWTCallerPrincipal> find(String token) {
        // A token lives by the machine's time; the service's own time may be set by whoever replays a history.
        return Optional.ofNullable(kept.getIfPresent(digest(token)))
                .filter(caller -> NumericDate.now().getValue() < caller.getExpirationTime());
    }

    void keep(String token, JWTCallerPrincipal caller) {
        kept.put(digest(token), caller);
    }

    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
