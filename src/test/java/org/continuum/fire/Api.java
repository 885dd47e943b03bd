package org.continuum.fire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Role;
import org.jspecify.annotations.Nullable;

/** The service as a client sees it: over HTTP, with tokens of an identity provider that we are ourselves. */
final class Api implements AutoCloseable {
    static final String ISSUER = "https://identity.example";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The first request to a service that has just started on a busy machine; nothing is broken yet, and nothing is proven by it. */
    private static final Duration SETTING_UP = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI service;
    private final KeyPair identity;
    private volatile Optional<UUID> provider = Optional.empty();
    private volatile Token token = new Token("", Instant.EPOCH);

    /** A token is believed for an hour, and a run takes longer. */
    private record Token(String text, Instant since) {}

    Api(int port) throws GeneralSecurityException {
        this.service = URI.create("http://127.0.0.1:" + port);
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        this.identity = generator.generateKeyPair();
    }

    /** Where the service finds the key that its tokens are signed with. */
    Path publicKey(Path folder) throws IOException {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(identity.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        return Files.writeString(folder.resolve("identity.pem"), pem);
    }

    /** The key that the service signs its log with: made once, for all runs in the folder. */
    static Path logKey(Path folder) throws IOException {
        Path file = folder.resolve("log-key.pem");
        if (Files.exists(file)) {
            return file;
        }
        try {
            byte[] key = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return Files.writeString(
                    file,
                    "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(key)
                            + "\n-----END PRIVATE KEY-----\n");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has Ed25519", e);
        }
    }

    /** From now on as a submitter of this organization. */
    void actFor(UUID organization) {
        provider = Optional.of(organization);
    }

    UUID registerProvider() throws IOException {
        String operator = tokenOf(UUID.randomUUID(), Role.OPERATOR);
        return created(
                operator,
                "/organizations",
                Map.of("kind", "preparation-provider", "name", "A provider", "jurisdiction", "US-MA"));
    }

    UUID registerPerson() throws IOException {
        return created(
                token(),
                "/people",
                Map.of("givenName", "Ana", "familyName", "Silva", "birthDate", "1999-04-30", "identifiers", List.of()));
    }

    /** Sends a request once; an answer of status 0 when none comes in time. */
    Answer send(Asked asked, Duration patience) {
        return post(asked.path(), "application/json", asked.body(), asked.key(), patience);
    }

    /** An answer of status 0 when none comes in time. */
    Answer post(String path, String type, String body, @Nullable String key, Duration patience) {
        HttpRequest.Builder request = request(token(), path).timeout(patience);
        // an order has no body, and then no type
        request.POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return answer(request.build());
    }

    Answer get(String path) {
        return answer(request(token(), path).timeout(Duration.ofSeconds(10)).build());
    }

    JsonNode read(String path) throws IOException {
        Answer answer = get(path);
        if (answer.status() != 200) {
            throw new IOException(path + " answered " + answer);
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private UUID created(String as, String path, Map<String, Object> body) throws IOException {
        Answer answer = answer(request(as, path)
                .timeout(SETTING_UP)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
        if (!answer.acknowledges()) {
            throw new IOException(path + " answered " + answer);
        }
        return UUID.fromString(JSON.readTree(answer.body()).path("id").textValue());
    }

    private HttpRequest.Builder request(String as, String path) {
        return HttpRequest.newBuilder(service.resolve(path)).header("Authorization", "Bearer " + as);
    }

    private Answer answer(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, "interrupted");
        }
    }

    /** None before it is known for whom. */
    private String token() {
        if (provider.isPresent() && token.since().isBefore(Instant.now().minus(Duration.ofMinutes(30)))) {
            token = new Token(tokenOf(provider.get(), Role.PROGRAM_SUBMITTER), Instant.now());
        }
        return token.text();
    }

    private String tokenOf(UUID organization, String role) {
        long now = Instant.now().getEpochSecond();
        String signed = encoded(Map.of("alg", "RS256", "typ", "at+jwt"))
                + "."
                + encoded(Map.of(
                        "iss",
                        ISSUER,
                        "aud",
                        "continuum",
                        "sub",
                        "fire",
                        "organization",
                        organization.toString(),
                        "groups",
                        List.of(role),
                        "iat",
                        now,
                        "exp",
                        now + Duration.ofHours(1).toSeconds()));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(identity.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key of our own signs", e);
        }
    }

    private static String encoded(Map<String, Object> part) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(part));
        } catch (IOException e) {
            throw new IllegalStateException("Plain values can be written", e);
        }
    }
}
