package org.continuum.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * An issuer whose keys a test holds. It writes a token byte by byte, since no library would help to write most of those
 * which it is asked for.
 */
public final class Forger {
    public static final String ISSUER = "https://identity.example";
    static final String ORGANIZATION = UUID.randomUUID().toString();

    /** Algorithms of JWS as Java knows them; the rest sign as they say. */
    private static final Map<String, String> JAVA = Map.ofEntries(
            Map.entry("RS256", "SHA256withRSA"),
            Map.entry("RS384", "SHA384withRSA"),
            Map.entry("RS512", "SHA512withRSA"),
            Map.entry("RS1", "SHA1withRSA"),
            Map.entry("ES256", "SHA256withECDSAinP1363Format"),
            Map.entry("EdDSA", "Ed25519"),
            Map.entry("HS256", "HmacSHA256"),
            Map.entry("HS384", "HmacSHA384"),
            Map.entry("HS512", "HmacSHA512"));

    /** Makes the claims a person's own. */
    static final Consumer<ObjectNode> HERSELF = claims -> {
        claims.put("person", "0198c0de-aaaa-7bbb-8ccc-ddddeeeeffff").remove("organization");
        claims.putArray("groups").add("person");
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    final KeyPair rsa = pair("RSA");
    final KeyPair ec = pair("EC");
    final KeyPair ed = pair("Ed25519");

    /** What the issuer publishes. */
    public String jwks() {
        return new JsonWebKeySet(named("rsa", rsa), named("ec", ec), named("ed", ed))
                .toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    static PublicJsonWebKey named(String id, KeyPair pair) {
        try {
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic());
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token that must be believed. */
    public String good() {
        return rs256(header(header -> {}), claims(claims -> {}));
    }

    /** A person's own token that must be believed. */
    public String herself() {
        return rs256(header(header -> {}), claims(HERSELF));
    }

    /** A token that must be believed, with other claims. */
    public String good(Consumer<ObjectNode> change) {
        return rs256(header(header -> {}), claims(change));
    }

    String rs256(String header, String claims) {
        return signed(header, claims, "RS256", rsa.getPrivate());
    }

    static String header(Consumer<ObjectNode> change) {
        ObjectNode header =
                JSON.createObjectNode().put("alg", "RS256").put("typ", "at+jwt").put("kid", "rsa");
        change.accept(header);
        return header.toString();
    }

    static String header(String algorithm, String key) {
        return header(header -> header.put("alg", algorithm).put("kid", key));
    }

    static String claims(Consumer<ObjectNode> change) {
        long now = Instant.now().getEpochSecond();
        ObjectNode claims = JSON.createObjectNode()
                .put("iss", ISSUER)
                .put("aud", "continuum")
                .put("sub", "ann")
                .put("iat", now)
                .put("exp", now + 3000)
                .put("organization", ORGANIZATION)
                .put("name", "Ann");
        claims.putArray("groups").add("operator");
        change.accept(claims);
        return claims.toString();
    }

    static String signed(String header, String claims, String algorithm, Key key) {
        return signed(header, bytes(claims), algorithm, key);
    }

    static String signed(String header, byte[] claims, String algorithm, Key key) {
        String input = base64(bytes(header)) + "." + base64(claims);
        return input + "." + base64(signature(input, algorithm, key));
    }

    static byte[] signature(String input, String algorithm, Key key) {
        String name = JAVA.getOrDefault(algorithm, algorithm);
        try {
            if (name.startsWith("Hmac")) {
                Mac mac = Mac.getInstance(name);
                mac.init(new SecretKeySpec(key.getEncoded(), name));
                return mac.doFinal(bytes(input));
            }
            Signature signature = Signature.getInstance(name);
            if (name.equals("RSASSA-PSS")) {
                signature.setParameter(new java.security.spec.PSSParameterSpec(
                        "SHA-256", "MGF1", java.security.spec.MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign((PrivateKey) key);
            signature.update(bytes(input));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm, e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Key secret(byte[] bytes) {
        return new SecretKeySpec(bytes, "RAW");
    }

    static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** As many bytes as are asked for, in the order of big-endian numbers. */
    static byte[] number(BigInteger value, int length) {
        byte[] written = value.toByteArray();
        byte[] padded = new byte[length];
        int copied = Math.min(written.length, length);
        System.arraycopy(written, written.length - copied, padded, length - copied, copied);
        return padded;
    }

    static KeyPair pair(String kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            switch (kind) {
                case "RSA" -> generator.initialize(2048);
                case "EC" -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                default -> {}
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
