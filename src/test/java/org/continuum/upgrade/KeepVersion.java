package org.continuum.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.trial.Patience.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.continuum.access.Role;
import org.continuum.upgrade.KeptVersion.Answers;
import org.continuum.upgrade.KeptVersion.Asked;
import org.continuum.upgrade.KeptVersion.Caller;
import org.continuum.upgrade.KeptVersion.Sent;
import org.continuum.upgrade.Neighbor.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * {@code bin/keep-version}: does in a running development service, on whose data the story has been told, what the story
 * leaves out, and writes down what it answers then. It is no test, so that no build runs it by itself. What an old version
 * does not know it refuses, and that is left out and told.
 */
class KeepVersion {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Nothing that is asked depends on the day on which it is asked: after all that was told, and for ever. */
    private static final String DAY = "2027-01-01";

    private final Neighbor neighbor = new Neighbor(URI.create(property("url")), new HashMap<Caller, String>() {
        @Override
        public String get(Object by) {
            return computeIfAbsent((Caller) by, KeepVersion.this::token);
        }
    }::get);
    private final List<Sent> sent = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();

    private final Caller fairhaven;
    private final Caller massachusetts;
    private final Caller college;

    KeepVersion() throws IOException, InterruptedException {
        // the sandbox's own organization is that of whoever has none
        Caller anybody = new Caller("5a1d0000-0000-7000-8000-000000000001", List.of(Role.OPERATOR));
        Map<String, String> organizations = new HashMap<>();
        for (JsonNode each :
                neighbor.get(anybody, "/organizations?limit=200").body().path("items")) {
            organizations.put(
                    each.path("identifiers").path(0).path("value").asText(),
                    each.path("id").asText());
        }
        List<String> board = List.of(Role.BOARD_ANALYST, Role.BOARD_DECIDER, Role.RULE_AUTHOR);
        fairhaven = new Caller(organizations.get("fairhaven-board"), board);
        massachusetts = new Caller(organizations.get("ma-board"), board);
        college = new Caller(
                organizations.get("ma-college"), List.of(Role.PROGRAM_SUBMITTER, Role.PROGRAM_ADMINISTRATOR));
    }

    @Test
    void what_it_answers() throws Exception {
        String candidate = event("license.issued").path("person").asText();
        String determination = event("determination.frozen").path("subject").asText();
        String record = "/people/" + candidate;
        String first = record + "/evidence?limit=1";
        String evidence = neighbor.get(massachusetts, first)
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asText();

        String committed = previewed("committed", candidate, 8, -1);
        order(committed, "commit");
        await().until(() -> state(committed).equals("committed"));
        String waiting = previewed("waiting", candidate, 5, 6);

        send(
                college,
                record + "/evidence/" + evidence + "/retraction",
                "retraction",
                json("{'reason':'of another class','issuerWithdrew':false}"));
        send(
                college,
                record + "/determinations/" + determination + "/reviews",
                "review",
                json("{'grounds':'a retraction'}"));
        String unready = "{'licenseType':'ma-early-childhood-initial','asOf':'2026-04-01'}";
        Answer frozen = send(massachusetts, record + "/determinations", "unready", json(unready));
        send(
                massachusetts,
                record + "/determinations/" + frozen.body().path("id").asText() + "/notice",
                "notice",
                null);

        String survivor = register("Ada");
        String absorbed = register("Adah");
        send(
                massachusetts,
                "/people/" + survivor + "/merges",
                "merge",
                json("{'absorbed':'" + absorbed + "','reason':'one and the same'}"));
        String erased = register("Bea");
        send(
                massachusetts,
                "/people/" + erased + "/erasure",
                "erasure",
                json("{'ground':'request-of-the-person','order':'2026-17'}"));
        String last = register("Cleo");
        await().until(() -> events(massachusetts).stream()
                .anyMatch(event -> event.path("subject").asText().equals(last)));

        for (Caller board : List.of(fairhaven, massachusetts)) {
            askAll(board);
        }
        ask(college, "/bulk-jobs/" + committed);
        ask(college, "/bulk-jobs/" + committed + "/rows?limit=200");
        assertThat(asked).hasSizeGreaterThan(100);
        new KeptVersion(Path.of(property("folder"))).keep(new Answers(asked, sent, college, waiting));
        System.out.println("kept: " + asked.size() + " answers, " + sent.size() + " requests");
    }

    private void askAll(Caller board) throws IOException, InterruptedException {
        Set<String> people = new LinkedHashSet<>();
        for (JsonNode event : events(board)) {
            String subject = event.path("subject").asText();
            String person = event.path("person").asText();
            if (event.has("person")) {
                people.add(person);
            }
            switch (event.path("type").asText()) {
                case "determination.frozen" -> {
                    ask(board, "/people/" + person + "/determinations/" + subject);
                    ask(board, "/people/" + person + "/determinations/" + subject + "/recomputation");
                    ask(board, "/people/" + person + "/determinations/" + subject + "/reviews");
                    ask(board, "/people/" + person + "/determinations/" + subject + "/notice");
                }
                case "evidence.submitted" -> ask(board, "/people/" + person + "/evidence/" + subject + "/bytes");
                default -> {}
            }
        }
        for (String person : people) {
            ask(board, "/people/" + person);
            ask(board, "/people/" + person + "/evidence?limit=200&asOf=" + DAY);
            ask(board, "/people/" + person + "/enrollments");
            ask(board, "/people/" + person + "/employments");
            ask(board, "/people/" + person + "/licensing-decisions");
            ask(board, "/people/" + person + "/licenses?asOf=" + DAY);
            ask(board, "/people/" + person + "/continuum?asOf=" + DAY);
            for (String type : List.of("fairhaven-initial", "fairhaven-professional", "ma-early-childhood-initial")) {
                ask(board, "/people/" + person + "/readiness?asOf=" + DAY + "&licenseType=" + type);
                ask(board, "/people/" + person + "/readiness?asOf=2026-05-20&licenseType=" + type);
            }
        }
        ask(board, "/frameworks");
        ask(board, "/rule-sets");
        ask(board, "/license-types");
        ask(board, "/programs");
    }

    /** A bulk job that has been previewed, with a row for each of the hours. */
    private String previewed(String name, String candidate, int... hours) throws IOException, InterruptedException {
        String job = send(college, "/bulk-jobs", name, json("{'format':'ndjson'}"))
                .body()
                .path("id")
                .asText();
        StringBuilder rows = new StringBuilder();
        for (int each : hours) {
            rows.append(json("{'person':'" + candidate
                            + "','kind':'clinical-experience','occurredOn':'2026-05-26','hours':" + each + "}"))
                    .append('\n');
        }
        Answer received = neighbor.rows(college, "/bulk-jobs/" + job + "/rows", rows.toString());
        assertThat(received.status()).as(received.body().toString()).isLessThan(300);
        order(job, "preview");
        await().until(() -> state(job).equals("checked"));
        return job;
    }

    private void order(String job, String what) throws IOException, InterruptedException {
        Answer ordered = neighbor.post(college, "/bulk-jobs/" + job + "/" + what, "kept-" + job + what, null);
        assertThat(ordered.status()).as(ordered.body().toString()).isLessThan(300);
    }

    private String state(String job) throws IOException, InterruptedException {
        return neighbor.get(college, "/bulk-jobs/" + job).body().path("state").asText();
    }

    private String register(String name) throws IOException, InterruptedException {
        String person = "{'givenName':'" + name + "','familyName':'Example','identifiers':[]}";
        return send(massachusetts, "/people", name, json(person))
                .body()
                .path("id")
                .asText();
    }

    private Answer send(Caller by, String path, String key, @Nullable JsonNode body)
            throws IOException, InterruptedException {
        Answer answer = neighbor.post(by, path, "kept-" + key, body);
        if (answer.status() < 300) {
            sent.add(new Sent(by, path, "kept-" + key, body, answer.status(), answer.body()));
        } else {
            System.out.println("left out: POST " + path + " " + answer.status() + " " + answer.body());
        }
        return answer;
    }

    private void ask(Caller by, String path) throws IOException, InterruptedException {
        Answer answer = neighbor.get(by, path);
        if (answer.status() == 200) {
            asked.add(new Asked(by, path, answer.body()));
        }
    }

    private JsonNode event(String type) throws IOException, InterruptedException {
        return events(massachusetts).stream()
                .filter(event -> event.path("type").asText().equals(type))
                .reduce((one, other) -> other)
                .orElseThrow(() -> new IllegalStateException("No " + type + ": tell the story first, docs/story.sh"));
    }

    private List<JsonNode> events(Caller by) throws IOException, InterruptedException {
        return neighbor.events(by);
    }

    /** The development build gives one to whoever asks. */
    private String token(Caller by) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(neighbor.service().resolve("/sandbox/tokens"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(
                            Map.of("organization", by.organization(), "roles", by.roles(), "name", KeptVersion.NAME))))
                    .build();
            return JSON.readTree(
                            client.send(request, BodyHandlers.ofByteArray()).body())
                    .path("token")
                    .asText();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty("continuum.keep." + name), "bin/keep-version");
    }
}
