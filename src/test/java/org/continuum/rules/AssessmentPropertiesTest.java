package org.continuum.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What holds of every rule and every person, tried on invented ones. */
class AssessmentPropertiesTest {
    private static final LocalDate TODAY = People.TODAY;
    private static final int RULE_DEPTH = 3;
    /** More than are tried one by one. */
    private static final int UNFINISHED = 25;

    private static final Fact SOME = People.fact("A", "exam-result", TODAY.minusDays(9), "score", 12);

    @Property(tries = 2_000)
    void moreEvidenceNeverMakesAnOutcomeWorseWhereNoRuleIsNamedThatMay(
            @ForAll("monotoneRules") Expression rule,
            @ForAll("people") List<Fact> person,
            @ForAll("records") Fact more) {
        List<Fact> richer = new ArrayList<>(person);
        richer.add(renamed(more, "new"));
        Status before = People.find(rule, person, TODAY).status();
        Statistics.label("status")
                .collect(before)
                .coverage(statuses -> Stream.of(
                                Status.MET,
                                Status.UNMET,
                                Status.INSUFFICIENT,
                                Status.EXPIRED,
                                Status.PENDING_VERIFICATION,
                                Status.INDETERMINATE)
                        .forEach(status -> statuses.check(status).count(count -> count > 5)));
        assertTrue(
                outcome(rule, richer).ordinal() <= outcome(rule, person).ordinal(),
                () -> People.find(rule, person, TODAY).status() + " became "
                        + People.find(rule, richer, TODAY).status());
    }

    /** The property above would be empty if the rules that are named did not break it. */
    @Example
    void theNamedRulesDoTurnAgainstAPerson() {
        Fact good = People.fact("A", "exam-result", TODAY.minusDays(9), "score", 12, "subject", "math");
        Fact bad = People.fact("B", "exam-result", TODAY.minusDays(5), "score", 3, "subject", "math");
        Selection exams = new Selection(List.of("exam-result"), List.of(), null);
        List<Test> passes = List.of(test("score", atLeast(10)));
        for (Expression named : List.of(
                new Governing(Governing.By.LATEST, null, exams, passes, null),
                new Every(exams, passes),
                new Count(exams, null, null, fixed(1)),
                new Sum(
                        exams,
                        List.of(new Sum.Term(Path.of("score"), fixed(1))),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        fixed(14)),
                new Bar(new Count(exams, null, fixed(2), null), null, Period.ofYears(1), null))) {
            assertEquals(Outcome.READY, outcome(named, List.of(good)));
            assertTrue(outcome(named, List.of(good, bad)).ordinal() > Outcome.READY.ordinal(), named.toString());
        }
    }

    @Property(tries = 500)
    void theOrderInWhichRecordsComeDoesNotMatter(
            @ForAll("rules") Expression rule, @ForAll("people") List<Fact> person, @ForAll Random random) {
        List<Fact> shuffled = new ArrayList<>(person);
        Collections.shuffle(shuffled, random);
        assertEquals(assess(rule, person), assess(rule, shuffled));
    }

    @Property(tries = 500)
    void theSameInputsGiveAnEqualAnswer(@ForAll("rules") Expression rule, @ForAll("people") List<Fact> person) {
        assertEquals(assess(rule, person), assess(rule, new ArrayList<>(person)));
    }

    @Property(tries = 500)
    void anyOfIsNeverWorseThanItsBestOption(
            @ForAll("monotoneRules") Expression a,
            @ForAll("monotoneRules") Expression b,
            @ForAll("people") List<Fact> person) {
        int best = Math.min(outcome(a, person).ordinal(), outcome(b, person).ordinal());
        assertTrue(outcome(new AnyOf(List.of(a, b)), person).ordinal() <= best);
    }

    @Property(tries = 500)
    void allOfIsNeverBetterThanItsWorstPart(
            @ForAll("rules") Expression a, @ForAll("rules") Expression b, @ForAll("people") List<Fact> person) {
        int worst = 0;
        for (Expression part : List.of(a, b)) {
            Finding found = People.find(part, person, TODAY);
            if (found.status() != Status.NOT_APPLICABLE) {
                worst = Math.max(worst, outcome(part, person).ordinal());
            }
        }
        Finding whole = People.find(new AllOf(List.of(a, b)), person, TODAY);
        assertTrue(whole.status() == Status.NOT_APPLICABLE
                || outcome(new AllOf(List.of(a, b)), person).ordinal() >= worst);
    }

    @Property(tries = 500)
    void aWiderWindowNeverLosesWhatExists(
            @ForAll("people") List<Fact> person, @ForAll("periods") Period narrow, @ForAll("periods") Period wider) {
        Period wide = narrow.plus(wider);
        if (People.find(examWithin(narrow), person, TODAY).status().satisfied()) {
            assertTrue(People.find(examWithin(wide), person, TODAY).status().satisfied());
        }
    }

    @Property(tries = 2_000)
    void nothingIsBothUsedAndRejectedAndNothingUnseenIsListed(
            @ForAll("rules") Expression rule, @ForAll("people") List<Fact> person) {
        Finding found = People.find(rule, person, TODAY);
        Set<String> rejected =
                found.rejected().stream().map(Finding.Rejected::id).collect(Collectors.toSet());
        Set<String> visible = person.stream()
                .filter(fact -> !fact.occurredOn().isAfter(TODAY))
                .map(Fact::id)
                .collect(Collectors.toSet());
        assertTrue(Collections.disjoint(rejected, found.used()), () -> "both: " + found);
        assertTrue(visible.containsAll(rejected) && visible.containsAll(found.used()), () -> "unseen: " + found);
        assertEquals(found.rejected().size(), rejected.size(), "each rejected record is told once");
        assertEquals(found.used().size(), new HashSet<>(found.used()).size());
        if (found.status() == Status.NOT_APPLICABLE) {
            assertTrue(found.used().isEmpty() && found.rejected().isEmpty());
        }
        assertTrue(found.shortfalls().stream().allMatch(s -> s.amount().signum() > 0), () -> "no gap: " + found);
    }

    @Property(tries = 500)
    void nothingThatIsSatisfiedHasARemedyAndEverythingElseHas(
            @ForAll("rules") Expression rule, @ForAll("people") List<Fact> person) {
        Assessment.Item item = assess(rule, person).items().getFirst();
        boolean done = item.finding().status().satisfied() || item.finding().status() == Status.NOT_APPLICABLE;
        assertEquals(done, item.remedies().isEmpty());
    }

    @Property(tries = 500)
    void whatWasNotYetKnownChangesNothing(
            @ForAll("rules") Expression rule, @ForAll("people") List<Fact> person, @ForAll("records") Fact later) {
        List<Fact> richer = new ArrayList<>(person);
        Fact tomorrow = renamed(later, "tomorrow");
        richer.add(new Fact(
                tomorrow.id(),
                tomorrow.kind(),
                TODAY.plusDays(1),
                tomorrow.recordedAt(),
                tomorrow.fields(),
                Set.of(),
                List.of(),
                null,
                null,
                null));
        assertEquals(assess(rule, person), assess(rule, richer));
    }

    /** Fails when what nothing lifted is combined anew: the parts' names are lost with it. */
    @Property(tries = 500)
    void anUnfinishedRecordThatNoRuleAsksForChangesNothing(
            @ForAll("rules") Expression rule, @ForAll("people") List<Fact> person) {
        List<Fact> richer = new ArrayList<>(person);
        richer.add(People.unsigned(People.fact("other", "observation", TODAY.minusDays(3))));
        assertEquals(assess(rule, person), assess(rule, richer));
    }

    @Example
    void aPartKeepsItsNameWhenAnotherIsLifted() {
        Expression eachTwice = new ForEach(
                new ForEach.Over.Listed("subjects"),
                "s",
                new AllOf(List.of(
                        new Exists(
                                new Selection(
                                        List.of("exam-result"),
                                        List.of(test("subject", new Condition.Equal(Value.of("$s")))),
                                        null),
                                List.of(),
                                null),
                        new Exists(new Selection(List.of("observation"), List.of(), null), List.of(), null))));
        Fact unsigned =
                People.unsigned(People.fact("A", "exam-result", TODAY.minusDays(9), "subject", "math", "score", 12));
        assertEquals(
                List.of("math", "reading", "writing"),
                People.find(eachTwice, List.of(unsigned), TODAY).parts().stream()
                        .map(Finding::label)
                        .toList());
    }

    /**
     * A document has 20,000 parts at most, counting a for-each's rule once per element; each looks at each record a fixed
     * number of times, however many there are and however deep it stands.
     */
    @Property(tries = 300)
    void anAnswerCostsNoMoreThanItsPartsTimesTheRecords(
            @ForAll("rules") Expression rule, @ForAll("people") List<Fact> person) {
        List<Fact> some = crowd(person, UNFINISHED);
        List<Fact> many = crowd(person, 4 * UNFINISHED);
        assertTrue(
                isInProportion(cost(() -> assess(rule, some)), cost(() -> assess(rule, many))),
                () -> "four times the records: " + cost(() -> assess(rule, some)) + " bytes became "
                        + cost(() -> assess(rule, many)));
        Expression deep = nested(rule, 5);
        Expression deeper = nested(rule, 20);
        assertTrue(
                isInProportion(cost(() -> assess(deep, some)), cost(() -> assess(deeper, some))),
                () -> "four times the depth: " + cost(() -> assess(deep, some)) + " bytes became "
                        + cost(() -> assess(deeper, some)));
    }

    /** The property above would be empty if it did not see what is done for each pair, or twice at each depth. */
    @Example
    void workOutOfProportionIsSeen() {
        assertFalse(isInProportion(cost(() -> pairs(100)), cost(() -> pairs(400))));
        assertFalse(isInProportion(cost(() -> twice(3)), cost(() -> twice(12))));
        assertTrue(isInProportion(cost(() -> crowd(List.of(), 100)), cost(() -> crowd(List.of(), 400))));
    }

    private static void pairs(int many) {
        for (int i = 0; i < many * many; i++) {
            renamed(SOME, "again");
        }
    }

    private static void twice(int depth) {
        for (int i = 0; i < 2 && depth > 0; i++) {
            renamed(SOME, "again");
            twice(depth - 1);
        }
    }

    /** Four times as much to do may take six times as much memory, and what an answer takes in any case. */
    private static boolean isInProportion(long once, long fourTimes) {
        return fourTimes <= 6 * once + 50_000;
    }

    /** Bytes taken: the work that is the same on every machine. */
    private static long cost(Runnable work) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        work.run();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static List<Fact> crowd(List<Fact> person, int times) {
        List<Fact> crowd = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            for (Fact fact : person) {
                crowd.add(renamed(fact, fact.id() + "-" + i));
            }
        }
        return crowd;
    }

    private static Expression nested(Expression rule, int depth) {
        Expression nested = rule;
        for (int i = 0; i < depth; i++) {
            nested = i % 2 == 0 ? new AllOf(List.of(nested)) : new AnyOf(List.of(nested));
        }
        return nested;
    }

    private static Assessment assess(Expression rule, List<Fact> person) {
        return Assessment.of(People.rules(rule), person, People.question(TODAY), Effort.upTo(Long.MAX_VALUE));
    }

    private static Outcome outcome(Expression rule, List<Fact> person) {
        return Outcome.of(List.of(People.find(rule, person, TODAY).status())).orElse(Outcome.READY);
    }

    private static Fact renamed(Fact fact, String id) {
        return new Fact(
                id,
                fact.kind(),
                fact.occurredOn(),
                fact.recordedAt(),
                fact.fields(),
                fact.requiredRoles(),
                fact.signatures(),
                null,
                null,
                fact.expiresOn());
    }

    private static Expression examWithin(Period last) {
        return new Exists(
                new Selection(List.of("exam-result"), List.of(), new Window(null, Moment.given("asOf"), last)),
                List.of(),
                null);
    }

    @Provide
    Arbitrary<Period> periods() {
        return Arbitraries.integers().between(1, 200).map(Period::ofMonths);
    }

    @Provide
    Arbitrary<Fact> records() {
        Arbitrary<String> kinds = Arbitraries.of("exam-result", "learning-activity");
        Arbitrary<String> subjects = Arbitraries.of("math", "reading", "writing");
        Arbitrary<String> levels = Arbitraries.of("U", "NI", "P", "E", "good");
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(-20, 4_000),
                        Arbitraries.integers().between(0, 20),
                        subjects,
                        levels,
                        Arbitraries.integers().between(0, 5))
                .as((kind, daysAgo, number, subject, level, shape) -> {
                    Fact plain = People.fact(
                            "?", kind, TODAY.minusDays(daysAgo), "score", number, "subject", subject, "level", level);
                    return switch (shape) {
                        case 0 -> People.unsigned(plain);
                        case 1 ->
                            new Fact(
                                    "?",
                                    kind,
                                    plain.occurredOn(),
                                    plain.recordedAt(),
                                    plain.fields(),
                                    Set.of(),
                                    List.of(),
                                    null,
                                    null,
                                    plain.occurredOn().plusYears(2));
                        default -> plain;
                    };
                });
    }

    @Provide
    Arbitrary<List<Fact>> people() {
        return records().list().ofMaxSize(8).map(facts -> {
            List<Fact> named = new ArrayList<>();
            facts.forEach(fact -> named.add(renamed(fact, "e" + named.size())));
            return named;
        });
    }

    /** Rules of which none is named as one that more evidence may turn against a person. */
    @Provide
    Arbitrary<Expression> monotoneRules() {
        return grown(monotoneMeasures(), RULE_DEPTH);
    }

    @Provide
    Arbitrary<Expression> rules() {
        Arbitrary<Expression> measures = Arbitraries.oneOf(monotoneMeasures(), adverseMeasures());
        return grown(measures, RULE_DEPTH);
    }

    private Arbitrary<Expression> grown(Arbitrary<Expression> measures, int depth) {
        if (depth == 0) {
            return measures;
        }
        Arbitrary<Expression> smaller = grown(measures, depth - 1);
        Arbitrary<List<Expression>> parts = smaller.list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, measures),
                net.jqwik.api.Tuple.of(1, parts.map(AllOf::new)),
                net.jqwik.api.Tuple.of(1, parts.map(AnyOf::new)),
                net.jqwik.api.Tuple.of(
                        1, smaller.map(rule -> new ForEach(new ForEach.Over.Listed("subjects"), "t", rule))),
                net.jqwik.api.Tuple.of(
                        1,
                        parts.flatMap(of ->
                                Arbitraries.integers().between(1, of.size()).map(n -> new NOf(n, of)))));
    }

    private static Arbitrary<Selection> selections() {
        return Combinators.combine(
                        Arbitraries.of("exam-result", "learning-activity"),
                        Arbitraries.of(0, 1, 2, 3),
                        Arbitraries.integers().between(0, 60))
                .as((kind, shape, months) -> new Selection(
                        List.of(kind),
                        switch (shape) {
                            case 1 -> List.of(test("subject", new Condition.Equal(Value.of("math"))));
                            case 2 -> List.of(test("level", new Condition.Level("levels", "P", null)));
                            default -> List.<Test>of();
                        },
                        months < 20 ? null : new Window(null, Moment.given("asOf"), Period.ofMonths(months))));
    }

    private static Test test(String field, Condition condition) {
        return new Test(Path.of(field), condition);
    }

    private static Condition atLeast(int number) {
        return new Condition.Range(fixed(number), null, null, null);
    }

    private static Amount fixed(int number) {
        return new Amount.Fixed(BigDecimal.valueOf(number));
    }

    private static Arbitrary<Expression> monotoneMeasures() {
        Arbitrary<Integer> marks = Arbitraries.integers().between(1, 30);
        return Combinators.combine(selections(), marks, Arbitraries.integers().between(0, 5))
                .as((of, mark, shape) -> switch (shape) {
                    case 0 -> new Exists(of, List.of(test("score", atLeast(mark % 20))), null);
                    case 1 -> new Exists(of, List.of(), null);
                    case 2 -> new Count(of, null, fixed(1 + mark % 4), null);
                    case 3 -> new Count(of, Path.of("subject"), fixed(1 + mark % 3), null);
                    case 4 ->
                        new Sum(
                                of,
                                List.of(new Sum.Term(Path.of("score"), fixed(1))),
                                null,
                                new Sum.Lump(Path.of("subject"), fixed(mark % 12)),
                                List.of(new Sum.Cap(
                                        List.of(test("subject", new Condition.Equal(Value.of("math")))), fixed(9))),
                                List.of(),
                                null,
                                fixed(mark));
                    default ->
                        new ForEach(
                                new ForEach.Over.Listed("subjects"),
                                "s",
                                new Exists(
                                        new Selection(
                                                of.kinds(),
                                                List.of(test("subject", new Condition.Equal(Value.of("$s")))),
                                                of.within()),
                                        List.of(test("score", atLeast(mark % 10))),
                                        null));
                });
    }

    /** The named rules: one record governs, every one must pass, at most so many, a bar. */
    private static Arbitrary<Expression> adverseMeasures() {
        return Combinators.combine(
                        selections(),
                        Arbitraries.integers().between(1, 20),
                        Arbitraries.integers().between(0, 4))
                .as((of, mark, shape) -> switch (shape) {
                    case 0 -> new Governing(Governing.By.LATEST, null, of, List.of(test("score", atLeast(mark))), null);
                    case 1 ->
                        new Governing(
                                Governing.By.BEST, Path.of("score"), of, List.of(test("score", atLeast(mark))), null);
                    case 2 -> new Every(of, List.of(test("score", atLeast(mark % 5))));
                    case 3 -> new Count(of, null, null, fixed(mark % 4));
                    default -> new Bar(new Count(of, null, fixed(3), null), null, Period.ofYears(mark), null);
                });
    }
}
