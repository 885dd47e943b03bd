package org.continuum.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    public Finding look(Scope scope) {
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
        Finding barring = null;
        Finding nearest = null;
        for (Finding part : parts) {
            Status status = part.status();
            if (status.satisfied()) {
                return report(part, parts);
            }
            if (status == Status.BARRED && barring == null) {
                barring = part;
            }
            if (status != Status.NOT_APPLICABLE && (nearest == null || nearer(part, nearest))) {
                nearest = part;
            }
        }
        if (nearest == null) {
            return closed(parts);
        }
        if (barring != null) {
            return report(barring, parts);
        }
        return nearest.status() == Status.UNMET ? unmet(parts) : report(nearest, parts);
    }

    /** By status, then by how much is missing; of equal ones the first in document order stays the nearest. */
    private static boolean nearer(Finding part, Finding than) {
        return part.status() == than.status()
                ? Double.compare(part.distance(), than.distance()) < 0
                : Status.nearer(part.status(), than.status()) == part.status();
    }

    private static Finding report(Finding chosen, List<Finding> parts) {
        List<Finding.Rejected> rejected = new ArrayList<>(chosen.rejected());
        for (Finding part : parts) {
            if (!part.status().satisfied() && !part.equals(chosen)) {
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
    private static Finding unmet(List<Finding> parts) {
        boolean completable =
                parts.stream().anyMatch(part -> part.status() != Status.NOT_APPLICABLE && part.completable());
        Finding all = AllOf.gather(parts, Status.UNMET, Basis.DIRECT, completable);
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
