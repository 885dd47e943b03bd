package org.continuum.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One requirement of a rule set.
 *
 * @param licenseTypes the license types it is about; empty for all of the rule set's
 * @param appliesWhen who is reached; null for everyone
 * @param exemptWhen who is excused by the rule itself; null for nobody
 * @param waivable whether an authority's waiver can excuse it
 * @param deferral that it may be met later; null when it may not
 * @param party whose move it is while it is not satisfied
 * @param remedy what to do, in the authority's words; empty to derive it from the shortfall
 */
public record Requirement(
        String id,
        String title,
        Citation citation,
        Set<String> licenseTypes,
        InForce inForce,
        @Nullable Expression appliesWhen,
        @Nullable Expression exemptWhen,
        boolean waivable,
        @Nullable Deferral deferral,
        Party party,
        String remedy,
        Expression rule) {

    private static final Selection WAIVERS = new Selection(
            List.of("decision"), List.of(new Test(Path.of("act"), new Condition.Equal(Value.of("waive")))), null);
    private static final Path SCOPE = Path.of("requirement");
    private static final Path LICENSE_TYPE = Path.of("licenseType");

    public Requirement {
        licenseTypes = Set.copyOf(licenseTypes);
    }

    /** The finding for the license type asked about. */
    Finding examine(Scope actual, Lift lift) {
        if (!licenseTypes.isEmpty() && !licenseTypes.contains(actual.question().licenseType())) {
            return notApplicable(List.of("not for this license type"));
        }
        Finding closed = unreached(actual);
        if (closed != null) {
            return closed;
        }
        Finding found = deferred(actual.ruleOf(this), actual);
        if (!found.status().satisfied()) {
            found = lift.lift(this, found);
        }
        return found.status() == Status.NOT_APPLICABLE ? notApplicable(found.found()) : found;
    }

    /** The finding for whoever refers to it, whatever license types it is written for. */
    Finding within(Scope scope) {
        Finding closed = unreached(scope);
        return closed == null ? scope.ruleOf(this) : closed;
    }

    /** Null when it is in force and reaches this person; otherwise the finding that says so, or that it is unclear. */
    private @Nullable Finding unreached(Scope scope) {
        Finding closed = inForce.closed(scope);
        if (closed != null) {
            return closed.status() == Status.NOT_APPLICABLE
                    ? notApplicable(List.of(String.join(", ", closed.found())))
                    : closed;
        }
        if (appliesWhen == null) {
            return null;
        }
        Finding reached = scope.reachOf(this, appliesWhen);
        if (reached.status() == Status.INDETERMINATE) {
            return Finding.indeterminate(reached.found(), List.of());
        }
        return reached.status().satisfied()
                ? null
                : notApplicable(List.of("does not reach this person: " + String.join("; ", reached.found())));
    }

    /** The rule with its exemption and waiver, before asking whom the requirement reaches. */
    Finding ruleIn(Scope scope) {
        if (exemptWhen == null) {
            return waived(rule.examine(scope), scope);
        }
        Finding exemption = exemptWhen.examine(scope);
        if (exemption.status().satisfied()) {
            return exemption.as(Status.EXEMPT);
        }
        Finding found = waived(rule.examine(scope), scope);
        boolean perhaps = exemption.status() == Status.INDETERMINATE || exemption.status() == Status.DISPUTED;
        if (perhaps
                && !found.status().satisfied()
                && Status.nearer(exemption.status(), found.status()) != found.status()) {
            return exemption.rejecting(found.asRejected("does not satisfy the requirement"));
        }
        return found.rejecting(exemption.asRejected("the exemption is not open"));
    }

    private Finding waived(Finding found, Scope scope) {
        if (!waivable || found.status().satisfied()) {
            return found;
        }
        return waiver(scope)
                .map(waiver -> Finding.of(
                        Marks.contested(waiver, scope) ? Status.DISPUTED : Status.WAIVED,
                        Marks.withContests(List.of(waiver), scope),
                        found.asRejected("does not satisfy the requirement"),
                        List.of("waived by a decision of the authority")))
                .orElse(found);
    }

    private Optional<Fact> waiver(Scope scope) {
        return WAIVERS.select(scope).counted().stream()
                .filter(decision -> decision.get(SCOPE, scope).equals(Optional.of(Value.of(id))))
                .filter(decision -> decision.get(LICENSE_TYPE, scope)
                        .map(type -> type.equals(Value.of(scope.question().licenseType())))
                        .orElse(true))
                .max(Fact.CHRONOLOGICAL);
    }

    /** Not satisfied yet, but that does not stand in the way: it may be met later. */
    private Finding deferred(Finding found, Scope scope) {
        boolean open = switch (found.status()) {
            case UNMET, INSUFFICIENT, EXPIRED, AWAITING_DECISION -> true;
            case MET,
                    WAIVED,
                    EXEMPT,
                    NOT_APPLICABLE,
                    DEFERRED,
                    DISPUTED,
                    PENDING_VERIFICATION,
                    INDETERMINATE,
                    REVOKED,
                    BARRED -> false;
        };
        if (deferral == null
                || !open
                || deferral.when() != null
                        && !deferral.when().examine(scope).status().satisfied()) {
            return found;
        }
        Optional<LocalDate> until = deferral.until().day(scope);
        if (until.isEmpty() || scope.asOf().isAfter(until.get())) {
            return found;
        }
        List<String> told = new ArrayList<>(List.of("may be met until " + until.get() + "; " + deferral.consequence()));
        told.addAll(found.found());
        return found.as(Status.DEFERRED).telling(told);
    }

    private static Finding notApplicable(List<String> why) {
        return Finding.of(Status.NOT_APPLICABLE, List.of(), List.of(), why);
    }
}
