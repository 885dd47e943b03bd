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
    Finding examine(Scope actual, Scope finished) {
        if (!licenseTypes.isEmpty() && !licenseTypes.contains(actual.question().licenseType())) {
            return notApplicable("not for this license type");
        }
        Finding closed = inForce.closed(actual);
        if (closed != null) {
            return closed.status() == Status.NOT_APPLICABLE ? notApplicable(String.join(", ", closed.found())) : closed;
        }
        if (appliesWhen != null) {
            Finding reached = appliesWhen.examine(actual);
            if (reached.status() == Status.INDETERMINATE) {
                return Finding.indeterminate(reached.found(), List.of());
            }
            if (!reached.status().satisfied()) {
                return notApplicable("does not reach this person: " + String.join("; ", reached.found()));
            }
        }
        Finding found = actual.ruleOf(id);
        if (!found.status().satisfied() && actual.sight().anythingUnfinished()) {
            found = Lift.lift(rule, found, finished.ruleOf(id), actual.sight());
        }
        return deferred(found, actual);
    }

    /** The rule with its exemption and waiver, before asking whom the requirement reaches. */
    Finding ruleIn(Scope scope) {
        List<Finding.Rejected> rejected = new ArrayList<>();
        if (exemptWhen != null) {
            Finding exemption = exemptWhen.examine(scope);
            if (exemption.status().satisfied()) {
                return new Finding(
                        "",
                        Status.EXEMPT,
                        exemption.basis(),
                        exemption.used(),
                        exemption.rejected(),
                        List.of(),
                        exemption.found(),
                        List.of(),
                        false);
            }
            rejected.addAll(exemption.asRejected("the exemption is not open"));
        }
        Finding found = rule.examine(scope);
        if (waivable && !found.status().satisfied()) {
            Optional<Fact> waiver = waiver(scope);
            if (waiver.isPresent()) {
                boolean contested = Marks.contested(waiver.get(), scope);
                return Finding.of(
                        contested ? Status.DISPUTED : Status.WAIVED,
                        Marks.withContests(List.of(waiver.get()), scope),
                        found.rejected(),
                        List.of("waived by a decision of the authority"));
            }
        }
        if (rejected.isEmpty()) {
            return found;
        }
        rejected.addAll(0, found.rejected());
        return new Finding(
                found.label(),
                found.status(),
                found.basis(),
                found.used(),
                rejected,
                found.shortfalls(),
                found.found(),
                found.parts(),
                found.completable());
    }

    private Optional<Fact> waiver(Scope scope) {
        return WAIVERS.select(scope).counted().stream()
                .filter(decision -> decision.get(SCOPE, scope).equals(Optional.of(Value.of(id))))
                .filter(decision -> decision.get(LICENSE_TYPE, scope)
                        .map(type -> type.equals(Value.of(scope.question().licenseType())))
                        .orElse(true))
                .max(Fact.CHRONOLOGICAL);
    }

    private Finding deferred(Finding found, Scope scope) {
        boolean open = found.status() == Status.UNMET
                || found.status() == Status.INSUFFICIENT
                || found.status() == Status.EXPIRED;
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
        return new Finding(
                found.label(),
                Status.DEFERRED,
                found.basis(),
                found.used(),
                found.rejected(),
                found.shortfalls(),
                told,
                found.parts(),
                false);
    }

    private static Finding notApplicable(String why) {
        return Finding.of(Status.NOT_APPLICABLE, List.of(), List.of(), List.of(why));
    }
}
