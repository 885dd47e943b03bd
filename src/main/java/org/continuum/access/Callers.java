package org.continuum.access;

import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Makes the caller of the verified token; nothing else reads the token. */
@Dependent
class Callers {
    /**
     * A record has no proxy: it is injected as it is, and whoever lives longer than the request would keep the first
     * caller for all who follow. Hence only request-scoped classes get one.
     */
    @Produces
    @Dependent
    Caller caller(JsonWebToken token, InjectionPoint into) {
        requireRequestScope(into);
        // AccessTokens has refused every token in which one of these is missing or malformed.
        String organization = token.getClaim(AccessTokens.ORGANIZATION);
        String self = token.getClaim(AccessTokens.PERSON);
        if (organization == null && self == null) {
            throw new UnauthorizedException();
        }
        String name = token.getClaim("name");
        return new Caller(
                UUID.fromString(organization == null ? self : organization),
                token.getSubject(),
                name == null ? token.getSubject() : name,
                token.getGroups(),
                organization == null || self == null ? null : UUID.fromString(self));
    }

    @Produces
    @Dependent
    Token token(JsonWebToken token, InjectionPoint into) {
        requireRequestScope(into);
        return new Token(
                token.getSubject(),
                Stream.of("client_id", "azp")
                        .map(claim -> (Object) token.getClaim(claim))
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .filter(Callers::isName)
                        .collect(Collectors.toSet()),
                Instant.ofEpochSecond(token.getIssuedAtTime()),
                Instant.ofEpochSecond(token.getExpirationTime()));
    }

    /** Nobody can be shut out by another one, and not every text can be looked for. */
    private static boolean isName(String claim) {
        return claim.matches(Exclusion.NAME);
    }

    private static void requireRequestScope(InjectionPoint into) {
        if (into.getBean() == null || into.getBean().getScope() != RequestScoped.class) {
            throw new IllegalStateException("Only a @RequestScoped class may have the caller injected: " + into);
        }
    }
}
