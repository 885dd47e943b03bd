package org.continuum.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.continuum.contract.NodeTools;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** An OpenID provider that others have written, as a process of its own, with clients for machines. */
final class OidcProvider implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SECRET = "a secret that is long enough for any algorithm";

    /** The only one of the clients with a key of its own. */
    static final PublicJsonWebKey CLIENTS_KEY = key("clients-own", "EC");

    private final Process process;
    private final String issuer;

    /**
     * @param issuer its name, which is also its address
     * @param keys first the ones that it signs with
     */
    OidcProvider(String issuer, List<PublicJsonWebKey> keys) throws IOException {
        this.issuer = issuer;
        Map<String, Object> asked = Map.of(
                "issuer", issuer,
                "port", URI.create(issuer).getPort(),
                "keys", keys.stream().map(OidcProvider::forSigning).toList(),
                "clients",
                        List.of(
                                client("college", "client_secret_basic"),
                                client("district", "client_secret_post"),
                                client("elsewhere", "client_secret_post"),
                                Map.of(
                                        "client_id", "registry",
                                        "token_endpoint_auth_method", "private_key_jwt",
                                        "token_endpoint_auth_signing_alg", "ES256",
                                        "jwks",
                                                Map.of(
                                                        "keys",
                                                        List.of(CLIENTS_KEY.toParams(
                                                                OutputControlLevel.PUBLIC_ONLY))))),
                "tokens",
                        Map.of(
                                "college", said("continuum", "RS256"),
                                "district", said("continuum", "ES256"),
                                "elsewhere", said("another-service", "RS256"),
                                "registry", said("continuum", "ES256")));
        process = NodeTools.start("node", "issuer.mjs");
        process.getOutputStream().write((JSON.writeValueAsString(asked) + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        awaitReady();
    }

    private void awaitReady() throws IOException {
        StringBuilder heard = new StringBuilder();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
            if (line == null) {
                throw new IOException("The provider did not start: " + heard);
            }
            heard.append(line).append('\n');
        }
        // What it says later must not fill the pipe.
        Thread.ofVirtual().start(() -> out.lines().forEach(line -> {}));
    }

    private static Map<String, Object> forSigning(PublicJsonWebKey key) {
        Map<String, Object> parameters = key.toParams(OutputControlLevel.INCLUDE_PRIVATE);
        parameters.put("use", "sig");
        return parameters;
    }

    private static Map<String, Object> client(String name, String method) {
        return Map.of("client_id", name, "client_secret", SECRET, "token_endpoint_auth_method", method);
    }

    private static Map<String, Object> said(String audience, String algorithm) {
        return Map.of(
                "audience",
                audience,
                "life",
                300,
                "algorithm",
                algorithm,
                "claims",
                Map.of("organization", Forger.ORGANIZATION, "groups", List.of("auditor")));
    }

    /** A key pair that it may sign with. */
    static PublicJsonWebKey key(String name, String kind) {
        var pair = Forger.pair(kind);
        PublicJsonWebKey key = Forger.named(name, pair);
        key.setPrivateKey(pair.getPrivate());
        return key;
    }

    /** Where it says that its keys are. */
    String keysAddress() {
        return send(HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
                        .build())
                .path("jwks_uri")
                .asText();
    }

    String tokenOf(String client) {
        return switch (client) {
            case "college" -> token(Map.of(), "college:" + SECRET.replace(' ', '+'));
            case "registry" ->
                token(
                        Map.of(
                                "client_id",
                                client,
                                "client_assertion_type",
                                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                                "client_assertion",
                                assertion(client, issuer)),
                        "");
            default -> token(Map.of("client_id", client, "client_secret", SECRET), "");
        };
    }

    private String token(Map<String, String> proof, String basic) {
        Map<String, String> form = new java.util.HashMap<>(proof);
        form.put("grant_type", "client_credentials");
        form.put("resource", "https://continuum.example");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
        if (!basic.isEmpty()) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
        }
        JsonNode answer = send(request.build());
        if (!answer.has("access_token")) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.path("access_token").asText();
    }

    /** With which a client shows the issuer that it holds its key. */
    static String assertion(String client, String issuer) {
        try {
            JwtClaims claims = new JwtClaims();
            claims.setIssuer(client);
            claims.setSubject(client);
            claims.setAudience(issuer);
            claims.setGeneratedJwtId();
            claims.setIssuedAtToNow();
            claims.setExpirationTimeMinutesInTheFuture(1);
            JsonWebSignature signed = new JsonWebSignature();
            signed.setPayload(claims.toJson());
            signed.setAlgorithmHeaderValue("ES256");
            signed.setKeyIdHeaderValue(CLIENTS_KEY.getKeyId());
            signed.setKey(CLIENTS_KEY.getPrivateKey());
            return signed.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
