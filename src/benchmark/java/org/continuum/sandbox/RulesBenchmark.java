package org.continuum.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.continuum.rulebook.Facts;
import org.continuum.rulebook.RuleSetDocument;
import org.continuum.rulebook.WorkedCase;
import org.continuum.rules.Assessment;
import org.continuum.rules.Effort;
import org.continuum.rules.Fact;
import org.continuum.rules.Question;
import org.junit.jupiter.api.Test;

/**
 * What an assessment costs in memory, and what a DMN engine takes for the same decisions in the same run:
 * {@code bin/benchmark-rules}. Nothing in it passes or fails by speed, but both must decide alike before either is
 * measured; docs/benchmarks.md says how to read it.
 */
class RulesBenchmark {
    private static final Path PAGE = Path.of("docs/benchmarks.md");
    private static final String BEGIN = "## The rules, last run\n";
    private static final String END = "## The tamper-evident log\n";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = Integer.getInteger("continuum.benchmark.rounds", 9);
    private static final Duration ROUND = Duration.ofSeconds(Long.getLong("continuum.benchmark.seconds", 2));
    private static final int PEOPLE = 500;
    private static final String SAMPLES = "/org/continuum/rulebook/samples/";
    private static final List<String> DOCUMENTS = List.of(
            "ma-stages.yaml",
            "ma-early-childhood-initial.yaml",
            "ma-renewal.yaml",
            "ca-preliminary.yaml",
            "ca-clear.yaml",
            "ca-basic-skills.yaml");

    private final StringBuilder report = new StringBuilder();

    /** What one person cost. */
    private record Cost(double micros, double bytes) {}

    /** One person's records and what is asked about them. */
    private record Asked(List<Fact> facts, Question question) {}

    @Test
    void run() throws IOException {
        line(
                "%s, %d cores, Java %s, one thread; CPU time of that thread.\n",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature());
        sideBySide();
        ruleSets();
        System.out.println(report);
        String page = Files.readString(PAGE);
        Files.writeString(
                PAGE,
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + "\n" + report + "\n"
                        + page.substring(page.indexOf(END)));
    }

    private void sideBySide() throws IOException {
        RuleSetDocument rules = read("tabletop.yaml");
        List<TabletopPerson> people = TabletopPerson.invent(PEOPLE);
        DecisionModel records = new DecisionModel("tabletop.dmn");
        DecisionModel values = new DecisionModel("tabletop-values.dmn");
        Function<TabletopPerson, Map<String, String>> ours = person -> decisions(rules, person);
        agree(people, ours, person -> DecisionModel.told(records.decide(person.records())));
        agree(people, ours, person -> DecisionModel.told(values.decide(person.values())));

        int requirements = rules.ruleSet().requirements().size();
        Map<String, Function<TabletopPerson, Integer>> contestants = new LinkedHashMap<>();
        contestants.put("ours, every finding with its reasons", person -> assess(rules, asked(person)));
        contestants.put(
                "DMN, over the same records",
                person -> records.decide(person.records()).getDecisionResults().size());
        contestants.put(
                "DMN, over values picked out and added up beforehand",
                person -> values.decide(person.values()).getDecisionResults().size());
        for (Function<TabletopPerson, Integer> each : contestants.values()) {
            measure(people, each, requirements, ROUND.multipliedBy(3));
        }
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            contestants.forEach((name, each) -> costs.computeIfAbsent(name, none -> new ArrayList<>())
                    .add(measure(people, each, requirements, ROUND)));
        }
        line(
                "%d requirements about each of %d invented people with %.1f records; %d rounds of %d s each, interleaved,"
                        + " after a warm-up of each. Median, and least to most of the rounds.\n",
                requirements,
                PEOPLE,
                people.stream()
                        .mapToInt(person -> person.facts().size())
                        .average()
                        .orElseThrow(),
                ROUNDS,
                ROUND.toSeconds());
        line("| | per person | persons per second and core | its time to ours | allocated per person |");
        line("|---|---|---|---|---|");
        List<Cost> us = costs.values().iterator().next();
        costs.forEach((name, theirs) -> {
            double[] ratios = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                ratios[round] = theirs.get(round).micros() / us.get(round).micros();
            }
            double micros = median(theirs.stream().mapToDouble(Cost::micros));
            line(
                    "| %s | %.1f µs | %,.0f | %s | %.0f kB |",
                    name,
                    micros,
                    1e6 / micros,
                    theirs.equals(us)
                            ? "1"
                            : String.format(
                                    Locale.ROOT,
                                    "**%.1f** (%.1f to %.1f)",
                                    median(DoubleStream.of(ratios)),
                                    DoubleStream.of(ratios).min().orElseThrow(),
                                    DoubleStream.of(ratios).max().orElseThrow()),
                    median(theirs.stream().mapToDouble(Cost::bytes)) / 1e3);
        });
    }

    /** Before anything is measured: the same answer for everybody, and both answers to every requirement. */
    private static void agree(
            List<TabletopPerson> people,
            Function<TabletopPerson, Map<String, String>> ours,
            Function<TabletopPerson, Map<String, String>> theirs) {
        Map<String, Set<String>> answers = new HashMap<>();
        for (TabletopPerson person : people) {
            Map<String, String> we = ours.apply(person);
            if (!we.equals(theirs.apply(person))) {
                throw new IllegalStateException("We say " + we + ", they say " + theirs.apply(person));
            }
            we.forEach((requirement, answer) -> answers.computeIfAbsent(requirement, none -> new HashSet<>())
                    .add(answer));
        }
        if (answers.values().stream().anyMatch(each -> each.size() != 2)) {
            throw new IllegalStateException("Not every requirement is met by some and not by others: " + answers);
        }
    }

    private static Map<String, String> decisions(RuleSetDocument rules, TabletopPerson person) {
        Map<String, String> decisions = new HashMap<>();
        Asked asked = asked(person);
        for (Assessment.Item item : Assessment.of(rules.ruleSet(), asked.facts(), asked.question(), Effort.ofARequest())
                .items()) {
            decisions.put(item.requirement().id(), item.finding().status().satisfied() ? "met" : "unmet");
        }
        return decisions;
    }

    private static Asked asked(TabletopPerson person) {
        return new Asked(person.facts(), TabletopPerson.QUESTION);
    }

    private void ruleSets() throws IOException {
        line(
                "\n| rule set | requirements | records per person | per person | persons per second and core | allocated | units of effort, the most of a person's | a unit |");
        line("|---|---|---|---|---|---|---|---|");
        RuleSetDocument fairhaven = read("fairhaven-initial-2026.yaml");
        Question today = question(fairhaven.ruleSet().licenseTypes().getFirst(), Career.TODAY);
        List<Asked> synthetic = new SyntheticPeople(SyntheticState.SEED)
                .stream(1_000).map(person -> new Asked(facts(person), today)).toList();
        measure("Fairhaven, the synthetic state: `fairhaven-initial`", fairhaven, synthetic);
        for (String document : DOCUMENTS) {
            RuleSetDocument rules = read(SAMPLES + document);
            List<Asked> people = new ArrayList<>();
            for (WorkedCase each : rules.cases()) {
                each.questions()
                        .forEach(asked ->
                                people.add(new Asked(each.evidence(), question(asked.licenseType(), asked.asOf()))));
            }
            measure("`" + rules.ruleSet().id() + "`, the people of its worked cases", rules, people);
        }
    }

    private void measure(String name, RuleSetDocument rules, List<Asked> people) {
        int requirements = rules.ruleSet().requirements().size();
        measure(people, asked -> assess(rules, asked), requirements, ROUND.multipliedBy(2));
        List<Cost> costs = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            costs.add(measure(people, asked -> assess(rules, asked), requirements, ROUND));
        }
        double micros = median(costs.stream().mapToDouble(Cost::micros));
        List<Long> efforts =
                people.stream().map(asked -> effort(rules, asked).spent()).toList();
        line(
                "| %s | %d | %.1f | %.1f µs | %,.0f | %.0f kB | %,d | %.1f ns |",
                name,
                requirements,
                people.stream()
                        .mapToInt(asked -> asked.facts().size())
                        .average()
                        .orElseThrow(),
                micros,
                1e6 / micros,
                median(costs.stream().mapToDouble(Cost::bytes)) / 1e3,
                Collections.max(efforts),
                micros
                        * 1e3
                        / efforts.stream().mapToLong(Long::longValue).average().orElseThrow());
    }

    private static Effort effort(RuleSetDocument rules, Asked asked) {
        Effort effort = Effort.ofARequest();
        Assessment.of(rules.ruleSet(), asked.facts(), asked.question(), effort);
        return effort;
    }

    private static int assess(RuleSetDocument rules, Asked asked) {
        return Assessment.of(rules.ruleSet(), asked.facts(), asked.question(), Effort.ofARequest())
                .items()
                .size();
    }

    /** Asks about everybody again and again, and makes sure that every requirement was answered. */
    private static <P> Cost measure(List<P> people, Function<P, Integer> decide, int requirements, Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        long cpu = THREAD.getCurrentThreadCpuTime();
        long bytes = THREAD.getCurrentThreadAllocatedBytes();
        long asked = 0;
        long answered = 0;
        while (System.nanoTime() < deadline) {
            for (P person : people) {
                answered += decide.apply(person);
            }
            asked += people.size();
        }
        if (answered != asked * requirements) {
            throw new IllegalStateException("Requirements were left out");
        }
        return new Cost(
                (THREAD.getCurrentThreadCpuTime() - cpu) / 1e3 / asked,
                (double) (THREAD.getCurrentThreadAllocatedBytes() - bytes) / asked);
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Question question(String licenseType, LocalDate asOf) {
        return new Question(licenseType, asOf, Facts.endOf(asOf, ZoneOffset.UTC), asOf);
    }

    private static RuleSetDocument read(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(RulesBenchmark.class.getResourceAsStream(name))) {
            return RuleSetDocument.read(in.readAllBytes());
        }
    }

    private static List<Fact> facts(SyntheticPerson person) {
        List<Fact> facts = new ArrayList<>();
        for (Deed deed : person.history()) {
            if (deed instanceof Deed.Submits submits
                    && !"growth".equals(submits.content().get("purpose"))) {
                JsonNode json = JSON.valueToTree(submits.content());
                Set<String> required = new HashSet<>();
                json.path("requiredSignatures").forEach(role -> required.add(role.asText()));
                facts.add(new Fact(
                        submits.name(),
                        json.path("kind").asText(),
                        LocalDate.parse(json.path("occurredOn").asText()),
                        submits.at(),
                        Facts.fields(json),
                        required,
                        required.stream()
                                .map(role -> new Fact.Signature(
                                        role, LocalDate.ofInstant(submits.at(), ZoneOffset.UTC), submits.at()))
                                .toList(),
                        null,
                        null,
                        null));
            }
        }
        return facts;
    }

    private void line(String format, Object... arguments) {
        report.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
