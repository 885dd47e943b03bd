package org.continuum.rules;

import java.util.ArrayList;
import java.util.List;

/** Every part must be satisfied; the worst part decides, and each part keeps its own status. */
public record AllOf(List<Expression> of) implements Expression {
    public AllOf {
        of = List.copyOf(of);
    }

    @Override
    public Finding look(Scope scope) {
        List<Finding> parts = new ArrayList<>(of.size());
        for (Expression part : of) {
            parts.add(part.examine(scope));
        }
        return combine(parts);
    }

    @Override
    public Finding recombine(Finding found, List<Finding> parts) {
        return combine(parts);
    }

    static Finding combine(List<Finding> parts) {
        Status worst = Status.NOT_APPLICABLE;
        Basis basis = Basis.DIRECT;
        boolean completable = true;
        for (Finding part : parts) {
            if (part.status() == Status.NOT_APPLICABLE) {
                continue;
            }
            worst = worst == Status.NOT_APPLICABLE ? part.status() : Status.worse(worst, part.status());
            basis = basis == Basis.DIRECT ? part.basis() : basis;
            completable &= part.status() != Status.UNMET || part.completable();
        }
        if (worst.satisfied()) {
            worst = satisfiedHow(parts);
        }
        return gather(parts, worst, basis, worst == Status.UNMET && completable);
    }

    /** Met, unless nothing but waivers or exemptions stands there. */
    private static Status satisfiedHow(List<Finding> parts) {
        Status how = Status.NOT_APPLICABLE;
        for (Finding part : parts) {
            if (part.status() == Status.NOT_APPLICABLE || part.status() == how) {
                continue;
            }
            how = how == Status.NOT_APPLICABLE ? part.status() : Status.MET;
            if (how == Status.MET) {
                return how;
            }
        }
        return how;
    }

    /** The lists that belong to the status: what counted for a met or insufficient whole, else only what caused it. */
    static Finding gather(List<Finding> parts, Status status, Basis basis, boolean completable) {
        List<String> used = new ArrayList<>();
        List<Finding.Rejected> rejected = new ArrayList<>();
        List<Finding.Shortfall> shortfalls = new ArrayList<>();
        for (Finding part : parts) {
            boolean caused = status.satisfied() ? part.status().satisfied() : part.status() == status;
            boolean counted = status == Status.INSUFFICIENT && part.status().satisfied();
            if (caused || counted) {
                used.addAll(part.used());
            }
            if (caused) {
                shortfalls.addAll(part.shortfalls());
            }
            rejected.addAll(part.rejected());
        }
        return new Finding("", status, basis, used, rejected, shortfalls, List.of(), parts, completable);
    }
}
