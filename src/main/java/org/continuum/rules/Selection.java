package org.continuum.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Which records a measure is about. What is the same for everybody is made out once, when the rule set is read. */
public final class Selection {
    private final List<String> kinds;
    private final List<Test> where;
    private final @Nullable Window within;
    private final boolean lasting;
    private final @Nullable String words;

    /**
     * @param kinds evidence kinds
     * @param where what a record must state to be asked about at all; a record of the kind that states otherwise is
     *     listed as rejected with the reason
     * @param within the window in which it must have happened; null for any time
     */
    public Selection(List<String> kinds, List<Test> where, @Nullable Window within) {
        this.kinds = List.copyOf(kinds);
        this.where = List.copyOf(where);
        this.within = within;
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("a selection names at least one kind");
        }
        this.lasting = where.stream().noneMatch(test -> test.field().equals(Fact.EXPIRES_ON));
        this.words = where.stream().anyMatch(Selection::namesElement) ? null : words(Path::toString, value -> value);
    }

    private static boolean namesElement(Test test) {
        return test.condition() instanceof Condition.Equal equal
                && (test.field().bound() || Scope.namesElement(equal.value()));
    }

    public List<String> kinds() {
        return kinds;
    }

    public List<Test> where() {
        return where;
    }

    public @Nullable Window within() {
        return within;
    }

    /**
     * The visible records of the kinds, parted by whether and why they count.
     *
     * @param counted final, fitting, in the window; chronological
     * @param lapsed as counted, but time has run out on them
     * @param withdrawn as counted, but their issuer withdrew them
     * @param rejected those that do not count, with the reason (lapsed and withdrawn ones included)
     * @param unknown why it cannot be told whether a record counts; empty where all can
     */
    record Selected(
            List<Fact> counted,
            List<Fact> lapsed,
            List<Fact> withdrawn,
            List<Finding.Rejected> rejected,
            List<String> unknown) {}

    /**
     * What is known of a selection from an earlier look at the same records. A for-each looks again and again, and few
     * records stand otherwise for another element.
     */
    static final class Known {
        private final List<Fact> candidates;
        private final long kinds;
        private Finding.@Nullable Rejected @Nullable [] apart;
        private @Nullable Selected selected;

        Known(List<Fact> candidates, long kinds) {
            this.candidates = candidates;
            this.kinds = kinds;
        }

        private Finding.@Nullable Rejected apart(int i) {
            return apart == null ? null : apart[i];
        }

        private void setApart(int i, Finding.Rejected item) {
            apart = apart == null ? new Finding.Rejected[candidates.size()] : apart;
            apart[i] = item;
        }

        long kinds() {
            return kinds;
        }
    }

    Selected select(Scope scope) {
        Known known = scope.known(this);
        if (known.selected != null) {
            scope.spend(known.candidates.size());
            return known.selected;
        }
        int asked = scope.elementsAsked();
        Selected selected = select(scope, known, lasting);
        if (scope.elementsAsked() == asked) {
            known.selected = selected;
        }
        return selected;
    }

    /** Also those whose own validity has ended: the day on which a license was issued stays what it was. */
    Selected selectLastingOrNot(Scope scope) {
        return select(scope, scope.known(this), false);
    }

    /** @param lasting whether a record past the end of its own validity has lapsed; a rule that asks when it ends has said */
    private Selected select(Scope scope, Known known, boolean lasting) {
        scope.spend(known.candidates.size());
        List<Fact> counted = new ArrayList<>(known.candidates.size());
        List<Fact> lapsed = new ArrayList<>(0);
        List<Fact> withdrawn = new ArrayList<>(0);
        List<Finding.Rejected> rejected = new ArrayList<>(known.candidates.size());
        List<String> unknown = new ArrayList<>(0);
        Optional<Window.Span> span = within == null ? Optional.empty() : within.span(scope);
        for (int i = 0; i < known.candidates.size(); i++) {
            Finding.Rejected apart = known.apart(i);
            if (apart != null) {
                rejected.add(apart);
                continue;
            }
            Fact fact = known.candidates.get(i);
            int asked = scope.elementsAsked();
            Misfit misfit = misfit(fact, scope);
            if (misfit != null && misfit.certain()) {
                scope.spend(Effort.text(misfit.reason()));
                Finding.Rejected item = new Finding.Rejected(fact.id(), misfit.reason());
                rejected.add(item);
                if (scope.inForEach() && scope.elementsAsked() == asked) {
                    known.setApart(i, item);
                }
                continue;
            }
            Sight.State state = scope.sight().state(fact);
            List<Fact> onceGood = null;
            String reason;
            if (!(state instanceof Sight.State.Final)) {
                reason = state.words();
                onceGood = state instanceof Sight.State.Withdrawn gone && gone.byIssuer() ? withdrawn : null;
            } else if (within != null && span.isEmpty()) {
                reason = "cannot be placed: the records do not tell " + within.anchors();
                unknown.add(fact.id() + " " + reason);
            } else if (span.isPresent() && !span.get().contains(fact.occurredOn())) {
                reason = fact.occurredOn() + " is outside " + span.get();
                onceGood = span.get().lapsed(fact.occurredOn()) ? lapsed : null;
            } else if (lasting && fact.expiresOn() != null && fact.expiresOn().isBefore(scope.asOf())) {
                reason = "expired on " + fact.expiresOn();
                onceGood = lapsed;
            } else if (misfit != null) {
                reason = misfit.reason();
                unknown.add(fact.id() + " " + reason);
            } else {
                counted.add(fact);
                continue;
            }
            if (onceGood != null && misfit == null) {
                onceGood.add(fact);
            }
            scope.spend(Effort.text(reason));
            rejected.add(new Finding.Rejected(fact.id(), reason));
        }
        return new Selected(counted, lapsed, withdrawn, rejected, unknown);
    }

    /** All visible records of the kinds, in chronological order. */
    List<Fact> candidates(Sight sight) {
        if (kinds.size() == 1) {
            return sight.ofKind(kinds.getFirst());
        }
        return kinds.stream()
                .distinct()
                .flatMap(kind -> sight.ofKind(kind).stream())
                .sorted(Fact.CHRONOLOGICAL)
                .toList();
    }

    /** @param certain whether the record is not asked about; otherwise that cannot be told */
    private record Misfit(boolean certain, String reason) {}

    /**
     * Null where the record fits. One that fails one test is not asked about at all, whatever cannot be told of the
     * others.
     */
    private @Nullable Misfit misfit(Fact fact, Scope scope) {
        Misfit unclear = null;
        for (int i = 0; i < where.size(); i++) {
            Test test = where.get(i);
            Verdict verdict = test.judge(fact, scope);
            if (verdict.fails()) {
                return new Misfit(true, test.reason(verdict, scope));
            }
            if (verdict.result() == null) {
                unclear = new Misfit(false, test.reason(verdict, scope));
            }
        }
        return unclear;
    }

    /** Whether more records can still come to count: the window has not closed. */
    boolean open(Scope scope) {
        return within == null
                || within.last() != null
                || within.span(scope)
                        .map(span -> !scope.asOf().isAfter(span.to()))
                        .orElse(true);
    }

    /** How a reader would name what is asked for. */
    String words(Scope scope) {
        return words == null ? words(path -> path.text(scope), scope::bind) : words;
    }

    private String words(Function<Path, String> field, UnaryOperator<Value> value) {
        StringBuilder words = new StringBuilder(String.join(" or ", kinds));
        String separator = " ";
        for (Test test : where) {
            if (test.condition() instanceof Condition.Equal equal) {
                words.append(separator)
                        .append(field.apply(test.field()))
                        .append(' ')
                        .append(value.apply(equal.value()));
                separator = ", ";
            }
        }
        return words.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Selection selection
                && kinds.equals(selection.kinds)
                && where.equals(selection.where)
                && Objects.equals(within, selection.within);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kinds, where, within);
    }

    @Override
    public String toString() {
        return "Selection[kinds=" + kinds + ", where=" + where + ", within=" + within + "]";
    }
}
