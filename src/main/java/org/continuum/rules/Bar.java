package org.continuum.rules;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A negative condition with a life of its own: it opens, and is in force for a time, until cleared, or for good. While
 * it is not in force the bar is met.
 *
 * @param on what opens it, once satisfied; of a count, the record that completes it opens it
 * @param from the event from which its time runs: the first such record on or after what opened it; null for what opened
 *     it
 * @param length how long it lasts: from its start, up to but not including the same day so much later; null for no end
 * @param cleared what ends it; null for nothing
 */
public record Bar(
        Expression on,
        @Nullable Selection from,
        @Nullable Period length,
        @Nullable Expression cleared) implements Expression {

    @Override
    public Finding examine(Scope scope) {
        Finding opened = on.examine(scope);
        if (opened.status() == Status.INDETERMINATE) {
            return opened;
        }
        if (!opened.status().satisfied()) {
            return Finding.of(Status.MET, List.of(), List.of(), List.of("no bar has been opened"));
        }
        List<Fact> openers = facts(opened.used(), scope);
        Optional<Fact> opener = completing(openers);
        if (opener.isEmpty()) {
            return Finding.of(Status.BARRED, opened.used(), opened.rejected(), opened.found());
        }
        Fact start = opener.get();
        if (from != null) {
            LocalDate since = opener.get().occurredOn();
            Optional<Fact> event = from.select(scope).counted().stream()
                    .filter(fact -> !fact.occurredOn().isBefore(since))
                    .findFirst();
            if (event.isEmpty()) {
                return Finding.indeterminate(
                        List.of("opened on " + since + ", but the event it runs from is not recorded: "
                                + from.words(scope)),
                        List.of());
            }
            start = event.get();
        }
        return since(start, opener.get(), scope);
    }

    private Finding since(Fact start, Fact opener, Scope scope) {
        LocalDate first = start.occurredOn();
        if (length != null && !scope.asOf().isBefore(first.plus(length))) {
            return Finding.of(
                    Status.MET,
                    List.of(start.id()),
                    List.of(),
                    List.of("the bar ended; its last day was "
                            + first.plus(length).minusDays(1)));
        }
        if (cleared != null) {
            Finding clearing = cleared.examine(scope);
            if (clearing.status().satisfied()) {
                List<String> used = new ArrayList<>(List.of(start.id()));
                used.addAll(clearing.used());
                return Finding.of(Status.MET, used, clearing.rejected(), List.of("the bar has been cleared"));
            }
        }
        List<String> used = new ArrayList<>(List.of(opener.id()));
        used.add(start.id());
        return Finding.of(
                Status.BARRED,
                used,
                List.of(),
                List.of(
                        length == null
                                ? "barred since " + first + (cleared == null ? ", without end" : ", until cleared")
                                : "barred from " + first + " through "
                                        + first.plus(length).minusDays(1)));
    }

    /** For a count, the record with which the number was reached; else the earliest. */
    private Optional<Fact> completing(List<Fact> openers) {
        if (on instanceof Count count && count.atLeast() instanceof Amount.Fixed fixed && count.distinct() == null) {
            int n = fixed.number().intValue();
            return n >= 1 && n <= openers.size() ? Optional.of(openers.get(n - 1)) : Optional.empty();
        }
        return openers.stream().findFirst();
    }

    private static List<Fact> facts(List<String> ids, Scope scope) {
        return scope.sight().among(ids);
    }
}
