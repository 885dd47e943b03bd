package org.continuum.sandbox;

import io.quarkus.arc.profile.IfBuildProfile;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs a token for whoever asks, which is why it exists in development and test builds only. */
@Singleton
@IfBuildProfile(anyOf = {"dev", "test"})
public class SandboxIssuer {
    private static final Duration LIFE = Duration.ofHours(8);

    private final SandboxKey key;
    private final String issuer;

    SandboxIssuer(SandboxKey key, @ConfigProperty(name = "mp.jwt.verify.issuer") String issuer) {
        this.key = key;
        this.issuer = issuer;
    }

    public IssuedToken issue(TokenRequest asked) {
        asked.check();
        String subject = asked.subject() == null ? "sandbox" : asked.subject();
        JwtClaimsBuilder claims = Jwt.issuer(issuer)
                .audience("continuum")
                .subject(subject)
                .groups(Set.copyOf(asked.roles()))
                .claim("name", asked.name() == null ? subject : asked.name())
                .expiresIn(LIFE);
        if (asked.organization() != null) {
            claims.claim("organization", asked.organization().toString());
        }
        if (asked.person() != null) {
            claims.claim("person", asked.person().toString());
        }
        String token = claims.jws()
                .algorithm(SignatureAlgorithm.ES256)
                .header("typ", "at+jwt")
                .sign(key.secret());
        return new IssuedToken(token, LIFE.toSeconds());
    }
}
