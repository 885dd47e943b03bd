package org.continuum.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.jwt.KeyFormat;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every forgery against our own reading of tokens, and against the library's alone. */
class ForgedTokensTest {
    private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt");
    private static final Duration HOUR = Duration.ofHours(1);

    private static final Forger ISSUER = new Forger();
    private static final List<Forgery> FORGERIES = Forgery.all(ISSUER);
    private static PublishedKeys published;

    @BeforeAll
    static void publish() throws Exception {
        published = new PublishedKeys();
        published.publish(ISSUER.jwks());
    }

    @AfterAll
    static void close() {
        published.close();
    }

    @Test
    void tokens_that_are_good_by_each_of_the_issuers_keys_are_believed() throws Exception {
        var tokens = tokens(HOUR, TYPES);
        String claims = Forger.claims(one -> {});
        for (String good : List.of(
                ISSUER.good(),
                ISSUER.herself(),
                Forger.signed(Forger.header("ES256", "ec"), claims, "ES256", ISSUER.ec.getPrivate()),
                Forger.signed(Forger.header("EdDSA", "ed"), claims, "EdDSA", ISSUER.ed.getPrivate()),
                ISSUER.rs256(Forger.header(header -> header.put("typ", "application/AT+JWT")), claims),
                ISSUER.rs256(
                        Forger.header(header -> {}),
                        Forger.claims(one -> one.putArray("aud").add("another").add("continuum"))))) {
            assertThat(tokens.parse(good, configured()).getSubject()).isEqualTo("ann");
        }
    }

    @TestFactory
    Stream<DynamicTest> refused() {
        var tokens = tokens(HOUR, TYPES);
        return FORGERIES.stream()
                .map(forgery -> DynamicTest.dynamicTest(
                        forgery.name(),
                        () -> assertThrows(ParseException.class, () -> tokens.parse(forgery.token(), configured()))));
    }

    @Test
    void each_forgery_has_a_name_and_a_token_of_its_own() {
        assertThat(FORGERIES).hasSizeGreaterThan(280);
        assertThat(FORGERIES).extracting(Forgery::name).doesNotHaveDuplicates();
        assertThat(FORGERIES).extracting(Forgery::token).doesNotHaveDuplicates();
    }

    /** What our own checks are for: without them these would be let in, though the library is a good one. */
    @Test
    void the_library_alone_would_let_some_of_them_in() {
        JWTCallerPrincipalFactory library = new DefaultJWTCallerPrincipalFactory();
        assertThat(FORGERIES.stream()
                        .filter(forgery -> believes(library, forgery.token()))
                        .map(Forgery::name))
                .contains(
                        "typ 'JWT'",
                        "no typ",
                        "the issuer's ID token for us",
                        "a token within the token, cty JWT",
                        "zip",
                        "'!' within the signature",
                        "another last character for the same bytes",
                        "exp 1e400",
                        "exp 9223372036854775807",
                        "a life of ten years",
                        "iat in the future",
                        "no sub, but a upn",
                        "sub with U+0000",
                        "no organization",
                        "person and organization",
                        "person a list of her",
                        "person in the roles [person, operator]",
                        "an organization in the role person",
                        "organization \"*\"",
                        "groups a text of two",
                        "groups with 1000 names",
                        "claims in bytes that are not UTF-8");
    }

    @Test
    void an_operator_may_have_tokens_believed_that_live_longer_or_are_of_another_type() throws Exception {
        String plain = token("typ 'JWT'");
        String longLived = token("a life of one second more than an hour");
        assertThat(tokens(HOUR, Set.of("at+jwt", "jwt"))
                        .parse(plain, configured())
                        .getSubject())
                .isEqualTo("ann");
        assertThat(tokens(HOUR.plusSeconds(1), TYPES)
                        .parse(longLived, configured())
                        .getSubject())
                .isEqualTo("ann");
    }

    private static String token(String name) {
        return FORGERIES.stream()
                .filter(forgery -> forgery.name().equals(name))
                .findFirst()
                .orElseThrow()
                .token();
    }

    private static boolean believes(JWTCallerPrincipalFactory library, String token) {
        try {
            return library.parse(token, configured()) != null;
        } catch (ParseException | RuntimeException e) {
            return false;
        }
    }

    private static AccessTokens tokens(Duration longest, Set<String> types) {
        IssuerKeys keys = new IssuerKeys(Optional.of(published.address()));
        keys.readAgain();
        return new AccessTokens(noKeyOfOurOwn(), keys, longest, types);
    }

    /** As {@code application.properties} and an operator have it configured. */
    private static JWTAuthContextInfo configured() {
        JWTAuthContextInfo configured = new JWTAuthContextInfo(published.address(), Forger.ISSUER);
        configured.setExpectedAudience(Set.of("continuum"));
        configured.setSignatureAlgorithm(
                Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256, SignatureAlgorithm.EDDSA));
        configured.setKeyFormat(KeyFormat.ANY);
        configured.setClockSkew(30);
        return configured;
    }

    /** A production build has no bean of this type. */
    @SuppressWarnings("unchecked")
    private static Instance<TrustedKey> noKeyOfOurOwn() {
        return (Instance<TrustedKey>) Proxy.newProxyInstance(
                Instance.class.getClassLoader(), new Class<?>[] {Instance.class}, (proxy, method, given) -> false);
    }
}
