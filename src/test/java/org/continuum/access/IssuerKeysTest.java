package org.continuum.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.ParseException;
import java.security.KeyPair;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {
    private static final Forger ISSUER = new Forger();
    private static final Forger NEXT = new Forger();

    private PublishedKeys published;
    private IssuerKeys keys;

    @BeforeEach
    void publish() throws Exception {
        published = new PublishedKeys();
        published.publish(ISSUER.jwks());
        keys = new IssuerKeys(Optional.of(published.address()));
        keys.readAgain();
    }

    @AfterEach
    void close() {
        published.close();
    }

    @Test
    void a_key_that_was_withdrawn_is_gone_with_all_that_it_has_verified() throws Exception {
        String token = ISSUER.good();
        now().verified().keep(token, caller());
        keys.readAgain();
        assertThat(now().verified().find(token)).as("read again, the same keys").isPresent();

        published.publish(NEXT.jwks());
        keys.readAgain();
        assertThat(now().verified().find(token)).isEmpty();
        assertThat(now().keyOf(NEXT.good())).isEqualTo(NEXT.rsa.getPublic());
    }

    @Test
    void a_token_makes_nobody_ask_the_issuer_whatever_key_it_names() {
        int asked = published.asked();
        String unknown = Forger.signed(
                Forger.header("RS256", "nobody"), Forger.claims(one -> {}), "RS256", NEXT.rsa.getPrivate());
        for (int i = 0; i < 100; i++) {
            assertThrows(ParseException.class, () -> now().keyOf(unknown));
        }
        assertThat(published.asked()).isEqualTo(asked);
    }

    @Test
    void an_issuer_that_fails_or_talks_nonsense_is_believed_as_it_was() throws Exception {
        published.fail(500);
        keys.readAgain();
        assertKnown();
        for (String nonsense : new String[] {
            "",
            "<html>",
            "[]",
            "{}",
            "{\"keys\":[]}",
            "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}",
            "x".repeat(300_000)
        }) {
            published.publish(nonsense);
            keys.readAgain();
            assertKnown();
        }
        published.close();
        keys.readAgain();
        assertKnown();
    }

    @Test
    void keys_that_are_not_for_signatures_or_not_known_to_us_do_not_hide_the_others() throws Exception {
        KeyPair other = Forger.pair("RSA");
        var forEncryption = Forger.named("rsa", other);
        forEncryption.setUse("enc");
        String all = new JsonWebKeySet(forEncryption, Forger.named("rsa", ISSUER.rsa))
                .toJson(OutputControlLevel.PUBLIC_ONLY);
        published.publish(all.replace("{\"keys\":[", "{\"keys\":[{\"kty\":\"of tomorrow\",\"kid\":\"x\"},"));
        keys.readAgain();
        assertKnown();
    }

    @Test
    void where_keys_are_in_a_file_there_is_nothing_to_read_again() {
        assertThat(new IssuerKeys(Optional.of("file:/etc/continuum/issuer.pem")).now())
                .isEmpty();
        assertThat(new IssuerKeys(Optional.empty()).now()).isEmpty();
    }

    private void assertKnown() throws ParseException {
        assertThat(now().keyOf(ISSUER.good())).isEqualTo(ISSUER.rsa.getPublic());
    }

    private KeySet now() {
        return keys.now().orElseThrow();
    }

    private static DefaultJWTCallerPrincipal caller() {
        JwtClaims claims = new JwtClaims();
        claims.setSubject("ann");
        claims.setExpirationTimeMinutesInTheFuture(10);
        return new DefaultJWTCallerPrincipal(claims);
    }
}
