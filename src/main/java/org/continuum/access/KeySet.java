package org.continuum.access;

import io.smallrye.jwt.auth.principal.ParseException;
import java.security.PublicKey;
import java.util.List;
import java.util.Objects;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * The keys of an issuer at one time, together with the tokens that they have verified: other keys begin with an empty
 * memory, so that nobody is let in by a key that is gone.
 *
 * @param written the JWKS as it came
 */
record KeySet(String written, List<JsonWebKey> keys, VerifiedTokens verified) {
    static final KeySet NONE = new KeySet("", List.of(), new VerifiedTokens());

    /** Without symmetric keys: whoever may read them could sign. */
    static KeySet of(String written) throws JoseException {
        List<JsonWebKey> keys = new JsonWebKeySet(written)
                .getJsonWebKeys().stream()
                        .filter(PublicJsonWebKey.class::isInstance)
                        .toList();
        if (keys.isEmpty()) {
            throw new JoseException("There is no public key");
        }
        return new KeySet(written, keys, new VerifiedTokens());
    }

    boolean isWritten(String text) {
        return written.equals(text);
    }

    List<String> names() {
        return keys.stream().map(JsonWebKey::getKeyId).filter(Objects::nonNull).toList();
    }

    /** The key that the token says it is signed with, if it is one of these and for such signatures. */
    PublicKey keyOf(String token) throws ParseException {
        try {
            JsonWebSignature signed = new JsonWebSignature();
            signed.setCompactSerialization(token);
            if (new VerificationJwkSelector().select(signed, keys) instanceof PublicJsonWebKey key) {
                return key.getPublicKey();
            }
        } catch (JoseException e) {
            throw new ParseException("it names no key", e);
        }
        throw new ParseException("it is signed with a key that the issuer does not publish");
    }
}
