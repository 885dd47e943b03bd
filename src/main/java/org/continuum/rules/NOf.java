package org.continuum.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A stated number of the parts must be satisfied. */
public record NOf(int n, List<Expression> of) implements Expression {
    public NOf {
        of = List.copyOf(of);
        if (n < 1 || n > of.size()) {
            throw new IllegalArgumentException("n lies between 1 and the number of parts");
        }
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

    private Finding combine(List<Finding> parts) {
        if (parts.stream().allMatch(part -> part.status() == Status.NOT_APPLICABLE)) {
            return AllOf.gather(parts, Status.NOT_APPLICABLE, Basis.DIRECT, false);
        }
        int satisfied =
                (int) parts.stream().filter(part -> part.status().satisfied()).count();
        Status status = status(parts, satisfied);
        Finding gathered = AllOf.gather(parts, status, Basis.DIRECT, true);
        List<Finding.Rejected> rejected = new ArrayList<>(gathered.rejected());
        List<String> used = new ArrayList<>();
        for (Finding part : parts) {
            boolean counts = status == Status.INSUFFICIENT ? part.status().satisfied() : belongs(part, status);
            if (counts) {
                used.addAll(part.used());
            } else if (!part.status().satisfied()) {
                rejected.addAll(part.asRejected("belongs to a part that is not satisfied"));
            }
        }
        List<Finding.Shortfall> shortfalls = satisfied >= n
                ? List.of()
                : List.of(new Finding.Shortfall(
                        "options", BigDecimal.valueOf((long) n - satisfied), BigDecimal.valueOf(n), List.of()));
        return new Finding(
                "",
                status,
                Basis.DIRECT,
                used,
                rejected,
                shortfalls,
                List.of(satisfied + " of " + n + " satisfied"),
                parts,
                status == Status.UNMET);
    }

    private static boolean belongs(Finding part, Status status) {
        return status.satisfied() ? part.status().satisfied() : part.status() == status;
    }

    /** With the nearest of those under way it might do; then the farthest of the nearest tells what it waits for. */
    private Status status(List<Finding> parts, int satisfied) {
        if (satisfied >= n) {
            return Status.MET;
        }
        List<Status> possible = parts.stream()
                .map(Finding::status)
                .filter(status -> status.underway() || status == Status.INDETERMINATE)
                .sorted(Comparator.comparingInt(Status::weight))
                .toList();
        if (parts.stream().anyMatch(part -> part.status() == Status.BARRED)) {
            return Status.BARRED;
        }
        if (satisfied + possible.size() >= n) {
            return possible.get(n - satisfied - 1);
        }
        return satisfied == 0 ? Status.UNMET : Status.INSUFFICIENT;
    }
}
