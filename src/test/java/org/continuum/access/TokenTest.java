package org.continuum.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** Each token here is good but for one thing, and signed with the key that the service trusts. */
@QuarkusTest
class TokenTest {
    private static final String ORGANIZATION = UUID.randomUUID().toString();

    private static final Map<String, Object> TYPED = Map.of("typ", "at+jwt");

    @ConfigProperty(name = "continuum.data")
    Path data;

    @Inject
    TrustedKey trusted;

    @Test
    void a_good_token_is_believed() throws Exception {
        given().auth().oauth2(signed(claims -> {})).get("/trial/caller").then().statusCode(200);
    }

    @Test
    void another_issuer_audience_or_time_is_refused() throws Exception {
        long now = Instant.now().getEpochSecond();
        refused(signed(claims -> claims.setIssuer("https://elsewhere.example")));
        refused(signed(claims -> claims.setAudience("another-service")));
        refused(signed(claims -> claims.setClaim("exp", now - 120)));
        refused(signed(claims -> claims.setClaim("nbf", now + 3600)));
        refused(signed(claims -> claims.unsetClaim("exp")));
        refused(signed(claims -> claims.unsetClaim("aud")));
        refused(signed(claims -> claims.unsetClaim("iss")));
    }

    @Test
    void an_organization_that_is_missing_or_no_id_is_refused() throws Exception {
        refused(signed(claims -> claims.unsetClaim("organization")));
        refused(signed(claims -> claims.setClaim("organization", "university")));
        refused(signed(claims -> claims.setClaim("organization", 7)));
        refused(signed(claims -> claims.setClaim("organization", Map.of("id", ORGANIZATION))));
        refused(signed(claims -> claims.setClaim("organization", ORGANIZATION + "'")));
        refused(signed(claims -> claims.setClaim("organization", List.of(ORGANIZATION))));
    }

    @Test
    void a_person_acts_for_no_organization_and_in_no_other_role() throws Exception {
        String person = UUID.randomUUID().toString();
        Consumer<JwtClaims> herself = claims -> {
            claims.unsetClaim("organization");
            claims.setClaim("person", person);
            claims.setClaim("groups", List.of("person"));
        };
        given().auth().oauth2(signed(herself)).get("/frameworks").then().statusCode(200);
        refused(signed(herself.andThen(claims -> claims.setClaim("organization", ORGANIZATION))));
        refused(signed(herself.andThen(claims -> claims.setClaim("person", "Ana"))));
        refused(signed(herself.andThen(claims -> claims.setClaim("person", List.of(person)))));
        refused(signed(herself.andThen(claims -> claims.setClaim("groups", List.of("person", "operator")))));
        refused(signed(herself.andThen(claims -> claims.setClaim("groups", List.of("operator")))));
        refused(signed(herself.andThen(claims -> claims.unsetClaim("groups"))));
        refused(signed(claims -> claims.setClaim("groups", List.of("operator", "person"))));
    }

    @Test
    void a_malformed_subject_name_or_role_is_refused() throws Exception {
        refused(signed(claims -> claims.unsetClaim("sub")));
        refused(signed(claims -> claims.setSubject("a\u0000b")));
        refused(signed(claims -> claims.setSubject("x".repeat(300))));
        refused(signed(claims -> claims.setClaim("name", "x".repeat(300))));
        refused(signed(claims -> claims.setClaim("name", "a\u0000b")));
        refused(signed(claims -> claims.setClaim("name", List.of("x"))));
        refused(signed(claims -> claims.setClaim("groups", Map.of("operator", true))));
        refused(signed(claims -> claims.setClaim("groups", List.of(1, 2))));
    }

    @Test
    void another_type_of_token_or_a_key_of_the_senders_choice_is_refused() throws Exception {
        refused(token(claims -> {}, Map.of("typ", "id+jwt")));
        refused(token(claims -> {}, Map.of("typ", "dpop+jwt")));
        refused(token(claims -> {}, Map.of("typ", "at+jwt", "jku", "https://elsewhere.example/keys")));
        refused(token(claims -> {}, Map.of("typ", "at+jwt", "x5u", "https://elsewhere.example/chain")));
        refused(token(claims -> {}, Map.of("typ", "at+jwt", "crit", List.of("exp"))));
    }

    @Test
    void another_key_or_algorithm_is_refused() throws Exception {
        var ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(256);
        refused(signed(good(), TYPED, "ES256", ec.generateKeyPair().getPrivate()));
        var rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        refused(signed(good(), TYPED, "RS256", rsa.generateKeyPair().getPrivate()));
        refused(signed(good(), TYPED, "RS512", rsa.generateKeyPair().getPrivate()));
        // The public key, known to all, used as if it were a secret.
        refused(signed(good(), TYPED, "HS256", new SecretKeySpec(trusted.key().getEncoded(), "HmacSHA256")));
    }

    @Test
    void an_unsigned_or_altered_token_is_refused() throws Exception {
        String token = signed(claims -> {});
        String[] parts = token.split("\\.", -1);
        String none = base64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}");
        refused(none + "." + parts[1] + ".");
        refused(none + "." + parts[1] + "." + parts[2]);
        refused(parts[0] + "." + parts[1] + ".");
        refused(parts[0] + "." + base64("{\"sub\":\"admin\",\"groups\":[\"operator\"]}") + "." + parts[2]);
        refused(parts[0] + "." + parts[1]);
        refused(base64("[]") + "." + parts[1] + "." + parts[2]);
        refused(base64("{\"typ\":7}") + "." + parts[1] + "." + parts[2]);
        refused(base64("null") + "." + parts[1] + "." + parts[2]);
        refused("x".repeat(7000));
        refused("....");
    }

    @Test
    void a_token_that_was_believed_does_not_let_its_altered_twins_in() throws Exception {
        String token = signed(claims -> {});
        given().auth().oauth2(token).get("/trial/caller").then().statusCode(200);
        String[] parts = token.split("\\.");
        refused(parts[0] + "." + parts[1] + "."
                + signed(claims -> claims.setSubject("eve")).split("\\.")[2]);
        refused(parts[0] + "." + base64(good().toJson().replace("operator", "auditor")) + "." + parts[2]);
    }

    @Test
    void a_caller_without_the_role_is_refused() throws Exception {
        given().auth()
                .oauth2(signed(claims -> claims.setClaim("groups", List.of("auditor"))))
                .get("/trial/caller")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/forbidden"));
    }

    @Test
    void roles_that_the_service_does_not_know_are_nobodys_roles() throws Exception {
        String token = signed(claims -> claims.setClaim("groups", List.of("offline_access", "OPERATOR", "**")));
        given().auth().oauth2(token).get("/trial/caller").then().statusCode(403);
    }

    private static void refused(String token) {
        given().header("Authorization", "Bearer " + token)
                .get("/trial/caller")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("/problems/unauthenticated"))
                .body("detail", not(containsString("xception")));
    }

    private String signed(Consumer<JwtClaims> change) throws Exception {
        return token(change, TYPED);
    }

    private String token(Consumer<JwtClaims> change, Map<String, Object> headers) throws Exception {
        JwtClaims claims = good();
        change.accept(claims);
        return signed(claims, headers, "ES256", secret());
    }

    private static String signed(JwtClaims claims, Map<String, Object> headers, String algorithm, Key key)
            throws Exception {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setPayload(claims.toJson());
        headers.forEach(token::setHeader);
        token.setAlgorithmHeaderValue(algorithm);
        token.setKey(key);
        return token.getCompactSerialization();
    }

    private static JwtClaims good() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("urn:continuum:sandbox");
        claims.setAudience("continuum");
        claims.setSubject("ann");
        claims.setExpirationTimeMinutesInTheFuture(10);
        claims.setIssuedAtToNow();
        claims.setClaim("groups", List.of("operator"));
        claims.setClaim("organization", ORGANIZATION);
        claims.setClaim("name", "Ann");
        return claims;
    }

    private PrivateKey secret() throws Exception {
        byte[] key = Files.readAllBytes(data.resolve("sandbox-issuer").resolve("private.der"));
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
