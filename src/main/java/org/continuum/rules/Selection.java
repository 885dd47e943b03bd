package org.continuum.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which records a measure is about.
 *
 * @param kinds evidence kinds
 * @param where what a record must state to be asked about at all; a record of the kind that states otherwise is
 *     listed as rejected with the reason
 * @param within the window in which it must have happened; null for any time
 */
public record Selection(
        List<String> kinds, List<Test> where, @Nullable Window within) {
    public Selection {
        kinds = List.copyOf(kinds);
        where = List.copyOf(where);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("a selection names at least one kind");
        }
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

    Selected select(Scope scope) {
        List<Fact> counted = new ArrayList<>();
        List<Fact> lapsed = new ArrayList<>();
        List<Fact> withdrawn = new ArrayList<>();
        List<Finding.Rejected> rejected = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        Optional<Window.Span> span = within == null ? Optional.empty() : within.span(scope);
        if (within != null && span.isEmpty()) {
            unknown.add("the records do not tell " + within.anchors().trim());
        }
        for (Fact fact : candidates(scope)) {
            String reason = mismatch(fact, scope, unknown);
            if (reason == null) {
                reason = standing(fact, scope, withdrawn);
            }
            if (reason == null && within != null) {
                reason = span.isEmpty() ? "its window cannot be placed" : outside(fact, span.get(), lapsed);
            }
            if (reason == null && fact.expiresOn() != null && fact.expiresOn().isBefore(scope.asOf())) {
                lapsed.add(fact);
                reason = "expired on " + fact.expiresOn();
            }
            if (reason == null) {
                counted.add(fact);
            } else if (!reason.isEmpty()) {
                rejected.add(new Finding.Rejected(fact.id(), reason));
            }
        }
        return new Selected(counted, lapsed, withdrawn, rejected, unknown);
    }

    private List<Fact> candidates(Scope scope) {
        if (kinds.size() == 1) {
            return scope.sight().ofKind(kinds.getFirst());
        }
        return kinds.stream()
                .distinct()
                .flatMap(kind -> scope.sight().ofKind(kind).stream())
                .sorted(Fact.CHRONOLOGICAL)
                .toList();
    }

    private @Nullable String mismatch(Fact fact, Scope scope, List<String> unknown) {
        for (Test test : where) {
            Condition.Verdict verdict = test.judge(fact, scope);
            if (verdict.result() == null) {
                unknown.add(fact.id() + " " + verdict.reason());
                return verdict.reason();
            }
            if (verdict.fails()) {
                return verdict.reason();
            }
        }
        return null;
    }

    private static @Nullable String standing(Fact fact, Scope scope, List<Fact> withdrawn) {
        return switch (scope.sight().state(fact)) {
            case Sight.State.Final ignored -> null;
            case Sight.State.Unfinished unfinished ->
                "not final: lacks the signature of " + String.join(" and ", unfinished.missingRoles());
            case Sight.State.Superseded superseded -> "superseded by " + superseded.by();
            case Sight.State.Withdrawn gone -> {
                if (gone.byIssuer()) {
                    withdrawn.add(fact);
                }
                yield (gone.byIssuer() ? "withdrawn by its issuer: " : "taken back by its submitter: ") + gone.reason();
            }
        };
    }

    private static @Nullable String outside(Fact fact, Window.Span window, List<Fact> lapsed) {
        LocalDate day = fact.occurredOn();
        if (window.contains(day)) {
            return null;
        }
        if (window.lapsed(day)) {
            lapsed.add(fact);
        }
        return day + " is outside " + window;
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
        String what = String.join(" or ", kinds);
        return where.isEmpty()
                ? what
                : what
                        + where.stream()
                                .filter(test -> test.condition() instanceof Condition.Equal)
                                .map(test -> " " + String.join("/", test.field().in(scope)) + " "
                                        + scope.bind(((Condition.Equal) test.condition()).value()))
                                .collect(Collectors.joining(","));
    }
}
