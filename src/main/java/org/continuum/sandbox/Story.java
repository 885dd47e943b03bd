package org.continuum.sandbox;

import static org.continuum.sandbox.Career.fields;

import io.quarkus.arc.profile.IfBuildProfile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The candidate of the five-minute story: almost ready for a Massachusetts Initial license. One element is below
 * Proficient, and four hours are missing in grades 1 and 2.
 */
@IfBuildProfile(anyOf = {"dev", "test"})
final class Story {
    private static final List<String> ELEMENTS = List.of("1.A.1", "1.A.3", "1.B.2", "2.A.3", "2.B.1", "2.E.1", "4.A.1");
    private static final LocalDate RATED = LocalDate.of(2026, 5, 15);
    private static final LocalDate RATED_AGAIN = LocalDate.of(2026, 6, 9);

    private Story() {}

    /** A new one for each who wants to go through the story. */
    static SyntheticPerson candidate(UUID one) {
        List<Deed> history = new ArrayList<>();
        LocalDate first = LocalDate.of(2025, 9, 2);
        history.add(new Deed.Enrolls(
                Career.recorded(first), Institution.COLLEGE, "enrollment", Offering.EARLY_CHILDHOOD, first));
        history.add(hours("hours-1", LocalDate.of(2026, 3, 3), 104, "PreK-K", "Oak Street School", false));
        history.add(hours("hours-2", LocalDate.of(2026, 5, 12), 196, "1-2", "Mill Road School", true));
        history.add(observation(1, LocalDate.of(2026, 2, 10), true));
        history.add(observation(2, LocalDate.of(2026, 3, 9), false));
        history.add(observation(3, LocalDate.of(2026, 4, 7), true));
        history.add(observation(4, LocalDate.of(2026, 5, 8), false));
        history.add(Career.submission(
                Institution.COLLEGE, "summative", RATED, "performance-assessment", rating("NI", RATED, true)));
        return new SyntheticPerson("story-" + one, "Rosa", "Delgado", LocalDate.of(2003, 4, 30), history);
    }

    /** The better rating, as the program would send it: the program supervisor has yet to sign. */
    static Map<String, Object> ratedAgain(Telling candidate, Ground ground) {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("person", candidate.person().toString());
        evidence.put("kind", "performance-assessment");
        evidence.put("occurredOn", RATED_AGAIN.toString());
        evidence.putAll(fields(rating("P", RATED_AGAIN, false)));
        evidence.put("framework", ground.framework().toString());
        evidence.put("supersedes", candidate.id("summative").toString());
        evidence.put("reason", "Rated again after three more weeks of practice.");
        return evidence;
    }

    private static Deed hours(String name, LocalDate on, int hours, String band, String site, boolean disabilities) {
        return Career.submission(
                Institution.COLLEGE,
                name,
                on,
                "clinical-experience",
                "hours",
                hours,
                "gradeBand",
                band,
                "setting",
                "practicum",
                "site",
                site,
                "attributes",
                Map.of("includesChildrenWithDisabilities", disabilities));
    }

    private static Deed observation(int number, LocalDate on, boolean announced) {
        return Career.submission(
                Institution.COLLEGE, "observation-" + number, on, "observation", "announced", announced);
    }

    private static Object[] rating(String adjustingPractice, LocalDate on, boolean bothSigned) {
        List<Map<String, Object>> ratings = new ArrayList<>();
        for (String element : ELEMENTS) {
            String quality = element.equals("1.B.2") ? adjustingPractice : "P";
            ratings.add(fields("competency", element, "dimension", "quality", "level", quality));
            ratings.add(fields("competency", element, "dimension", "scope", "level", "P"));
            ratings.add(fields("competency", element, "dimension", "consistency", "level", "P"));
        }
        List<Object> signatures = new ArrayList<>();
        signatures.add(fields("role", "supervising-practitioner", "signer", "M. Okafor", "signedOn", on.toString()));
        if (bothSigned) {
            signatures.add(fields("role", "program-supervisor", "signer", "J. Lindqvist", "signedOn", on.toString()));
        }
        return new Object[] {
            "instrument",
            "CAP",
            "phase",
            "summative",
            "ratings",
            ratings,
            "requiredSignatures",
            List.of("supervising-practitioner", "program-supervisor"),
            "signatures",
            signatures
        };
    }
}
