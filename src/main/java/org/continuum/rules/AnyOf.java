package org.continuum.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One option must be satisfied; the first satisfied one in document order is the one reported. With none, the nearest
 * is reported and all are listed. An option that is not in force drops out; a barred one bars the whole, unless another
 * is satisfied.
 */
public record AnyOf(List<Expression> of) implements Expression {
    public AnyOf {
        of = List.copyOf(of);
    }

    @Override
    public Finding examine(Scope scope) {
        List<Finding> parts = new ArrayList<>(of.size());
        for (Expression option : of) {
            parts.add(option.examine(scope));
        }
        return combine(parts);
    }

    @Override
    public Finding recombine(Finding found, List<Finding> parts) {
        return combine(parts);
    }

    private static Finding combine(List<Finding> parts) {
        Optional<Finding> satisfied = firstSatisfied(parts);
        if (satisfied.isPresent()) {
            return report(satisfied.get(), parts);
        }
        List<Finding> open = parts.stream()
                .filter(part -> part.status() != Status.NOT_APPLICABLE)
                .toList();
        if (open.isEmpty()) {
            return closed(parts);
        }
        List<Finding> barring =
                open.stream().filter(part -> part.status() == Status.BARRED).toList();
        if (!barring.isEmpty()) {
            return report(barring.getFirst(), parts);
        }
        Status nearest =
                open.stream().map(Finding::status).reduce(Status::nearer).orElseThrow();
        if (nearest == Status.UNMET) {
            return unmet(open, parts);
        }
        return report(
                open.stream()
                        .filter(part -> part.status() == nearest)
                        .min(Comparator.comparingDouble(Finding::distance))
                        .orElseThrow(),
                parts);
    }

    /** The option which a remembered route would name. */
    static Optional<Finding> firstSatisfied(List<Finding> options) {
        return options.stream().filter(part -> part.status().satisfied()).findFirst();
    }

    private static Finding report(Finding chosen, List<Finding> parts) {
        List<Finding.Rejected> rejected = new ArrayList<>(chosen.rejected());
        for (Finding part : parts) {
            if (!part.equals(chosen) && !part.status().satisfied()) {
                rejected.addAll(part.asRejected("does not satisfy another option"));
            }
        }
        return new Finding(
                "",
                chosen.status(),
                chosen.basis(),
                chosen.used(),
                rejected,
                chosen.shortfalls(),
                chosen.label().isEmpty() ? List.of() : List.of("by: " + chosen.label()),
                parts,
                chosen.completable());
    }

    /** No option satisfied and none begun: everything that was read and failed, and the smallest gap of each measure. */
    private static Finding unmet(List<Finding> open, List<Finding> parts) {
        Finding all =
                AllOf.gather(parts, Status.UNMET, Basis.DIRECT, open.stream().anyMatch(Finding::completable));
        Map<String, Finding.Shortfall> smallest = new LinkedHashMap<>();
        for (Finding.Shortfall shortfall : all.shortfalls()) {
            smallest.merge(shortfall.of(), shortfall, (a, b) -> a.amount().compareTo(b.amount()) <= 0 ? a : b);
        }
        List<Finding.Rejected> rejected = new ArrayList<>(all.rejected());
        for (Finding part : parts) {
            if (part.status() != Status.UNMET && !part.status().satisfied()) {
                rejected.addAll(part.asRejected("does not satisfy its option"));
            }
        }
        return new Finding(
                "",
                all.status(),
                all.basis(),
                all.used(),
                rejected,
                List.copyOf(smallest.values()),
                all.found(),
                parts,
                all.completable());
    }

    /** Every option dropped out: by its dates, then the way is closed; or because none reaches this person. */
    private static Finding closed(List<Finding> parts) {
        boolean byDate = parts.stream().anyMatch(part -> part.found().contains(Clause.NOT_IN_FORCE));
        return AllOf.gather(parts, byDate ? Status.UNMET : Status.NOT_APPLICABLE, Basis.DIRECT, false);
    }
}
