package org.continuum.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private final VerifiedTokens verified = new VerifiedTokens();

    @Test
    void a_token_is_known_once_it_was_kept() {
        JWTCallerPrincipal caller = endingIn(10);
        assertTrue(verified.find("a.b.c").isEmpty());
        verified.keep("a.b.c", caller);
        assertEquals(Optional.of(caller), verified.find("a.b.c"));
    }

    @Test
    void its_altered_twin_is_not() {
        verified.keep("a.b.c", endingIn(10));
        assertTrue(verified.find("a.b.d").isEmpty());
        assertTrue(verified.find("a.b.").isEmpty());
        assertTrue(verified.find("a.b.c ").isEmpty());
    }

    @Test
    void a_token_whose_time_has_run_out_is_not() {
        verified.keep("a.b.c", endingIn(-1));
        assertTrue(verified.find("a.b.c").isEmpty());
    }

    private static JWTCallerPrincipal endingIn(int minutes) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject("ann");
        claims.setExpirationTimeMinutesInTheFuture(minutes);
        return new DefaultJWTCallerPrincipal(claims);
    }
}
