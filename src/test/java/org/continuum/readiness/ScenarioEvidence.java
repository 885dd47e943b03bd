package org.continuum.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;

/** How a program or an authority would post the scenarios' neutral items. */
final class ScenarioEvidence {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ScenarioEvidence() {}

    /**
     * @param facts the scenario's candidate facts
     * @param ids ids that the service gave to items posted before
     */
    static ObjectNode submission(UUID person, JsonNode item, JsonNode facts, Map<String, UUID> ids) {
        ObjectNode body = JSON.createObjectNode();
        body.put("person", person.toString())
                .put("occurredOn", item.path("date").asText());
        describe(body, item, item.path("data"), facts, ids);
        if (item.has("supersedes")) {
            body.put("supersedes", ids.get(item.path("supersedes").asText()).toString());
            body.put("reason", "a later rating");
        }
        return body;
    }

    static String role(String scenarioRole) {
        return scenarioRole.replace(' ', '-');
    }

    private static void describe(ObjectNode body, JsonNode item, JsonNode data, JsonNode facts, Map<String, UUID> ids) {
        switch (item.path("type").asText()) {
            case "practicum_hours" -> {
                kind(body, "clinical-experience").set("hours", data.path("hours"));
                body.set("gradeBand", data.path("band"));
                body.set("site", data.path("site"));
                attributes(body).set("includesChildrenWithDisabilities", data.path("includesChildrenWithDisabilities"));
            }
            case "observation" -> kind(body, "observation").set("announced", data.path("announced"));
            case "cap_rating" -> capRating(kind(body, "performance-assessment"), item, data);
            case "cbest" -> {
                kind(body, "exam-result").put("test", "CBEST").set("subtest", data.path("subtest"));
                body.set("score", data.path("score"));
            }
            case "course" -> {
                kind(body, "coursework").put("course", data.path("area").asText() + " course");
                body.set("area", data.path("area"));
                body.set("grade", data.path("grade"));
                body.put("creditUnit", "semester").set("credits", data.path("semesterUnits"));
            }
            case "background_clear" -> {
                kind(body, "clearance-check").put("check", "background").put("result", "clear");
                body.set("monitored", data.path("monitored"));
                body.set("openAlert", data.path("openAlert"));
            }
            case "ethics_review" -> kind(body, "learning-activity").put("topic", "ethics-review");
            case "degree" -> {
                kind(body, "qualification").set("level", data.path("level"));
                if (data.has("field")) {
                    body.set("field", data.path("field"));
                }
            }
            case "program_recommendation" -> kind(body, "recommendation");
            case "content_competencies" -> determined(body, "content-competencies", data.path("result"));
            case "pedagogy_competencies" -> determined(body, "pedagogy-competencies", data.path("result"));
            case "exam" -> {
                kind(body, "exam-result").set("test", data.path("test"));
                body.set("passed", data.path("passed"));
            }
            case "learning_plan" -> {
                attested(body, "professional-learning-plan");
                attributes(body).set("route", facts.path("all").path("route"));
            }
            case "application" -> {
                kind(body, "application");
                if (facts.path("all").has("area")) {
                    body.set("field", facts.path("all").path("area"));
                }
            }
            case "program_completion" -> attested(body, "program-completion");
            case "tpa_score" -> {
                kind(body, "performance-assessment").put("instrument", "edTPA").set("form", data.path("form"));
                body.set("total", data.path("total"));
            }
            case "gpa" -> {
                attested(body, "gpa");
                attributes(body).set("value", data.path("value"));
            }
            case "program_years" -> {
                employed(body, item, "resident educator").set("years", data.path("programYears"));
                attributes(body).put("program", "resident-educator");
            }
            case "resa" -> resa(kind(body, "performance-assessment"), data);
            case "licence_expiry" ->
                kind(body, "license-record").put("license", "resident-educator").put("event", "expired");
            case "licence_issue" ->
                kind(body, "license-record").put("license", "one-year-interim").put("event", "issued");
            case "remediation_coursework" -> kind(body, "coursework").put("course", "remediation");
            case "college_recommendation" -> {
                kind(body, "recommendation");
                attributes(body).put("by", "college");
            }
            case "employment" -> employed(body, item, "teacher").put("employer", "a district");
            case "act48_hours" -> {
                kind(body, "learning-activity").put("topic", "act-48").setAll((ObjectNode) without(data, "period"));
                if (data.has("credits")) {
                    body.put("unit", "semester");
                }
            }
            case "absence_total" -> {
                attested(body, "absences");
                attributes(body).setAll((ObjectNode) data.deepCopy());
            }
            case "recommendation" -> kind(body, "recommendation").set("result", data.path("standards"));
            case "decision" -> determined(body, "induction", data.path("result"));
            case "appeal" ->
                kind(body, "appeal")
                        .put("against", ids.get(data.path("against").asText()).toString());
            case "credits" -> {
                kind(body, "coursework")
                        .put("course", "upper-division mathematics")
                        .put("area", "mathematics");
                body.put("creditUnit", "semester").set("credits", data.path("upperDivisionMath"));
                attributes(body).put("division", "upper");
            }
            case "experience" -> experience(employed(body, item, "teacher"), data);
            case "summative" -> {
                kind(body, "performance-assessment").put("instrument", "summative-evaluation");
                body.putArray("parts").addObject().put("part", "overall");
                attributes(body).set("improvement", data.path("improvement"));
            }
            default -> throw new IllegalArgumentException(item.path("type").asText());
        }
    }

    private static ObjectNode kind(ObjectNode body, String kind) {
        return body.put("kind", kind);
    }

    private static ObjectNode attributes(ObjectNode body) {
        return body.withObject("/attributes");
    }

    private static void attested(ObjectNode body, String statement) {
        kind(body, "attestation").put("statement", statement);
        body.putObject("assessor").put("role", "registrar");
    }

    private static void determined(ObjectNode body, String topic, JsonNode result) {
        kind(body, "decision").put("act", "determine").put("topic", topic).set("result", result);
    }

    private static ObjectNode employed(ObjectNode body, JsonNode item, String position) {
        return kind(body, "employment")
                .put("position", position)
                .put("startedOn", item.path("date").asText());
    }

    private static void experience(ObjectNode body, JsonNode data) {
        body.set("years", data.has("years") ? data.path("years") : data.path("mnYears"));
        ObjectNode attributes = attributes(body).put("area", "mathematics");
        if (data.has("mnYears")) {
            attributes.put("state", "MN").put("tier", 2);
        } else {
            attributes.put("state", "WI");
        }
    }

    private static void capRating(ObjectNode body, JsonNode item, JsonNode data) {
        body.put("instrument", "CAP").set("phase", data.path("kind"));
        body.putArray("requiredSignatures").add("supervising-practitioner").add("program-supervisor");
        ArrayNode ratings = body.putArray("ratings");
        data.path("ratings")
                .properties()
                .forEach(element -> element.getValue()
                        .properties()
                        .forEach(rating -> ratings.addObject()
                                .put("competency", element.getKey())
                                .put("dimension", rating.getKey())
                                .put("level", rating.getValue().asText())));
        ArrayNode signatures = body.putArray("signatures");
        for (JsonNode by : item.path("attestedBy")) {
            boolean later = by.isObject() && !by.path("recordedOn").equals(item.path("recordedOn"));
            if (!later) {
                signatures
                        .addObject()
                        .put("role", role(by.isObject() ? by.path("role").asText() : by.asText()))
                        .put("signer", "a signer")
                        .put("signedOn", item.path("date").asText());
            }
        }
    }

    private static void resa(ObjectNode body, JsonNode data) {
        body.put("instrument", "RESA");
        ArrayNode parts = body.putArray("parts");
        data.path("passedTasks")
                .forEach(task -> parts.addObject().put("part", task.asText()).put("passed", true));
        data.path("deficient")
                .forEach(task -> parts.addObject().put("part", task.asText()).put("passed", false));
    }

    private static JsonNode without(JsonNode data, String field) {
        ObjectNode copy = data.deepCopy();
        copy.remove(field);
        return copy;
    }
}
