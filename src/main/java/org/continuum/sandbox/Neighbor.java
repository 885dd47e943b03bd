package org.continuum.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.profile.IfBuildProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The service as its clients see it. The synthetic state comes in through the same door as everybody's records: every
 * check is made, every key remembered, and no act needs a side entrance.
 */
@IfBuildProfile(anyOf = {"dev", "test"})
final class Neighbor implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Caller, String> tokens = new ConcurrentHashMap<>();
    private final URI service;
    private final SandboxIssuer issuer;

    Neighbor(URI service, SandboxIssuer issuer) {
        this.service = service;
        this.issuer = issuer;
    }

    /** Somebody of an organization. */
    record Caller(UUID organization, String name, List<String> roles) {}

    /** What the service says no to. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;
        final int status;

        RefusedException(String request, int status, String answer) {
            super(request + " was answered " + status + ": " + answer);
            this.status = status;
        }
    }

    /** Once and for all: the same key, path and body have no second effect and get the same answer. */
    UUID post(Caller by, Instant at, String key, String path, Object body) {
        return id(send(request(by, path, at)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(bytes(body)))
                .build()));
    }

    UUID post(Caller by, Instant at, String key, String path, String mediaType, byte[] body) {
        return id(send(request(by, path, at)
                .header("Idempotency-Key", key)
                .header("Content-Type", mediaType)
                .POST(BodyPublishers.ofByteArray(body))
                .build()));
    }

    void put(Caller by, Instant at, String ifMatch, String path, Object body) {
        send(request(by, path, at)
                .header("If-Match", ifMatch)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(bytes(body)))
                .build());
    }

    JsonNode get(Caller by, String path) {
        return send(HttpRequest.newBuilder(service.resolve(path))
                .header("Authorization", "Bearer " + token(by))
                .build());
    }

    String token(Caller by) {
        return tokens.computeIfAbsent(
                by,
                caller -> issuer.issue(new TokenRequest(
                                caller.organization(), null, caller.roles(), "synthetic-state", caller.name()))
                        .token());
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(Caller by, String path, Instant at) {
        return HttpRequest.newBuilder(service.resolve(path))
                .header("Authorization", "Bearer " + token(by))
                .header(SandboxTimeHeader.HEADER, at.toString());
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new RefusedException(
                        request.method() + " " + request.uri().getPath(),
                        answer.statusCode(),
                        JSON.readTree(answer.body()).toString());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the synthetic state was loaded", e);
        }
    }

    private static UUID id(JsonNode recorded) {
        return UUID.fromString(recorded.get("id").textValue());
    }

    private static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Synthetic bodies are plain values", e);
        }
    }
}
