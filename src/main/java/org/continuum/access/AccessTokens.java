package org.continuum.access;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
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

    private static final Logger LOG = Logger.getLogger(AccessTokens.class);

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    /** No control characters and no half surrogates: what cannot be stored must not come in. */
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,200}");

    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final Instance<TrustedKey> ownKey;
    private final IssuerKeys issuer;
    private final Duration longest;
    private final Set<String> types;
    private final JWTCallerPrincipalFactory verifier = new DefaultJWTCallerPrincipalFactory();
    private final VerifiedTokens verified = new VerifiedTokens();

    AccessTokens(
            Instance<TrustedKey> ownKey,
            IssuerKeys issuer,
            @ConfigProperty(name = "continuum.tokens.longest-life") Duration longest,
            @ConfigProperty(name = "continuum.tokens.types") Set<String> types) {
        this.ownKey = ownKey;
        this.issuer = issuer;
        this.longest = longest;
        this.types = types;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo configured) throws ParseException {
        try {
            Optional<KeySet> published = ownKey.isResolvable() ? Optional.empty() : issuer.now();
            VerifiedTokens known = published.map(KeySet::verified).orElse(verified);
            Optional<JWTCallerPrincipal> caller = known.find(token);
            if (caller.isPresent()) {
                return caller.get();
            }
            WrittenToken written = WrittenToken.read(token);
            written.checkHeader(types);
            written.checkClaims(longest, NumericDate.now().getValue(), configured.getClockSkew());
            JWTCallerPrincipal believed = verify(token, configured, published);
            checkClaims(believed);
            known.keep(token, believed);
            return believed;
        } catch (ParseException e) {
            LOG.infof("A token is refused: %s", reason(e));
            throw e;
        }
    }

    private JWTAuthContextInfo trusting(JWTAuthContextInfo configured, Optional<KeySet> published, String token)
            throws ParseException {
        if (!ownKey.isResolvable() && published.isEmpty()) {
            return configured;
        }
        JWTAuthContextInfo trusting = new JWTAuthContextInfo(configured);
        trusting.setPublicVerificationKey(
                published.isPresent()
                        ? published.get().keyOf(token)
                        : ownKey.get().key());
        return trusting;
    }

    /** A library that trips over a hostile token must not turn it into a failure of ours. */
    private JWTCallerPrincipal verify(String token, JWTAuthContextInfo configured, Optional<KeySet> published)
            throws ParseException {
        try {
            return verifier.parse(token, trusting(configured, published, token));
        } catch (RuntimeException e) {
            throw new ParseException("it cannot be verified", e);
        }
    }

    /** For the operator who connects an issuer; in words of ours, since the token's are its sender's. */
    private static String reason(ParseException refused) {
        if (!(refused.getCause() instanceof InvalidJwtException invalid)) {
            return String.valueOf(refused.getMessage());
        }
        return invalid.getErrorDetails().stream()
                .map(error -> switch (error.getErrorCode()) {
                    case ErrorCodes.ISSUER_MISSING, ErrorCodes.ISSUER_INVALID -> "another issuer";
                    case ErrorCodes.AUDIENCE_MISSING, ErrorCodes.AUDIENCE_INVALID -> "another audience";
                    case ErrorCodes.EXPIRED, ErrorCodes.NOT_YET_VALID -> "not now";
                    case ErrorCodes.SIGNATURE_INVALID, ErrorCodes.SIGNATURE_MISSING -> "no valid signature";
                    default -> "it cannot be verified";
                })
                .distinct()
                .collect(Collectors.joining(", "));
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
            throw new ParseException("its claims are missing or malformed");
        }
    }

    /**
     * For an organization; or for a person, in that role alone; or for an organization by a person who mentors there, in that
     * role alone.
     */
    private static boolean forSomebody(JsonWebToken token) {
        Object organization = token.getClaim(ORGANIZATION);
        Object person = token.getClaim(PERSON);
        Set<String> roles = token.getGroups();
        if (person == null) {
            return isId(organization) && !roles.contains(Role.PERSON) && !roles.contains(Role.MENTOR);
        }
        return isId(person)
                && (organization == null
                        ? roles.equals(Set.of(Role.PERSON))
                        : isId(organization) && roles.equals(Set.of(Role.MENTOR)));
    }

    private static boolean isId(@Nullable Object claim) {
        return claim instanceof String id && ID.matcher(id).matches();
    }
}
