package org.continuum.rulebook;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.continuum.rules.Basis;
import org.continuum.rules.Fact;
import org.continuum.rules.Outcome;
import org.continuum.rules.Status;
import org.jspecify.annotations.Nullable;

/** Records, questions, and the answers an expert would give: the test that a rule set carries with it. */
public record WorkedCase(String name, List<Fact> evidence, List<Asked> questions) {

    /**
     * @param evidenceKnownAsOf the as-of date where the document names none
     * @param rulesKnownAsOf null for the law as it stands today
     * @param only the records that belong to the question; empty for all
     */
    public record Asked(
            String licenseType,
            LocalDate asOf,
            LocalDate evidenceKnownAsOf,
            @Nullable LocalDate rulesKnownAsOf,
            List<String> only,
            Outcome outcome,
            Map<String, Expected> requirements) {}

    /**
     * @param basis null where the case does not say
     * @param used null where the case does not say
     * @param rejected records that must be among the rejected
     * @param shortfalls amounts that must be among the shortfalls, in any order
     */
    public record Expected(
            Status status,
            @Nullable Basis basis,
            @Nullable List<String> used,
            List<String> rejected,
            List<BigDecimal> shortfalls) {}

    static List<WorkedCase> read(Place document, String onlyLicenseType, List<String> requirements) {
        return document.list("cases", 0, 500, place -> read(place, document, onlyLicenseType, requirements));
    }

    private static WorkedCase read(Place place, Place document, String licenseType, List<String> requirements) {
        place.object("name", "evidence", "questions");
        String zone = document.at("zone").node().asText("UTC");
        List<Fact> evidence = place.list("evidence", 0, 500, item -> fact(item, zone));
        return new WorkedCase(
                place.text("name"),
                evidence,
                place.list("questions", 1, 100, item -> asked(item, licenseType, requirements)));
    }

    private static Fact fact(Place place, String zone) {
        String id = place.text("id");
        String kind = place.text("kind");
        if (!kind.isEmpty() && !ConditionReader.KINDS.contains(kind)) {
            place.at("kind").wrong("'" + kind + "' is no kind of evidence.", "Use one of the kinds.");
        }
        LocalDate occurredOn = place.needed("occurredOn", Place::date);
        LocalDate recordedOn = place.optional("recordedOn", Place::date);
        JsonNode json = place.node();
        place.plainNumbers();
        return Facts.ofCase(id, kind, occurredOn, recordedOn == null ? occurredOn : recordedOn, json, zone);
    }

    private static Asked asked(Place place, String onlyLicenseType, List<String> requirements) {
        place.object("licenseType", "asOf", "evidenceKnownAsOf", "rulesKnownAsOf", "only", "outcome", "requirements");
        LocalDate asOf = place.needed("asOf", Place::date);
        LocalDate known = place.optional("evidenceKnownAsOf", Place::date);
        Map<String, Expected> expected = new java.util.LinkedHashMap<>();
        place.at("requirements").fields().forEach((id, at) -> {
            if (!requirements.contains(id)) {
                at.wrong("No requirement is called '" + id + "'.", "Use one of: " + requirements + ".");
            }
            expected.put(id, expected(at));
        });
        return new Asked(
                place.textOr("licenseType", onlyLicenseType),
                asOf,
                known == null ? asOf : known,
                place.optional("rulesKnownAsOf", Place::date),
                place.list("only", 0, 500, Place::text),
                place.needed("outcome", at -> at.word(Outcome.class, Outcome::word)),
                expected);
    }

    private static Expected expected(Place place) {
        place.object("status", "basis", "used", "rejected", "shortfalls");
        return new Expected(
                place.needed("status", at -> at.word(Status.class, Status::word)),
                place.optional("basis", at -> at.word(Basis.class, Basis::word)),
                place.at("used").isMissing() ? null : place.list("used", 0, 500, Place::text),
                place.list("rejected", 0, 500, Place::text),
                place.list("shortfalls", 0, 100, Place::number));
    }
}
