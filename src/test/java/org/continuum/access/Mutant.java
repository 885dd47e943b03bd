package org.continuum.access;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The policy with one line removed, added or changed.
 *
 * @param what the change, in words
 * @param role whose cells are likely to tell
 */
record Mutant(String operation, String role, String what, Policy policy) {
    /** Every change of one line that makes a difference to somebody. */
    static List<Mutant> of(Policy policy, Map<String, List<Cell>> matrix) {
        List<Mutant> mutants = new ArrayList<>();
        matrix.forEach((operation, cells) -> {
            List<Policy.Line> lines = policy.of(operation);
            boolean ofAPerson = cells.getFirst().ofAPerson();
            for (Policy.Line line : lines) {
                mutants.add(with(policy, operation, line, List.of(), "without the line"));
                if (ofAPerson && !line.isPublic()) {
                    relations(line)
                            .forEach(changed -> mutants.add(with(
                                    policy, operation, line, List.of(changed), "asking for " + changed.relations())));
                }
                if (cells.stream().anyMatch(cell -> !cell.dueOnRecord(policy).isEmpty())) {
                    mutants.add(with(policy, operation, line, List.of(elsewhere(policy, line)), "for another purpose"));
                }
            }
            added(lines)
                    .forEach(line -> mutants.add(new Mutant(
                            operation, line.role(), "with a line more", put(policy, operation, plus(lines, line)))));
        });
        return mutants;
    }

    /**
     * Each relation less, each more, and nothing asked for. A person is nothing but herself, so for her only the last; and
     * nobody is a mentor who asks in another role.
     */
    private static List<Policy.Line> relations(Policy.Line line) {
        List<Set<Relation>> changed = new ArrayList<>();
        if (!line.relations().isEmpty()) {
            changed.add(Set.of());
        }
        for (Relation relation : EnumSet.complementOf(EnumSet.of(Relation.SELF))) {
            Set<Relation> other = EnumSet.noneOf(Relation.class);
            other.addAll(line.relations());
            if (!other.remove(relation)) {
                other.add(relation);
            }
            boolean possible = relation != Relation.MENTOR || line.role().equals(Role.MENTOR);
            if (!line.role().equals(Role.PERSON) && possible && !other.isEmpty()) {
                changed.add(other);
            }
        }
        return changed.stream()
                .map(relations -> new Policy.Line(line.role(), relations, line.purpose()))
                .toList();
    }

    /** The purpose of a read is on record, so that it shows; that of a write says why the line is there, and shows nowhere. */
    private static Policy.Line elsewhere(Policy policy, Policy.Line line) {
        String other = policy.purposes().keySet().stream()
                .filter(purpose -> !purpose.equals(line.purpose()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new Policy.Line(line.role(), line.relations(), other);
    }

    /** Where everybody may, or every token, one role more lets nobody in. */
    private static List<Policy.Line> added(List<Policy.Line> lines) {
        Set<String> roles = new TreeSet<>(Role.ALL);
        lines.forEach(line -> roles.remove(line.role()));
        if (lines.stream().anyMatch(Policy.Line::isPublic)) {
            roles.clear();
        } else if (lines.stream().anyMatch(line -> line.role().equals(Role.ANY))) {
            roles.retainAll(Set.of(Role.PUBLIC));
        }
        return roles.stream()
                .map(role -> new Policy.Line(role, Set.of(), lines.getFirst().purpose()))
                .toList();
    }

    private static Mutant with(
            Policy policy, String operation, Policy.Line line, List<Policy.Line> instead, String what) {
        List<Policy.Line> lines = new ArrayList<>(policy.of(operation));
        lines.remove(line);
        lines.addAll(instead);
        return new Mutant(operation, line.role(), what, put(policy, operation, lines));
    }

    private static List<Policy.Line> plus(List<Policy.Line> lines, Policy.Line line) {
        List<Policy.Line> more = new ArrayList<>(lines);
        more.add(line);
        return more;
    }

    private static Policy put(Policy policy, String operation, List<Policy.Line> lines) {
        Map<String, List<Policy.Line>> changed = new HashMap<>(policy.operations());
        changed.put(operation, lines);
        return new Policy(policy.purposes(), changed);
    }

    /** Whether a cell of the operation is answered, or put on record, otherwise than the true policy says. */
    boolean isSeen(List<Cell> cells, Policy truth) {
        return cells.stream()
                .sorted(Comparator.comparing(cell -> !cell.role().equals(role)))
                .anyMatch(cell -> tellsAnother(cell, truth));
    }

    /** Where the answer is as it was, what is on record may not be. */
    private static boolean tellsAnother(Cell cell, Policy truth) {
        HttpResponse<String> answer = cell.ask();
        List<LoggedRead> due = cell.dueOnRecord(truth);
        return answer.statusCode() != cell.due(truth)
                || !due.isEmpty()
                        && !due.equals(LoggedRead.of(
                                answer.headers().firstValue("Correlation-Id").orElseThrow()));
    }

    @Override
    public String toString() {
        return operation + ", " + role + ": " + what;
    }
}
