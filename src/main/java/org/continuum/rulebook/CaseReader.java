package org.continuum.rulebook;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.continuum.rules.Basis;
import org.continuum.rules.Fact;
import org.continuum.rules.Outcome;
import org.continuum.rules.Requirement;
import org.continuum.rules.RuleSet;
import org.continuum.rules.Status;

/** Reads a rule set's worked cases. */
final class CaseReader {
    private final Place document;
    private final List<String> licenseTypes;
    private final Set<String> requirements;

    CaseReader(Place document, RuleSet ruleSet) {
        this.document = document;
        this.licenseTypes = ruleSet.licenseTypes();
        this.requirements = ruleSet.requirements().stream()
                .map(Requirement::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    List<WorkedCase> read() {
        return document.list("cases", 0, 500, this::worked);
    }

    private WorkedCase worked(Place place) {
        place.object("name", "evidence", "questions");
        String zone = document.at("zone").node().asText("UTC");
        Set<String> ids = new LinkedHashSet<>();
        List<Fact> evidence = place.list("evidence", 0, 500, item -> {
            Fact fact = fact(item, zone);
            if (!fact.id().isEmpty() && !ids.add(fact.id())) {
                item.at("id").wrong("Another record of the case has this id.", "Give each its own.");
            }
            return fact;
        });
        if (place.at("evidence").isMissing()) {
            place.at("evidence").wrong("This is needed.", "Add it; an empty list says that nothing is recorded.");
        }
        return new WorkedCase(place.text("name"), evidence, place.list("questions", 1, 100, item -> asked(item, ids)));
    }

    private static Fact fact(Place place, String zone) {
        String id = place.text("id");
        String kind = place.text("kind");
        if (!kind.isEmpty() && !ConditionReader.KINDS.contains(kind)) {
            place.at("kind").wrong("'" + kind + "' is no kind of evidence.", "Use one of the kinds.");
        }
        LocalDate occurredOn = place.needed("occurredOn", Place::date);
        LocalDate recordedOn = place.optional("recordedOn", Place::date);
        place.optional("expiresOn", Place::date);
        place.optional("supersedes", Place::text);
        place.list("requiredSignatures", 0, 20, Place::text);
        place.list("signatures", 0, 20, CaseReader::signature);
        place.optional("retraction", CaseReader::retraction);
        place.plainNumbers();
        return Facts.ofCase(id, kind, occurredOn, recordedOn == null ? occurredOn : recordedOn, place.node(), zone);
    }

    private static String signature(Place place) {
        place.object("role", "signedOn", "recordedOn");
        place.needed("signedOn", Place::date);
        place.optional("recordedOn", Place::date);
        return place.text("role");
    }

    private static LocalDate retraction(Place place) {
        place.object("on", "recordedOn", "issuerWithdrew", "reason");
        place.optional("recordedOn", Place::date);
        place.optional("issuerWithdrew", Place::flag);
        place.optional("reason", Place::text);
        return place.needed("on", Place::date);
    }

    private WorkedCase.Asked asked(Place place, Set<String> ids) {
        place.object("licenseType", "asOf", "evidenceKnownAsOf", "rulesKnownAsOf", "only", "outcome", "requirements");
        String licenseType = place.optional("licenseType", Place::text);
        if (licenseType != null && !licenseTypes.contains(licenseType)) {
            place.at("licenseType").wrong("The rule set is not about '" + licenseType + "'.", "Use one it names.");
        }
        LocalDate asOf = place.needed("asOf", Place::date);
        LocalDate known = place.optional("evidenceKnownAsOf", Place::date);
        Map<String, WorkedCase.Expected> expected = new LinkedHashMap<>();
        place.at("requirements").fields().forEach((id, at) -> {
            if (!requirements.contains(id)) {
                at.wrong(
                        "No requirement is called '" + id + "'.",
                        "Use one of: " + String.join(", ", requirements) + ".");
            }
            expected.put(id, expected(at, ids));
        });
        return new WorkedCase.Asked(
                licenseType != null ? licenseType : licenseTypes.isEmpty() ? "" : licenseTypes.getFirst(),
                asOf,
                known == null ? asOf : known,
                place.optional("rulesKnownAsOf", Place::date),
                records(place, "only", ids),
                place.needed("outcome", at -> at.word(Outcome.class, Outcome::word)),
                expected);
    }

    private static WorkedCase.Expected expected(Place place, Set<String> ids) {
        place.object("status", "basis", "used", "rejected", "shortfalls");
        return new WorkedCase.Expected(
                place.needed("status", at -> at.word(Status.class, Status::word)),
                place.optional("basis", at -> at.word(Basis.class, Basis::word)),
                place.at("used").isMissing() ? null : records(place, "used", ids),
                records(place, "rejected", ids),
                place.list("shortfalls", 0, 100, Place::number));
    }

    private static List<String> records(Place place, String name, Set<String> ids) {
        return place.list(name, 0, 500, at -> {
            String id = at.text();
            if (!id.isEmpty() && !ids.contains(id)) {
                at.wrong("The case has no record '" + id + "'.", "Add it to the evidence, or correct the id.");
            }
            return id;
        });
    }
}
