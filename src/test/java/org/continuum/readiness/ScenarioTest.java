package org.continuum.readiness;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real rules, invented people, and the answers that a licensing analyst would give, driven through the service: every
 * item is posted when it was recorded, every question asked as a board would. How the expected answers are to be read
 * stands beside the file.
 */
@QuarkusTest
class ScenarioTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> SAMPLES = Map.of(
            "S01", "ma-early-childhood-initial",
            "S03", "ca-basic-skills",
            "S05", "ut-professional",
            "S07", "ny-initial",
            "S09", "oh-resident-educator",
            "S11", "pa-act48",
            "S13", "eng-induction",
            "S15", "mn-tiered");

    private static final Map<String, String> LICENSE_TYPES = Map.ofEntries(
            Map.entry("S01", "ma-early-childhood-initial"),
            Map.entry("S03", "ca-preliminary"),
            Map.entry("S05", "ut-professional"),
            Map.entry("S07", "ny-initial"),
            Map.entry("S11", "pa-active-status"),
            Map.entry("S13", "eng-induction-complete"),
            Map.entry("Professional", "oh-professional"),
            Map.entry("Interim (one year)", "oh-interim"),
            Map.entry("Tier 2", "mn-tier-2"),
            Map.entry("Tier 3", "mn-tier-3"),
            Map.entry("Tier 4", "mn-tier-4"));

    /** One person of one scenario. */
    record Story(JsonNode scenario, String candidate) {
        @Override
        public String toString() {
            return scenario.path("id").asText() + (candidate.isEmpty() ? "" : " " + candidate);
        }

        boolean tells(JsonNode item) {
            return !item.has("candidate") || item.path("candidate").asText().equals(candidate);
        }
    }

    static List<Story> stories() throws IOException {
        try (InputStream file = ScenarioTest.class.getResourceAsStream("/scenarios/scenarios.json")) {
            List<Story> stories = new ArrayList<>();
            for (JsonNode scenario : JSON.readTree(file).path("scenarios")) {
                Set<String> candidates = new TreeSet<>();
                scenario.path("evaluations")
                        .forEach(each -> candidates.add(each.path("candidate").asText("")));
                candidates.forEach(candidate -> stories.add(new Story(scenario, candidate)));
            }
            return stories;
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theServiceAnswersAsTheAnalystDid(Story story) throws IOException {
        Setting setting =
                Setting.withSample(SAMPLES.get(story.scenario().path("id").asText()));
        Map<String, UUID> ids = replay(story, setting);
        List<String> differences = new ArrayList<>();
        for (JsonNode evaluation : story.scenario().path("evaluations")) {
            if (evaluation.path("candidate").asText("").equals(story.candidate())) {
                compare(evaluation, ask(story, setting, evaluation), ids, differences);
            }
        }
        assertEquals("", String.join("\n", differences));
    }

    /** What happens, one after the other: a record, or a signature that came later. */
    private record Event(String on, JsonNode item, JsonNode signature) {}

    private static Map<String, UUID> replay(Story story, Setting setting) throws IOException {
        List<Event> events = new ArrayList<>();
        for (JsonNode item : story.scenario().path("evidence")) {
            if (story.tells(item)) {
                events.add(new Event(item.path("recordedOn").asText(), item, null));
                for (JsonNode by : item.path("attestedBy")) {
                    if (by.isObject() && !by.path("recordedOn").equals(item.path("recordedOn"))) {
                        events.add(new Event(by.path("recordedOn").asText(), item, by));
                    }
                }
            }
        }
        events.sort(Comparator.comparing(Event::on));
        Map<String, UUID> ids = new HashMap<>();
        JsonNode facts = story.scenario().path("candidateFacts");
        UUID framework = story.scenario().path("jurisdiction").asText().equals("MA") ? setting.framework() : null;
        if (facts.path("all").has("currentPeriod")) {
            setting.post("/evidence", periods(setting.person(), facts.path("all")), "2016-08-01");
        }
        for (Event event : events) {
            String id = event.item().path("id").asText();
            if (event.signature() == null) {
                ObjectNode body = ScenarioEvidence.submission(setting.person(), event.item(), facts, ids);
                if (body.has("ratings") && framework != null) {
                    body.put("framework", framework.toString());
                }
                ids.put(id, setting.post("/evidence", body, event.on()));
            } else {
                ObjectNode body = JSON.createObjectNode()
                        .put(
                                "role",
                                ScenarioEvidence.role(
                                        event.signature().path("role").asText()))
                        .put("signer", "a signer");
                body.set("signedOn", event.signature().path("signedOn"));
                setting.sign(ids.get(id), body, event.on());
            }
        }
        return ids;
    }

    private static ObjectNode periods(UUID person, JsonNode facts) {
        ObjectNode body = JSON.createObjectNode()
                .put("person", person.toString())
                .put("kind", "attestation")
                .put("occurredOn", "2016-08-01")
                .put("statement", "compliance-period");
        body.putObject("assessor").put("role", "department");
        ObjectNode attributes = body.putObject("attributes");
        for (String period : List.of("previousPeriod", "currentPeriod")) {
            String[] ends = facts.path(period).asText().split("/");
            attributes.putObject(period).put("from", ends[0]).put("to", ends[1]);
        }
        return body;
    }

    private static JsonNode ask(Story story, Setting setting, JsonNode evaluation) throws IOException {
        String asOf = evaluation.path("asOf").asText();
        String target =
                evaluation.path("target").asText(story.scenario().path("id").asText());
        String answer = given().auth()
                .oauth2(Tokens.of(setting.authority(), Role.BOARD_ANALYST))
                .queryParam("licenseType", LICENSE_TYPES.get(target))
                .queryParam("asOf", asOf)
                .queryParam("evidenceKnownAsOf", evaluation.path("knownAsOf").asText(asOf))
                .get("/people/{id}/readiness", setting.person())
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return JSON.readTree(answer);
    }

    private static void compare(JsonNode evaluation, JsonNode answer, Map<String, UUID> ids, List<String> differences) {
        String where = "as of " + evaluation.path("asOf").asText() + " "
                + evaluation.path("target").asText("") + ": ";
        if (!evaluation.path("expectedOutcome").equals(answer.path("outcome"))) {
            differences.add(
                    where + "outcome " + answer.path("outcome") + ", not " + evaluation.path("expectedOutcome"));
        }
        evaluation.path("expectedStatusPerRequirement").properties().forEach(expected -> {
            for (JsonNode item : answer.path("requirements")) {
                if (item.path("id").asText().equals(expected.getKey())) {
                    differences(expected.getValue(), item, ids)
                            .forEach(what -> differences.add(where + expected.getKey() + " " + what));
                    return;
                }
            }
            differences.add(where + expected.getKey() + " is missing");
        });
        assertEquals(
                evaluation.path("expectedStatusPerRequirement").size(),
                answer.path("requirements").size(),
                "every requirement is answered, and no other");
    }

    private static List<String> differences(JsonNode expected, JsonNode item, Map<String, UUID> ids) {
        List<String> differences = new ArrayList<>();
        if (!expected.path("status").equals(item.path("status"))) {
            differences.add(
                    "status " + item.path("status") + ", not " + expected.path("status") + " " + item.path("found"));
        }
        String basis = expected.path("basis").asText("direct").replace(' ', '_');
        if (expected.path("status").asText().equals("met")
                && !basis.equals(item.path("basis").asText())) {
            differences.add("basis " + item.path("basis") + ", not " + basis);
        }
        Set<String> used = ids(item.path("evidenceUsed"));
        Set<String> expectedUsed = new HashSet<>();
        expected.path("evidenceUsed")
                .forEach(id -> expectedUsed.add(ids.get(id.asText()).toString()));
        if (!used.equals(expectedUsed)) {
            differences.add("used " + used + ", not " + expected.path("evidenceUsed") + " " + expectedUsed);
        }
        Set<String> rejected = ids(item.path("evidenceRejected"));
        expected.path("evidenceRejected").forEach(each -> {
            if (!rejected.contains(ids.get(each.path("id").asText()).toString())) {
                differences.add(each.path("id") + " is not among the rejected");
            }
        });
        Set<String> both = new HashSet<>(used);
        both.retainAll(rejected);
        if (!both.isEmpty()) {
            differences.add("both used and rejected: " + both);
        }
        differences.addAll(shortfalls(expected.path("shortfall"), item.path("shortfalls")));
        return differences;
    }

    /** By their numbers; where single things are missing, by their names. */
    private static List<String> shortfalls(JsonNode expected, JsonNode shortfalls) {
        List<String> differences = new ArrayList<>();
        expected.properties().forEach(each -> {
            boolean found = false;
            for (JsonNode shortfall : shortfalls) {
                if (each.getValue().isArray()) {
                    List<String> missing = new ArrayList<>();
                    each.getValue().forEach(one -> missing.add(one.asText()));
                    List<String> ours = new ArrayList<>();
                    shortfall.path("missing").forEach(one -> ours.add(one.asText()));
                    found |= missing.equals(ours);
                } else {
                    found |= new BigDecimal(shortfall.path("amount").asText())
                                    .compareTo(each.getValue().decimalValue())
                            == 0;
                }
            }
            if (!found) {
                differences.add("no shortfall of " + each + " among " + shortfalls);
            }
        });
        return differences;
    }

    private static Set<String> ids(JsonNode items) {
        Set<String> ids = new HashSet<>();
        items.forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }
}
