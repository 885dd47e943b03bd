package org.continuum.sandbox;

import io.quarkus.arc.profile.IfBuildProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What happens to one person from the enrollment on: two years of preparation, a license if all is there, induction,
 * growth, the next license. The whole career is told and cut off at the synthetic state's present day, so where a person
 * stands follows from the year of the start.
 */
@IfBuildProfile(anyOf = {"dev", "test"})
final class Career {
    /** The day on which the synthetic state stands still. */
    static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

    static final List<String> LEVELS = List.of("Emerging", "Developing", "Skilled", "Accomplished");
    private static final int SKILLED = LEVELS.indexOf("Skilled");
    private static final List<Integer> CORE = List.of(3, 5, 7, 9);
    private static final LocalDate REGISTER_BEGAN = LocalDate.of(2025, 1, 1);
    private static final LocalDate MARK_RAISED = LocalDate.of(2025, 9, 1);

    private final List<Deed> deeds = new ArrayList<>();
    private final Random chance;
    private final int start;
    private final Offering program;
    private final Institution provider;
    private final Institution district;
    private final double ability;
    private final double spread;

    /**
     * @param ability on the scale of the levels, 2 being Skilled
     * @param spread how much it varies; 0 for somebody about whom nothing is left to chance
     */
    Career(Random chance, int start, Offering program, Institution district, double ability, double spread) {
        this.chance = chance;
        this.start = start;
        this.program = program;
        this.provider = program.provider;
        this.district = district;
        this.ability = ability;
        this.spread = spread;
    }

    /** What has been recorded by the end of a day, in no particular order. */
    List<Deed> until(LocalDate last) {
        prepare();
        Instant end = recorded(last);
        return deeds.stream().filter(deed -> !deed.at().isAfter(end)).toList();
    }

    private void prepare() {
        LocalDate first = day(0, 8, 25);
        deeds.add(new Deed.Enrolls(recorded(first.minusDays(5)), provider, "enrollment", program, first));
        submit(
                Institution.BOARD,
                "clearance-1",
                day(0, 8, 28),
                "clearance-check",
                "check",
                "background",
                "result",
                "clear");
        submit(provider, "ethics", day(0, 10, 18), "learning-activity", "topic", "professional-ethics", "hours", 6);
        course("methods-1", day(0, 12, 16), program.field + " methods I");
        if (spread > 0 && chance.nextInt(100) < 6) {
            LocalDate last = day(1, 1, 15);
            deeds.add(new Deed.Leaves(recorded(last), provider, "withdrawal", program, first, last, "withdrawn"));
            return;
        }
        course("methods-2", day(1, 5, 12), program.field + " methods II");
        observation(1, day(1, 4, 9), 0.6);
        submit(
                provider,
                "formative",
                day(1, 5, 5),
                "performance-assessment",
                "instrument",
                "FTA",
                "phase",
                "formative",
                "ratings",
                ratings(0.7));
        clinical("practicum", day(1, 12, 12), "practicum", "Alder School", 290 + some(40));
        boolean passed = exam();
        finish(first, passed);
    }

    private boolean exam() {
        LocalDate sitting = day(1, 11, 15);
        int score = 231 + gauss(6);
        int mark = sitting.isBefore(MARK_RAISED) ? 220 : 225;
        submit(Institution.BOARD, "exam", sitting, "exam-result", "test", "FCE", "score", score, "scale", "scaled");
        if (score >= mark) {
            return true;
        }
        LocalDate again = day(2, 2, 14);
        int better = score + 3 + gauss(4);
        submit(
                Institution.BOARD,
                "exam-again",
                again,
                "exam-result",
                "test",
                "FCE",
                "score",
                better,
                "scale",
                "scaled");
        return better >= (again.isBefore(MARK_RAISED) ? 220 : 225);
    }

    private void finish(LocalDate first, boolean passed) {
        for (int i = 0; i < 4; i++) {
            observation(i + 2, day(2, 2, 3).plusDays(19L * i), 0.9);
        }
        boolean checked = spread == 0 || chance.nextInt(100) >= 6;
        if (checked) {
            submit(
                    Institution.BOARD,
                    "clearance-2",
                    day(2, 3, 10),
                    "clearance-check",
                    "check",
                    "background",
                    "result",
                    "clear");
        }
        List<Map<String, Object>> ratings = ratings(1);
        LocalDate rated = day(2, 4, 20);
        deeds.add(assessment("summative", rated, ratings));
        deeds.add(supervisorSigns("summative", rated.plusDays(3)));
        clinical("student-teaching", day(2, 4, 24), "student-teaching", "Birch School", 310 + some(60));
        boolean skilled = CORE.stream().allMatch(core -> level(ratings.get(core - 1)) >= SKILLED)
                && ratings.stream().allMatch(rating -> level(rating) > 0);
        if (skilled) {
            submit(
                    provider,
                    "recommendation",
                    day(2, 5, 4),
                    "recommendation",
                    "program",
                    program.code,
                    "route",
                    program.route,
                    "licenseType",
                    "fairhaven-initial");
            LocalDate last = day(2, 5, 15);
            deeds.add(new Deed.Leaves(recorded(last), provider, "completion", program, first, last, "completed"));
        }
        if (skilled && passed && checked) {
            license(day(2, 6, 22));
            teach();
        }
    }

    /** What was issued before the board used this service is known from its old register. */
    private void license(LocalDate on) {
        if (on.isBefore(REGISTER_BEGAN)) {
            submit(
                    Institution.BOARD,
                    "license",
                    on,
                    "license-record",
                    "license",
                    "fairhaven-initial",
                    "event",
                    "issued");
        } else {
            deeds.add(new Deed.Grants(recorded(on), Institution.BOARD, "license", "fairhaven-initial", "P3Y"));
        }
    }

    private void teach() {
        deeds.add(new Deed.Employs(recorded(day(2, 8, 10)), district, "employment", day(2, 8, 24)));
        submit(
                Institution.BOARD,
                "clearance-3",
                day(2, 8, 17),
                "clearance-check",
                "check",
                "background",
                "result",
                "clear",
                "monitored",
                true,
                "openAlert",
                false);
        deeds.add(new Deed.Inducts(recorded(day(2, 8, 31)), district, "induction", day(2, 8, 24)));
        for (int year = 1; year <= 6; year++) {
            teach(year);
        }
    }

    private void teach(int year) {
        int autumn = year + 1;
        String of = "-year-" + year;
        Deed.Submits growth = submission(
                district,
                "growth" + of,
                day(autumn, 10, 9),
                "observation",
                "setting",
                "induction",
                "durationMinutes",
                35,
                "ratings",
                ratings(1.05));
        deeds.add(growth.with("purpose", "growth").with("assessor", Map.of("role", "mentor")));
        submit(
                district,
                "workshop" + of,
                day(autumn, 11, 20),
                "learning-activity",
                "topic",
                "working with families",
                "hours",
                15 + some(20),
                "category",
                "practice");
        submit(
                district,
                "language" + of,
                day(autumn + 1, 3, 14),
                "learning-activity",
                "topic",
                "multilingual learners",
                "credits",
                1,
                "unit",
                "semester",
                "category",
                "language-and-inclusion");
        Deed.Submits evaluation = submission(
                district,
                "evaluation" + of,
                day(autumn + 1, 5, 16),
                "performance-assessment",
                "instrument",
                "FTE",
                "phase",
                "summative",
                "ratings",
                ratings(1.15));
        deeds.add(signed(evaluation, "principal"));
        LocalDate end = day(autumn + 1, 6, 30);
        submit(
                district,
                "service" + of,
                end,
                "employment",
                "position",
                "teacher",
                "employer",
                district.title,
                "startedOn",
                day(autumn, 8, 24).toString(),
                "endedOn",
                end.toString(),
                "years",
                1);
        if (year == 2) {
            Deed.Submits induction = submission(
                    district,
                    "induction-completed",
                    day(autumn + 1, 6, 14),
                    "attestation",
                    "statement",
                    "induction-completed");
            deeds.add(signed(induction.with("assessor", Map.of("role", "principal")), "mentor", "principal"));
        }
    }

    private void course(String name, LocalDate on, String title) {
        String grade = List.of("B", "B+", "A-", "A").get(some(4));
        submit(
                provider,
                name,
                on,
                "coursework",
                "course",
                title,
                "area",
                "pedagogy",
                "credits",
                3,
                "creditUnit",
                "semester",
                "grade",
                grade);
    }

    private void clinical(String name, LocalDate on, String setting, String site, int hours) {
        submit(
                provider,
                name,
                on,
                "clinical-experience",
                "hours",
                hours,
                "gradeBand",
                program.gradeBand,
                "setting",
                setting,
                "site",
                site,
                "startedOn",
                on.minusDays(75).toString(),
                "endedOn",
                on.toString());
    }

    private void observation(int number, LocalDate on, double progress) {
        boolean announced = number % 2 == 0;
        submit(
                provider,
                "observation-" + number,
                on,
                "observation",
                "announced",
                announced,
                "durationMinutes",
                45,
                "ratings",
                ratings(progress).subList(0, 4));
    }

    /** The summative rating, signed by one of the two who must sign. */
    Deed.Submits assessment(String name, LocalDate on, List<Map<String, Object>> ratings) {
        Deed.Submits assessment = submission(
                provider,
                name,
                on,
                "performance-assessment",
                "instrument",
                "FTA",
                "phase",
                "summative",
                "ratings",
                ratings);
        return assessment
                .with("requiredSignatures", List.of("cooperating-teacher", "program-supervisor"))
                .with("signatures", List.of(signature("cooperating-teacher", on)));
    }

    Deed.Signs supervisorSigns(String submission, LocalDate on) {
        return new Deed.Signs(
                recorded(on),
                provider,
                submission + "-signature",
                submission,
                "program-supervisor",
                signer("program-supervisor"),
                on);
    }

    private static Deed.Submits signed(Deed.Submits submission, String... roles) {
        LocalDate on = LocalDate.ofInstant(submission.at(), ZoneOffset.UTC);
        List<Object> signatures = new ArrayList<>();
        for (String role : roles) {
            signatures.add(signature(role, on));
        }
        return submission.with("requiredSignatures", List.of(roles)).with("signatures", signatures);
    }

    static Map<String, Object> signature(String role, LocalDate on) {
        return fields("role", role, "signer", signer(role), "signedOn", on.toString());
    }

    private static String signer(String role) {
        return "The " + role.replace('-', ' ');
    }

    private void submit(Institution by, String name, LocalDate on, String kind, Object... fields) {
        deeds.add(submission(by, name, on, kind, fields));
    }

    static Deed.Submits submission(Institution by, String name, LocalDate on, String kind, Object... fields) {
        Map<String, Object> content = fields("kind", kind, "occurredOn", on.toString());
        content.putAll(fields(fields));
        return new Deed.Submits(recorded(on), by, name, content, null);
    }

    private List<Map<String, Object>> ratings(double progress) {
        List<Map<String, Object>> ratings = new ArrayList<>();
        for (int standard = 1; standard <= 10; standard++) {
            double shown = ability * progress + (spread == 0 ? 0 : spread * chance.nextGaussian());
            int level = Math.clamp(Math.round(shown), 0, LEVELS.size() - 1);
            ratings.add(fields("competency", "S" + standard, "level", LEVELS.get(level)));
        }
        return ratings;
    }

    private static int level(Map<String, Object> rating) {
        return LEVELS.indexOf(rating.get("level"));
    }

    private int some(int bound) {
        return spread == 0 ? bound / 2 : chance.nextInt(bound);
    }

    private int gauss(int deviation) {
        return spread == 0 ? 0 : (int) Math.round(deviation * chance.nextGaussian());
    }

    private LocalDate day(int year, int month, int dayOfMonth) {
        return LocalDate.of(start + year, month, dayOfMonth);
    }

    /** What happened is recorded in the evening of its day. */
    static Instant recorded(LocalDate on) {
        return on.atTime(21, 0).toInstant(ZoneOffset.UTC);
    }

    /** Names and values in turn; the order stays, so that the same history is the same bytes. */
    static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
