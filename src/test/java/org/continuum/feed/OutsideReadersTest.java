package org.continuum.feed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.continuum.people.Registry.as;
import static org.continuum.trial.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.continuum.access.Role;
import org.continuum.contract.NodeTools;
import org.continuum.feed.Hooks.Hook;
import org.continuum.license.Board;
import org.continuum.people.Registry;
import org.continuum.trail.Sequenced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What others have written reads what we send: the AsyncAPI document, the events of the feed, deliveries with their
 * signatures. One process of theirs for all.
 */
@QuarkusTest
class OutsideReadersTest {
    private static final Path DOCUMENT = Path.of("openapi", "continuum-events.asyncapi.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A text in the code that could be a type of event. */
    private static final Pattern SHAPE = Pattern.compile("\"([a-z]+(?:-[a-z]+)*\\.[a-z]+(?:-[a-z]+)*)\"");

    /** Settings, properties, columns and files look like types of events too. */
    private static final Pattern NO_EVENT = Pattern.compile(
            "(continuum|quarkus|os|user|java|password|passwords|postgres|org|example)\\..*"
                    + "|person\\.details|evidence\\.(body|payload|digest)|determination\\.answer|.*\\.(der|conf|json|yaml|log|pid|properties|js|mjs|html|txt)");

    private static final Map<String, JsonSchema> SCHEMAS = new HashMap<>();

    @TempDir
    Path folder;

    @Inject
    Hooks hooks;

    @Inject
    ObjectMapper ours;

    @Test
    void acts_list_and_document_know_the_same_types_of_events() throws IOException {
        Set<String> listed = Arrays.stream(EventType.values())
                .map(EventType::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> documented = new TreeSet<>();
        document().at("/components/messages").fieldNames().forEachRemaining(documented::add);
        Set<String> channeled = new TreeSet<>();
        document().at("/channels/feed/messages").fieldNames().forEachRemaining(channeled::add);
        assertEquals(listed, acted(), "EventType lists what acts put on the trail");
        assertEquals(listed, documented, DOCUMENT + " describes each type in EventType");
        assertEquals(listed, channeled, DOCUMENT + " names each message in its channels");
    }

    @Test
    void whatever_has_happened_is_as_the_document_says() throws IOException, SQLException {
        tell();
        JsonNode document = document();
        List<String> findings = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (Sequenced entry : hooks.after(0, 50_000)) {
            if (!entry.type().startsWith("trial.")) {
                seen.add(entry.type());
                JsonNode event = ours.valueToTree(Event.of(entry));
                payload(document, entry.type()).validate(event).forEach(wrong -> findings.add(entry.type() + wrong));
                undeclared(document, event).forEach(field -> findings.add(entry.type() + " does not declare " + field));
            }
        }
        assertThat(findings.stream().distinct().limit(20)).isEmpty();
        assertThat(seen)
                .contains(
                        "grant.revoked",
                        "evidence.retracted",
                        "license.issued",
                        "licensing-decision.made",
                        "rule-set.published")
                .contains("induction.started", "subscription.created", "subscription.secret-added")
                .hasSizeGreaterThan(12);
        ObjectNode wrong = ours.valueToTree(Event.of(hooks.after(0, 1).getFirst()));
        wrong.put("personSeq", 1);
        assertThat(payload(document, wrong.path("type").asText()).validate(wrong))
                .isNotEmpty();
    }

    @Test
    void readers_of_cloud_events_standard_webhooks_and_asyncapi_understand_us() throws Exception {
        NodeTools.require();
        ObjectNode asked = JSON.createObjectNode();
        asked.put("asyncapi", Path.of("..").resolve(DOCUMENT.getFileName()).toString());
        ArrayNode events = asked.putArray("events");
        UUID university = tell();
        JsonNode fed = JSON.readTree(as(university, Role.PROGRAM_SUBMITTER)
                .accept(EventResource.BATCH)
                .get("/events?limit=200")
                .then()
                .statusCode(200)
                .contentType(EventResource.BATCH)
                .extract()
                .asString());
        fed.forEach(events::add);
        int good = events.size();
        ObjectNode badName = fed.get(0).deepCopy();
        events.add(badName.put("personSeq", "1"));
        events.add(((ObjectNode) fed.get(0).deepCopy()).without("type"));
        ArrayNode deliveries = asked.putArray("deliveries");
        List<Receiver.Got> got = deliver(deliveries);

        NodeTools.Result said = NodeTools.run(asked.toString(), "node", "events.mjs");
        assertEquals(0, said.status(), said.output());
        JsonNode answer = JSON.readTree(said.output());
        assertThat(answer.path("asyncapi")).isEmpty();
        assertThat(answer.path("messages")).hasSize(EventType.values().length);
        assertThat(good).isGreaterThan(5);
        for (int i = 0; i < good; i++) {
            JsonNode read = answer.path("events").get(i);
            assertThat(read.path("ok").asBoolean()).as(read.toString()).isTrue();
            assertEquals(without(events.get(i)), without(read.path("value")));
        }
        assertThat(answer.path("events").get(good).path("ok").asBoolean()).isFalse();
        assertThat(answer.path("events").get(good + 1).path("ok").asBoolean()).isFalse();
        for (int i = 0; i < got.size(); i++) {
            JsonNode read = answer.path("deliveries").get(i);
            assertThat(read.path("ok").asBoolean()).as(read.toString()).isTrue();
            assertThat(read.path("verified").asBoolean()).as(read.toString()).isTrue();
            assertEquals(without(JSON.readTree(got.get(i).body())), without(read.path("value")));
        }
        JsonNode changed = answer.path("deliveries").get(got.size());
        assertThat(changed.path("verified").asBoolean())
                .as("a body that was changed on its way")
                .isFalse();
    }

    @Test
    void the_receiver_in_the_guide_takes_our_deliveries_and_nobody_elses() throws Exception {
        NodeTools.require();
        String guide = Files.readString(Path.of("docs", "districts.md"));
        String program =
                guide.substring(guide.indexOf("```js\n") + 6, guide.indexOf("```", guide.indexOf("```js\n") + 6));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path printed = folder.resolve("printed");
        Hook hook = hooks.subscribe("http://localhost:" + port + "/");
        ProcessBuilder receiver = new ProcessBuilder("node", "--input-type=module", "-e", program)
                .directory(Path.of("openapi", "lint").toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        receiver.environment().putAll(Map.of("SECRET", hook.secret(), "PORT", Integer.toString(port)));
        Process process = receiver.start();
        try {
            await().until(() -> listens(port));
            hook.happen(2);
            hooks.deliver(Hooks.now());
            assertEquals(List.of("delivered", "delivered"), hook.deliveries("").path("items.state"));
            hook.replay(0);
            hooks.deliver(Hooks.now());
            given().noFilters()
                    .body("{}")
                    .post("http://localhost:" + port + "/")
                    .then()
                    .statusCode(401);
        } finally {
            process.destroy();
            hooks.forget(List.of(hook));
        }
        process.waitFor();
        assertThat(Files.readAllLines(printed)).hasSize(2).allMatch(line -> line.startsWith("person.created "));
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Real deliveries, the last of them during a rotation, and one that somebody has changed on its way. */
    private List<Receiver.Got> deliver(ArrayNode asked) throws Exception {
        try (Receiver receiver = new Receiver()) {
            Hook hook = hooks.subscribe(receiver.url());
            try {
                hook.happen(2);
                hooks.deliver(Hooks.now());
                Hook renewed = hooks.withSecret(hook.organization(), hook.id());
                hook.happen(1);
                hooks.deliver(Hooks.now());
                List<Receiver.Got> got = receiver.got();
                assertThat(got).hasSize(3);
                got.forEach(each -> asked.add(delivery(each, hook.secret(), each.body())));
                Receiver.Got last = got.getLast();
                asked.set(2, delivery(last, renewed.secret(), last.body()));
                asked.add(delivery(last, renewed.secret(), last.body().replace("person.created", "person.changed")));
                return got;
            } finally {
                hooks.forget(List.of(hook));
            }
        }
    }

    private static ObjectNode delivery(Receiver.Got got, String secret, String body) {
        ObjectNode delivery = JSON.createObjectNode().put("secret", secret).put("body", body);
        ObjectNode headers = delivery.putObject("headers");
        got.headers().forEach(headers::put);
        return delivery;
    }

    /** The reader keeps milliseconds only. */
    private static JsonNode without(JsonNode event) {
        return ((ObjectNode) event.deepCopy()).without("time");
    }

    /** From enrollment to license, with a correction and a retraction; the university's id. */
    private UUID tell() throws IOException, SQLException {
        Board board = Board.open().withEvidence();
        UUID first = board.post(board.university(), Role.PROGRAM_SUBMITTER, board.observation("2026-03-04"));
        Map<String, Object> correction = board.observation("2026-03-05");
        correction.put("supersedes", first);
        correction.put("reason", "The wrong day.");
        UUID second = board.post(board.university(), Role.PROGRAM_SUBMITTER, correction);
        Board.at(as(board.university(), Role.PROGRAM_SUBMITTER))
                .body(Map.of("reason", "Not observed at all.", "issuerWithdrew", false))
                .post("/people/" + board.person() + "/evidence/" + second + "/retraction")
                .then()
                .statusCode(201);
        board.grant();
        UUID district = Registry.employer();
        Registry.employ(district, board.person());
        as(district, Role.DISTRICT_HR)
                .body(Map.of("startedOn", "2026-09-01"))
                .post("/people/" + board.person() + "/inductions")
                .then()
                .statusCode(201);
        UUID mistaken = Registry.employer();
        Registry.employ(mistaken, board.person());
        String grant = as(board.authority(), Role.BOARD_ANALYST)
                .get("/people/" + board.person() + "/grants")
                .path("items.find { it.organization == '" + mistaken + "' }.id");
        board.decider()
                .body(Map.of("ground", "mistaken"))
                .post("/people/" + board.person() + "/grants/" + grant + "/revocation")
                .then()
                .statusCode(200);
        hooks.forget(List.of(hooks.subscribe("https://hooks.example.org/")));
        hooks.sequence();
        assertThat(feed(board, "evidence.retracted")).hasSize(1);
        assertThat(feed(board, "evidence.submitted"))
                .as("a correction is told as one")
                .anyMatch(
                        event -> event.path("data").path("supersedes").asText().equals(first.toString()));
        return board.university();
    }

    private static List<JsonNode> feed(Board board, String type) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        long next = 0;
        while (true) {
            JsonNode page = JSON.readTree(as(board.university(), Role.PROGRAM_SUBMITTER)
                    .get("/events?limit=200&type=" + type + "&after=" + next)
                    .asString());
            page.path("items").forEach(found::add);
            if (page.path("next").asLong() == next) {
                return found;
            }
            next = page.path("next").asLong();
        }
    }

    /** What the event has in its data and the document has not; a schema lets it pass, since fields may be added. */
    private static Set<String> undeclared(JsonNode document, JsonNode event) {
        Set<String> fields = new TreeSet<>();
        event.path("data").fieldNames().forEachRemaining(fields::add);
        document.at("/components/messages")
                .path(event.path("type").asText())
                .at("/payload/allOf/1/properties/data/properties")
                .fieldNames()
                .forEachRemaining(fields::remove);
        return fields;
    }

    private static JsonSchema payload(JsonNode document, String type) {
        return SCHEMAS.computeIfAbsent(type, name -> {
            JsonMetaSchema base = JsonMetaSchema.getV202012();
            JsonMetaSchema.Builder meta = JsonMetaSchema.builder(base.getIri(), base);
            document.fieldNames().forEachRemaining(field -> {
                if (!field.startsWith("$")) {
                    meta.keyword(new NonValidationKeyword(field));
                }
            });
            return JsonSchemaFactory.builder()
                    .defaultMetaSchemaIri(base.getIri())
                    .metaSchema(meta.build())
                    .schemaLoaders(loaders -> loaders.schemas(Map.of("urn:events", document.toString())))
                    .build()
                    .getSchema(
                            SchemaLocation.of("urn:events#/components/messages/" + name + "/payload"),
                            SchemaValidatorsConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .build());
        });
    }

    private static JsonNode document() throws IOException {
        ObjectNode document = (ObjectNode) new ObjectMapper(new YAMLFactory()).readTree(Files.readString(DOCUMENT));
        return document.put("$id", "urn:events");
    }

    private static Set<String> acted() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            Set<String> found = new TreeSet<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("EventType.java")) {
                    SHAPE.matcher(Files.readString(file))
                            .results()
                            .map(each -> each.group(1))
                            .forEach(found::add);
                }
            }
            found.removeIf(text -> NO_EVENT.matcher(text).matches());
            return found;
        }
    }
}
