package org.continuum.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.continuum.upgrade.KeptVersion.Caller;
import org.jspecify.annotations.Nullable;

/** Talks to a service of whatever version, and takes its answers as they are. */
record Neighbor(URI service, Function<Caller, String> tokens) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int PAGE = 200;

    record Answer(int status, JsonNode body) {}

    Answer get(Caller by, String path) throws IOException, InterruptedException {
        return send(by, HttpRequest.newBuilder(service.resolve(path)));
    }

    /** A POST under a key; nothing, or JSON. */
    Answer post(Caller by, String path, String key, @Nullable JsonNode body) throws IOException, InterruptedException {
        BodyPublisher bytes =
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        return send(
                by,
                HttpRequest.newBuilder(service.resolve(path))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(bytes));
    }

    Answer rows(Caller by, String path, String rows) throws IOException, InterruptedException {
        return send(
                by,
                HttpRequest.newBuilder(service.resolve(path))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(rows)));
    }

    /** All events that the caller may see, from the first. */
    List<JsonNode> events(Caller by) throws IOException, InterruptedException {
        List<JsonNode> events = new ArrayList<>();
        String after = "0";
        while (true) {
            JsonNode page = get(by, "/events?limit=" + PAGE + "&after=" + after).body();
            page.path("items").forEach(events::add);
            String next = page.path("next").asText();
            if (next.equals(after)) {
                return events;
            }
            after = next;
        }
    }

    private Answer send(Caller by, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = CLIENT.send(
                request.header("Authorization", "Bearer " + tokens.apply(by)).build(), BodyHandlers.ofByteArray());
        boolean json = answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
        return new Answer(
                answer.statusCode(),
                json ? JSON.readTree(answer.body()) : TextNode.valueOf(new String(answer.body(), UTF_8)));
    }
}
