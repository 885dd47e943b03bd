package org.continuum.sandbox;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.continuum.rulebook.Facts;
import org.continuum.rules.Fact;
import org.continuum.rules.Question;
import org.continuum.rules.Value;

/**
 * An invented person's records, as the rules see them and as DMN models do.
 *
 * @param records the same records in the order of time, those of a kind in one list
 * @param values what the requirements ask about, picked out of the records and added up
 */
record TabletopPerson(List<Fact> facts, Map<String, Object> records, Map<String, Object> values) {
    static final LocalDate TODAY = LocalDate.of(2026, 6, 20);
    static final Question QUESTION = new Question("tabletop", TODAY, Facts.endOf(TODAY, ZoneOffset.UTC), TODAY);

    /** The name of a kind's list in the model. */
    private static final Map<String, String> LISTS = Map.of(
            "qualification", "qualifications",
            "exam-result", "exams",
            "clinical-experience", "experience",
            "clearance-check", "clearances",
            "recommendation", "recommendations",
            "learning-activity", "activities",
            "observation", "observations",
            "performance-assessment", "assessments");

    static List<TabletopPerson> invent(int count) {
        return LongStream.range(0, count)
                .mapToObj(seed -> new Invention(new Random(seed * 0x9E3779B97F4A7C15L)).person())
                .toList();
    }

    /** Every requirement is met by some and not by others, and most people have a record or two that does not count. */
    private static final class Invention {
        private final Random chance;
        private final List<Fact> facts = new ArrayList<>();

        Invention(Random chance) {
            this.chance = chance;
        }

        TabletopPerson person() {
            if (likely()) {
                add(
                        "qualification",
                        "level",
                        one("associate", "bachelor", "bachelor", "master"),
                        "average",
                        tenths(22, 40));
            }
            for (String test : List.of("reading", "writing", "mathematics", "content")) {
                for (int sittings = chance.nextInt(3); sittings >= 0; sittings--) {
                    add("exam-result", "test", test, "score", Value.of(205 + chance.nextInt(30)));
                }
            }
            for (int terms = chance.nextInt(5); terms > 0; terms--) {
                add(
                        "clinical-experience",
                        "hours",
                        Value.of(100 + chance.nextInt(250)),
                        "setting",
                        one("practicum", "student-teaching"),
                        "site",
                        one("Alder", "Birch", "Cedar"));
            }
            for (int checks = chance.nextInt(3); checks > 0; checks--) {
                add(
                        "clearance-check",
                        "check",
                        one("background", "background", "tuberculosis"),
                        "result",
                        one("clear", "clear", "adverse"));
            }
            if (likely()) {
                add("recommendation", "licenseType", one("tabletop", "tabletop", "another"));
            }
            for (int activities = chance.nextInt(4); activities > 0; activities--) {
                add("learning-activity", "topic", one("ethics", "reading", "safety"));
            }
            for (int observations = chance.nextInt(7); observations > 0; observations--) {
                add("observation");
            }
            for (int assessments = chance.nextInt(4); assessments > 0; assessments--) {
                add(
                        "performance-assessment",
                        "phase",
                        one("formative", "summative"),
                        "level",
                        one("Developing", "Skilled", "Accomplished"));
            }
            facts.sort(Comparator.comparing(Fact::occurredOn).thenComparing(Fact::id));
            return new TabletopPerson(List.copyOf(facts), records(facts), TabletopValues.of(facts));
        }

        private boolean likely() {
            return chance.nextInt(4) > 0;
        }

        private Value one(String... of) {
            return Value.of(of[chance.nextInt(of.length)]);
        }

        private Value tenths(int from, int to) {
            return Value.of(BigDecimal.valueOf(from + chance.nextInt(to - from), 1));
        }

        private void add(String kind, Object... pairs) {
            Map<String, Value> fields = new LinkedHashMap<>();
            for (int i = 0; i < pairs.length; i += 2) {
                fields.put(
                        (String) pairs[i],
                        pairs[i + 1] instanceof Value value ? value : Value.of((String) pairs[i + 1]));
            }
            LocalDate on = TODAY.minusDays(chance.nextInt(4 * 365));
            facts.add(new Fact(
                    "E%02d".formatted(facts.size()),
                    kind,
                    on,
                    on.atStartOfDay(ZoneOffset.UTC).toInstant(),
                    new Value.Fields(fields),
                    Set.of(),
                    List.of(),
                    null,
                    null,
                    null));
        }
    }

    private static Map<String, Object> records(List<Fact> facts) {
        Map<String, List<Object>> lists = new LinkedHashMap<>();
        LISTS.values().forEach(list -> lists.put(list, new ArrayList<>()));
        for (Fact fact : facts) {
            Map<String, Object> stated = new LinkedHashMap<>();
            fact.fields().fields().forEach((name, value) -> stated.put(name, plain(value)));
            stated.put("occurredOn", fact.occurredOn());
            lists.get(LISTS.get(fact.kind())).add(stated);
        }
        Map<String, Object> context = new LinkedHashMap<>(lists);
        context.put("asOf", TODAY);
        return context;
    }

    private static Object plain(Value value) {
        return value instanceof Value.Number number ? number.number() : value.toString();
    }
}
