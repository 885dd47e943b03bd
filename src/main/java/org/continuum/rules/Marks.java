package org.continuum.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The selected records held against what they must state. What a record must state is the rule's own test: a record
 * that fails it was read and found failing, unlike one that was never asked for.
 */
record Marks(Selection.Selected selected, List<Marked> passing, List<Failing> failing, List<String> unknown) {
    private static final Verdict[] NONE = {};

    record Failing(
            Fact fact,
            String reason,
            @Nullable BigDecimal gap,
            @Nullable BigDecimal required,
            String field) {
        /** Whether less is missing here; where that is no number, nothing can be nearer. */
        boolean nearer(Failing than) {
            return gap != null && (than.gap == null || gap.compareTo(than.gap) < 0);
        }
    }

    static Marks of(Selection selection, List<Test> must, Scope scope) {
        Selection.Selected selected = selection.select(scope);
        List<Marked> passing = new ArrayList<>(selected.counted().size());
        List<Failing> failing = new ArrayList<>(0);
        List<String> unknown = new ArrayList<>(selected.unknown());
        for (Fact fact : selected.counted()) {
            Marked marked = mark(fact, must, scope);
            if (marked.unknown != null) {
                unknown.add(fact.id() + " " + marked.unknown);
            } else if (marked.failing != null) {
                failing.add(marked.failing);
            } else {
                passing.add(marked);
            }
        }
        return new Marks(selected, passing, failing, unknown);
    }

    /** Those of the records that pass. */
    static List<Fact> passing(List<Fact> facts, List<Test> must, Scope scope) {
        List<Fact> passing = new ArrayList<>(facts.size());
        for (Fact fact : facts) {
            if (passes(fact, must, scope)) {
                passing.add(fact);
            }
        }
        return passing;
    }

    static boolean passes(Fact fact, List<Test> must, Scope scope) {
        for (Test test : must) {
            if (!test.judge(fact, scope).passes()) {
                return false;
            }
        }
        return true;
    }

    /** Those of the records that nobody contests. */
    static List<Fact> settled(List<Fact> facts, Scope scope) {
        List<Fact> settled = new ArrayList<>(facts.size());
        for (Fact fact : facts) {
            if (!contested(fact, scope)) {
                settled.add(fact);
            }
        }
        return settled;
    }

    /** One record against all its tests; every failing test is told. */
    static Marked mark(Fact fact, List<Test> must, Scope scope) {
        List<String> reasons = List.of();
        Verdict[] verdicts = must.isEmpty() ? NONE : new Verdict[must.size()];
        BigDecimal gap = null;
        BigDecimal required = null;
        String field = "";
        String unknown = null;
        for (int i = 0; i < verdicts.length; i++) {
            Test test = must.get(i);
            Verdict verdict = test.judge(fact, scope);
            verdicts[i] = verdict;
            if (verdict.result() == null) {
                unknown = test.reason(verdict, scope);
            } else if (verdict.fails()) {
                reasons = reasons.isEmpty() ? new ArrayList<>(must.size()) : reasons;
                reasons.add(test.reason(verdict, scope));
                if (gap == null && verdict.gap() != null) {
                    gap = verdict.gap();
                    required = verdict.required();
                    field = test.field().text(scope);
                }
            }
        }
        Failing failing =
                reasons.isEmpty() ? null : new Failing(fact, String.join("; ", reasons), gap, required, field);
        return new Marked(fact, failing, failing == null ? unknown : null, verdicts);
    }

    /**
     * At most one of failing and unknown is set; neither means it passes.
     *
     * @param verdicts of each test
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Marked(
            Fact fact, @Nullable Failing failing, @Nullable String unknown, Verdict[] verdicts) {
        /** Of one that passes: what was compared, in words. */
        String seen(List<Test> must, Scope scope) {
            if (verdicts.length == 1) {
                return must.getFirst().reason(verdicts[0], scope);
            }
            StringJoiner seen = new StringJoiner("; ");
            for (int i = 0; i < verdicts.length; i++) {
                seen.add(must.get(i).reason(verdicts[i], scope));
            }
            return seen.toString();
        }
    }

    /** The gap of a failing record as a shortfall; empty where it is no quantity. */
    static List<Finding.Shortfall> shortfall(Failing failing, Scope scope, Selection of) {
        return failing.gap() == null
                ? List.of()
                : List.of(new Finding.Shortfall(
                        of.words(scope) + " " + failing.field(), failing.gap(), failing.required(), List.of()));
    }

    static List<String> ids(List<Fact> facts) {
        List<String> ids = new ArrayList<>(facts.size());
        for (Fact fact : facts) {
            ids.add(fact.id());
        }
        return ids;
    }

    /** The records with the appeals or holds that contest them. */
    static List<String> withContests(List<Fact> facts, Scope scope) {
        List<String> ids = new ArrayList<>();
        for (Fact fact : facts) {
            ids.add(fact.id());
            scope.sight().contesting(fact).ifPresent(contest -> ids.add(contest.id()));
        }
        return ids;
    }

    /** The withdrawn records with the decisions that voided them. */
    static List<String> withActs(List<Fact> withdrawn, Scope scope) {
        List<String> ids = new ArrayList<>();
        for (Fact fact : withdrawn) {
            ids.add(fact.id());
            if (scope.sight().state(fact) instanceof Sight.State.Withdrawn gone && gone.act() != null) {
                ids.add(gone.act());
            }
        }
        return ids;
    }

    static boolean contested(Fact fact, Scope scope) {
        return scope.sight().contesting(fact).isPresent();
    }

    /**
     * What there is to say where nothing counts: it lapsed, it was withdrawn, or there is nothing. The latest lapsed or
     * withdrawn record is the one that tells.
     */
    static Finding nothingCounts(
            List<Fact> lapsed, List<Fact> withdrawn, List<Finding.Rejected> rejected, Selection of, Scope scope) {
        if (!lapsed.isEmpty()) {
            Fact last = lapsed.getLast();
            String why = "lapsed";
            for (int i = rejected.size() - 1; i >= 0; i--) {
                why = rejected.get(i).id().equals(last.id()) ? rejected.get(i).reason() : why;
            }
            return Finding.of(Status.EXPIRED, List.of(last.id()), rejected, List.of(why));
        }
        if (!withdrawn.isEmpty()) {
            List<String> last = withActs(withdrawn.subList(withdrawn.size() - 1, withdrawn.size()), scope);
            return Finding.of(Status.REVOKED, last, rejected, List.of("withdrawn by its issuer"));
        }
        return Finding.shortOf(
                Status.UNMET,
                List.of(),
                rejected,
                List.of("nothing recorded: " + of.words(scope)),
                List.of(),
                of.open(scope));
    }
}
