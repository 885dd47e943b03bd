package org.continuum.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.continuum.rules.Fact;
import org.continuum.rules.Value;
import org.jspecify.annotations.Nullable;

/**
 * From a posted record to what the rules see of it. The field names are those of the evidence contract; open
 * attributes stand beside them, ratings are found by competency and dimension ({@code ratings/1.A.1/quality}), parts by
 * name ({@code parts/reading/score}), and the parts passed and not passed as lists.
 */
public final class Facts {
    private static final Set<String> ENVELOPE = Set.of(
            "id",
            "person",
            "kind",
            "occurredOn",
            "recordedOn",
            "requiredSignatures",
            "signatures",
            "supersedes",
            "expiresOn",
            "attributes",
            "ratings",
            "parts",
            "assessor",
            "retraction");

    private Facts() {}

    /** What the record states. */
    public static Value.Fields fields(JsonNode payload) {
        Map<String, Value> fields = new LinkedHashMap<>();
        payload.path("attributes").properties().forEach(field -> put(fields, field.getKey(), field.getValue()));
        payload.properties().forEach(field -> {
            if (!ENVELOPE.contains(field.getKey())) {
                put(fields, field.getKey(), field.getValue());
            }
        });
        if (payload.path("assessor").isObject()) {
            put(fields, "assessor", payload.path("assessor"));
        }
        if (payload.path("ratings").isArray()) {
            fields.put("ratings", ratings(payload.path("ratings")));
        }
        if (payload.path("parts").isArray()) {
            parts(payload.path("parts"), fields);
        }
        return new Value.Fields(fields);
    }

    private static void put(Map<String, Value> fields, String name, JsonNode node) {
        Value value = value(node);
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static @Nullable Value value(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> Value.of(node.textValue());
            case NUMBER -> Value.of(node.decimalValue());
            case BOOLEAN -> Value.of(node.booleanValue());
            case ARRAY -> {
                List<Value> values = new ArrayList<>();
                for (JsonNode item : node) {
                    Value value = value(item);
                    if (value != null) {
                        values.add(value);
                    }
                }
                yield new Value.Many(values);
            }
            case OBJECT -> {
                Map<String, Value> fields = new LinkedHashMap<>();
                node.properties().forEach(field -> put(fields, field.getKey(), field.getValue()));
                yield new Value.Fields(fields);
            }
            default -> null;
        };
    }

    private static Value ratings(JsonNode ratings) {
        Map<String, Map<String, Value>> byCompetency = new LinkedHashMap<>();
        for (JsonNode rating : ratings) {
            byCompetency
                    .computeIfAbsent(rating.path("competency").asText(), code -> new LinkedHashMap<>())
                    .put(
                            rating.path("dimension").asText("level"),
                            Value.of(rating.path("level").asText()));
        }
        Map<String, Value> all = new LinkedHashMap<>();
        byCompetency.forEach((code, levels) -> all.put(code, new Value.Fields(levels)));
        return new Value.Fields(all);
    }

    private static void parts(JsonNode parts, Map<String, Value> fields) {
        Map<String, Value> byName = new LinkedHashMap<>();
        List<Value> passed = new ArrayList<>();
        List<Value> deficient = new ArrayList<>();
        for (JsonNode part : parts) {
            String name = part.path("part").asText();
            Map<String, Value> stated = new LinkedHashMap<>();
            put(stated, "passed", part.path("passed"));
            put(stated, "score", part.path("score"));
            put(stated, "level", part.path("level"));
            byName.put(name, new Value.Fields(stated));
            if (part.path("passed").isBoolean()) {
                (part.path("passed").booleanValue() ? passed : deficient).add(Value.of(name));
            }
        }
        fields.put("parts", new Value.Fields(byName));
        fields.put("passedParts", new Value.Many(passed));
        fields.put("deficientParts", new Value.Many(deficient));
    }

    /** A record of a worked case: recorded at the start of its day, so that "known as of" that day includes it. */
    static Fact ofCase(String id, String kind, LocalDate occurredOn, LocalDate recordedOn, JsonNode json, String zone) {
        ZoneId where = zone(zone);
        List<Fact.Signature> signatures = new ArrayList<>();
        for (JsonNode signature : json.path("signatures")) {
            LocalDate signedOn = day(signature.path("signedOn"), occurredOn);
            LocalDate recorded = day(signature.path("recordedOn"), signedOn);
            signatures.add(new Fact.Signature(signature.path("role").asText(), signedOn, start(recorded, where)));
        }
        Set<String> required = new LinkedHashSet<>();
        json.path("requiredSignatures").forEach(role -> required.add(role.asText()));
        JsonNode retraction = json.path("retraction");
        LocalDate retractedOn = day(retraction.path("on"), occurredOn);
        return new Fact(
                id,
                kind,
                occurredOn,
                start(recordedOn, where),
                fields(json),
                required,
                signatures,
                json.hasNonNull("supersedes") ? json.path("supersedes").asText() : null,
                retraction.isObject()
                        ? new Fact.Withdrawal(
                                start(day(retraction.path("recordedOn"), retractedOn), where),
                                retractedOn,
                                retraction.path("issuerWithdrew").asBoolean(),
                                retraction.path("reason").asText("taken back"))
                        : null,
                json.hasNonNull("expiresOn") ? day(json.path("expiresOn"), occurredOn) : null);
    }

    private static ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC; // the reader has said so already
        }
    }

    private static LocalDate day(JsonNode node, LocalDate absent) {
        return Value.of(node.asText()).asDay().orElse(absent);
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The last moment of the day: what was recorded on it was known at its end. */
    public static Instant endOf(LocalDate day, ZoneId zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1_000);
    }
}
