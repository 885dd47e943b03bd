package org.continuum.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found for one part of a requirement.
 *
 * @param label how the rule set names the part; empty where it does not
 * @param used ids of the records that the status rests on: what counted, or what was read and found failing
 * @param rejected records that were looked at and did not count
 * @param shortfalls what is missing, as quantities
 * @param found what was seen, in words
 * @param parts the findings of its own parts, in document order; none are left out
 * @param completable for an unmet part: nothing adverse governs, more evidence would do
 */
public record Finding(
        String label,
        Status status,
        Basis basis,
        List<String> used,
        List<Rejected> rejected,
        List<Shortfall> shortfalls,
        List<String> found,
        List<Finding> parts,
        boolean completable) {

    /** So many are compared one by one, which costs less than a set. */
    private static final int FEW = 16;

    /** A record that did not count, and why. */
    public record Rejected(String id, String reason) {}

    /**
     * A missing quantity.
     *
     * @param of what is short, e.g. {@code clinical-experience hours gradeBand 1-2}
     * @param amount how much is missing, above zero
     * @param required the mark it is counted from
     * @param missing the elements that are missing, where single things and not an amount are
     */
    public record Shortfall(
            String of, BigDecimal amount, @Nullable BigDecimal required, List<String> missing) {
        public Shortfall {
            missing = List.copyOf(missing);
        }

        /** The missing share of what is required: makes unlike quantities comparable. */
        double share() {
            return required == null || required.signum() == 0
                    ? 1
                    : Math.min(1, amount.doubleValue() / required.abs().doubleValue());
        }
    }

    public Finding {
        used = once(used);
        rejected = withoutUsed(rejected, used);
        shortfalls = List.copyOf(shortfalls);
        found = List.copyOf(found);
        parts = List.copyOf(parts);
    }

    private static List<String> once(List<String> ids) {
        if (ids.size() > FEW) {
            return List.copyOf(new LinkedHashSet<>(ids));
        }
        for (int i = 1; i < ids.size(); i++) {
            if (ids.indexOf(ids.get(i)) < i) {
                return List.copyOf(new LinkedHashSet<>(ids));
            }
        }
        return List.copyOf(ids);
    }

    /** No item is ever in both lists, and each rejected one is told once. */
    private static List<Rejected> withoutUsed(List<Rejected> rejected, List<String> used) {
        if (used.size() + rejected.size() <= FEW && distinct(rejected, used)) {
            return List.copyOf(rejected);
        }
        Set<String> taken = HashSet.newHashSet(used.size() + rejected.size());
        taken.addAll(used);
        List<Rejected> once = new ArrayList<>(rejected.size());
        for (Rejected item : rejected) {
            if (taken.add(item.id())) {
                once.add(item);
            }
        }
        return List.copyOf(once.size() == rejected.size() ? rejected : once);
    }

    private static boolean distinct(List<Rejected> rejected, List<String> used) {
        for (int i = 0; i < rejected.size(); i++) {
            String id = rejected.get(i).id();
            if (used.contains(id)) {
                return false;
            }
            for (int j = 0; j < i; j++) {
                if (rejected.get(j).id().equals(id)) {
                    return false;
                }
            }
        }
        return true;
    }

    static Finding of(Status status, List<String> used, List<Rejected> rejected, List<String> found) {
        return new Finding("", status, Basis.DIRECT, used, rejected, List.of(), found, List.of(), false);
    }

    /** @param completable as for the finding */
    static Finding shortOf(
            Status status,
            List<String> used,
            List<Rejected> rejected,
            List<String> found,
            List<Shortfall> shortfalls,
            boolean completable) {
        return new Finding("", status, Basis.DIRECT, used, rejected, shortfalls, found, List.of(), completable);
    }

    static Finding indeterminate(List<String> why, List<Rejected> rejected) {
        return of(Status.INDETERMINATE, List.of(), rejected, why);
    }

    Finding lacking(List<Shortfall> more) {
        return new Finding(label, status, basis, used, rejected, more, found, parts, completable);
    }

    Finding canBeCompleted() {
        return new Finding(label, status, basis, used, rejected, shortfalls, found, parts, true);
    }

    /** The same in another status; what was still to do is no longer said to be completable. */
    Finding as(Status other) {
        return new Finding(label, other, basis, used, rejected, shortfalls, found, parts, false);
    }

    Finding telling(List<String> what) {
        return new Finding(label, status, basis, used, rejected, shortfalls, what, parts, completable);
    }

    Finding rejecting(List<Rejected> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Rejected> all = new ArrayList<>(rejected);
        all.addAll(more);
        return new Finding(label, status, basis, used, all, shortfalls, found, parts, completable);
    }

    Finding named(String name, Basis how) {
        return new Finding(
                name.isEmpty() ? label : name,
                status,
                how == Basis.DIRECT ? basis : how,
                used,
                rejected,
                shortfalls,
                found,
                parts,
                completable);
    }

    /** Its used and rejected records, all as rejected ones: for an option that was not the one reported. */
    List<Rejected> asRejected(String reason) {
        List<Rejected> all = new ArrayList<>(rejected);
        if (!used.isEmpty()) {
            String told = reason + (found.isEmpty() ? "" : ": " + String.join("; ", found));
            used.forEach(id -> all.add(new Rejected(id, told)));
        }
        return all;
    }

    /** The largest missing share, for choosing the nearest of several. */
    double distance() {
        return shortfalls.isEmpty()
                ? 0
                : shortfalls.stream().mapToDouble(Shortfall::share).sum();
    }
}
