package org.continuum.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a recorded but unfinished record would change: it can lift what is not satisfied to pending verification, if it
 * would satisfy it once finished. It never lowers anything.
 */
final class Lift {
    /** Unfinished records tried one by one; bounds the cost. */
    private static final int MOST_ALONE = 20;

    private final Collection<Fact> facts;
    private final Scope actual;
    private @Nullable List<Scope> ways;

    Lift(Collection<Fact> facts, Scope actual) {
        this.facts = facts;
        this.actual = actual;
    }

    /** Lifted as far as any of the ways of finishing allows; the first that reaches farthest. */
    Finding lift(Requirement requirement, Finding found) {
        Finding best = found;
        for (Scope way : ways()) {
            Finding lifted = lift(requirement.rule(), found, way.ruleOf(requirement), actual.sight());
            if (Status.nearer(best.status(), lifted.status()) != best.status() || best.equals(found)) {
                best = lifted;
            }
        }
        return best;
    }

    /** As things would stand if every unfinished record were finished, and if one of them were. */
    private List<Scope> ways() {
        if (ways == null) {
            List<String> unfinished = actual.sight().unfinished();
            ways = new ArrayList<>();
            if (!unfinished.isEmpty()) {
                ways.add(over(any -> true));
            }
            if (unfinished.size() > 1) {
                for (String id : unfinished.subList(0, Math.min(unfinished.size(), MOST_ALONE))) {
                    ways.add(over(fact -> fact.id().equals(id)));
                }
            }
        }
        return ways;
    }

    private Scope over(Predicate<Fact> finished) {
        actual.spend(facts.size());
        return actual.over(Sight.of(facts, actual.question(), finished));
    }

    /**
     * @param actual the finding as things stand
     * @param finished the finding if every unfinished record were finished
     */
    static Finding lift(Expression expression, Finding actual, Finding finished, Sight sight) {
        if (actual.equals(finished) || !liftable(actual.status())) {
            return actual;
        }
        List<Finding> parts = liftParts(expression, actual, finished, sight);
        if (finished.status().satisfied()) {
            List<String> unfinished =
                    finished.used().stream().filter(sight::unfinished).toList();
            return unfinished.isEmpty() ? actual : pending(actual, finished, unfinished, parts);
        }
        if (parts.isEmpty() || parts.equals(actual.parts())) {
            return actual;
        }
        Finding again = expression.recombine(actual, parts).named(actual.label(), Basis.DIRECT);
        boolean claimsMore =
                again.status() == Status.PENDING_VERIFICATION || again.status().satisfied();
        return claimsMore ? actual : again;
    }

    private static boolean liftable(Status status) {
        return switch (status) {
            case UNMET, INSUFFICIENT, EXPIRED, REVOKED, AWAITING_DECISION, INDETERMINATE -> true;
            case MET, WAIVED, EXEMPT, NOT_APPLICABLE, DEFERRED, DISPUTED, PENDING_VERIFICATION, BARRED -> false;
        };
    }

    private static List<Finding> liftParts(Expression expression, Finding actual, Finding finished, Sight sight) {
        if (actual.parts().size() != finished.parts().size()) {
            return List.of();
        }
        List<Finding> parts = new ArrayList<>(actual.parts().size());
        for (int i = 0; i < actual.parts().size(); i++) {
            parts.add(lift(
                    partOf(expression, i),
                    actual.parts().get(i),
                    finished.parts().get(i),
                    sight));
        }
        return parts;
    }

    private static Expression partOf(Expression expression, int i) {
        return switch (expression) {
            case AllOf all -> all.of().get(i);
            case AnyOf any -> any.of().get(i);
            case NOf some -> some.of().get(i);
            case ForEach each -> each.rule();
            case Clause clause -> clause.rule();
            default -> expression;
        };
    }

    private static Finding pending(Finding actual, Finding finished, List<String> unfinished, List<Finding> parts) {
        List<Finding.Rejected> rejected = new ArrayList<>(actual.rejected());
        String why = switch (actual.status()) {
            case UNMET -> "governs today but fails";
            case EXPIRED -> "has lapsed";
            case REVOKED -> "was withdrawn by its issuer";
            default -> "";
        };
        if (!why.isEmpty()) {
            actual.used().forEach(id -> rejected.add(new Finding.Rejected(id, why)));
        }
        return new Finding(
                actual.label(),
                Status.PENDING_VERIFICATION,
                finished.basis(),
                unfinished,
                rejected,
                List.of(),
                List.of("would be satisfied once " + String.join(", ", unfinished) + " is final"),
                parts,
                false);
    }
}
