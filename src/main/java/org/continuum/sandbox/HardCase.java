package org.continuum.sandbox;

import static org.continuum.sandbox.Career.submission;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.continuum.sandbox.Deed.Retracts;
import org.continuum.sandbox.Deed.Submits;

/**
 * People who meet every requirement but for the one thing their name says. What the service answers about each stands in
 * a table of docs/synthetic-state.md, which a test reads.
 */
enum HardCase {
    NEAR_MISS(history -> history.change("exam", "score", 221)),

    /** The score passes only under the mark that was corrected later. */
    RETROACTIVE_RULE(history -> history.change("exam", "score", 223)),

    /** Taken on the last day of the lower mark. */
    OLD_PASS_MARK(history -> {
        history.change("exam", "score", 221);
        history.change("exam", "occurredOn", "2025-08-31");
    }),

    RETRACTED_SCORE(history -> history.add(new Retracts(
            Career.recorded(LocalDate.of(2026, 5, 20)),
            Institution.BOARD,
            "withdrawal-of-score",
            "exam",
            "Irregularity at the test site; the testing company withdrew all scores of the day.",
            true))),

    EXPIRED_CLEARANCE(history -> history.remove("clearance-2")),

    OUT_OF_WINDOW(history -> history.change("ethics", "occurredOn", "2023-01-14")),

    /** A better rating is there, but the program supervisor has not signed it. */
    UNSIGNED_RATING(history -> {
        history.change("summative", "ratings", ratings("S5", "Developing"));
        Submits better =
                history.get("summative").with("occurredOn", "2026-05-11").with("ratings", ratings("S5", "Skilled"));
        history.add(new Submits(
                Career.recorded(LocalDate.of(2026, 5, 11)),
                better.by(),
                "summative-again",
                better.with("signatures", List.of(Career.signature("cooperating-teacher", LocalDate.of(2026, 5, 11))))
                        .with("reason", "Rated again after two more lessons.")
                        .content(),
                "summative"));
    }),

    /** Better elsewhere does not help below the line. */
    BELOW_THE_LINE(history -> history.change("summative", "ratings", ratings("S7", "Developing"))),

    WAIVED_HOURS(history -> {
        history.change("practicum", "hours", 254);
        history.add(submission(
                Institution.BOARD,
                "waiver",
                LocalDate.of(2026, 6, 10),
                "decision",
                "act",
                "waive",
                "result",
                "granted",
                "requirement",
                "clinical"));
    }),

    /** Taught in time, but ninety of the hours were recorded in July. */
    LATE_RECORDING(history -> {
        history.change("student-teaching", "hours", 250);
        Submits taught = history.get("student-teaching").with("hours", 90);
        history.add(new Submits(
                Career.recorded(LocalDate.of(2026, 7, 6)), taught.by(), "hours-found", taught.content(), null));
    }),

    /** Learned enough, but too little of it on language and inclusion. */
    WRONG_LEARNING(2020, Career.TODAY, history -> {
        for (int year = 1; year <= 3; year++) {
            history.remove("language-year-" + year);
        }
        history.add(submission(
                Institution.HARBOR,
                "study-group",
                LocalDate.of(2026, 2, 20),
                "learning-activity",
                "topic",
                "study group on fractions",
                "hours",
                60,
                "category",
                "subject"));
    });

    private final int start;
    private final LocalDate until;
    private final Consumer<History> twist;

    HardCase(Consumer<History> twist) {
        this(2024, LocalDate.of(2026, 6, 15), twist);
    }

    HardCase(int start, LocalDate until, Consumer<History> twist) {
        this.start = start;
        this.until = until;
        this.twist = twist;
    }

    SyntheticPerson person() {
        Career flawless = new Career(new Random(0), start, Offering.RESIDENCY, Institution.HARBOR, 2, 0);
        History history = new History(new ArrayList<>(flawless.until(until)));
        twist.accept(history);
        String slug = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new SyntheticPerson(slug, "Case", slug, LocalDate.of(start - 23, 4, 30), history.deeds());
    }

    private static List<Map<String, Object>> ratings(String but, String level) {
        List<Map<String, Object>> ratings = new ArrayList<>();
        for (int standard = 1; standard <= 10; standard++) {
            String code = "S" + standard;
            ratings.add(Career.fields("competency", code, "level", code.equals(but) ? level : "Skilled"));
        }
        return ratings;
    }

    /** A flawless history, open for a flaw. */
    private record History(List<Deed> deeds) {
        void add(Deed deed) {
            deeds.add(deed);
        }

        void remove(String name) {
            deeds.remove(get(name));
        }

        void change(String name, String field, Object value) {
            deeds.set(deeds.indexOf(get(name)), get(name).with(field, value));
        }

        Submits get(String name) {
            return deeds.stream()
                    .filter(Submits.class::isInstance)
                    .map(Submits.class::cast)
                    .filter(submission -> submission.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
