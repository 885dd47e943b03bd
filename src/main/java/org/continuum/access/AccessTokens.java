package org.continuum.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Which access tokens are believed: RFC 9068 on top of what SmallRye verifies (signature, allow-listed algorithm, issuer,
 * audience, times). Whatever is wrong with a token, its bearer is answered 401 and learns no more.
 */
@ApplicationScoped
@Alternative
@Priority(1)
class AccessTokens extends JWTCallerPrincipalFactory {
    static final String ORGANIZATION = "organization";
    static final String PERSON = "person";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_LENGTH = 8 * 1024;
    private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt", "jwt");

    /** Headers that name a key of the sender's choice or an extension that we do not know. */
    private static final Set<String> FOREIGN = Set.of("jku", "jwk", "x5u", "x5c", "crit", "zip", "enc");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    /** No control characters and no half surrogates: what cannot be stored must not come in. */
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,200}");

    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final Instance<TrustedKey> ownKey;
    private final JWTCallerPrincipalFactory verifier = new DefaultJWTCallerPrincipalFactory();
    private final VerifiedTokens verified = new VerifiedTokens();

    AccessTokens(Instance<TrustedKey> ownKey) {
        this.ownKey = ownKey;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo trusted) throws ParseException {
        Optional<JWTCallerPrincipal> known = verified.find(token);
        if (known.isPresent()) {
            return known.get();
        }
        checkHeader(token);
        JWTCallerPrincipal caller = verify(token, trusting(trusted));
        checkClaims(caller);
        verified.keep(token, caller);
        return caller;
    }

    private JWTAuthContextInfo trusting(JWTAuthContextInfo configured) {
        if (!ownKey.isResolvable()) {
            return configured;
        }
        JWTAuthContextInfo own = new JWTAuthContextInfo(configured);
        own.setPublicVerificationKey(ownKey.get().key());
        return own;
    }

    /** A library that trips over a hostile token must not turn it into a failure of ours. */
    private JWTCallerPrincipal verify(String token, JWTAuthContextInfo trusted) throws ParseException {
        try {
            return verifier.parse(token, trusted);
        } catch (RuntimeException e) {
            throw new ParseException("unreadable token", e);
        }
    }

    private static void checkHeader(String token) throws ParseException {
        int dot = token.indexOf('.');
        if (dot < 1 || token.length() > MAX_LENGTH) {
            throw new ParseException("not a signed token");
        }
        try {
            JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(token.substring(0, dot)));
            String type = header.path("typ").asText("").toLowerCase(Locale.ROOT);
            if (!TYPES.contains(type) || FOREIGN.stream().anyMatch(header::has)) {
                throw new ParseException("not an access token");
            }
        } catch (IllegalArgumentException | IOException e) {
            throw new ParseException("unreadable header", e);
        }
    }

    private static void checkClaims(JsonWebToken token) throws ParseException {
        Object name = token.getClaim("name");
        Object groups = token.getClaim("groups");
        boolean fits = token.getSubject() instanceof String subject
                && SUBJECT.matcher(subject).matches()
                && (name == null
                        || name instanceof String said && NAME.matcher(said).matches())
                && (groups == null || groups instanceof Collection<?>)
                && forSomebody(token);
        if (!fits) {
            throw new ParseException("claims are missing or malformed");
        }
    }

    /** For an organization, or for a person and then in no other role: nobody acts for both at once. */
    private static boolean forSomebody(JsonWebToken token) {
        Object organization = token.getClaim(ORGANIZATION);
        Object person = token.getClaim(PERSON);
        return person == null
                ? isId(organization) && !token.getGroups().contains(Role.PERSON)
                : isId(person) && organization == null && token.getGroups().equals(Set.of(Role.PERSON));
    }

    private static boolean isId(@Nullable Object claim) {
        return claim instanceof String id && ID.matcher(id).matches();
    }
}
