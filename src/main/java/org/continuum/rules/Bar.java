package org.continuum.rules;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A negative condition with a life of its own: it opens, and is in force for a time, until cleared, or for good. While
 * it is not in force the bar is met. It may be opened again, and then it runs again.
 *
 * @param on what opens it, once satisfied; of a count, the record that completes it opens it
 * @param from the event from which its time runs: the first such record on or after what opened it; null for what opened
 *     it
 * @param length how long it lasts: from its start, up to but not including the same day so much later; null for no end
 * @param cleared what ends it, if it comes after what opened it; null for nothing
 */
public record Bar(
        Expression on,
        @Nullable Selection from,
        @Nullable Period length,
        @Nullable Expression cleared) implements Expression {

    @Override
    public Finding look(Scope scope) {
        Finding opened = on.examine(scope);
        if (opened.status() == Status.INDETERMINATE || opened.status() == Status.DISPUTED) {
            return opened;
        }
        if (!opened.status().satisfied()) {
            return Finding.of(Status.MET, List.of(), List.of(), List.of("no bar has been opened"));
        }
        List<Fact> openers = openers(opened, scope);
        if (openers.isEmpty()) {
            return withoutOpener(opened, scope);
        }
        Finding worst = null;
        for (Fact opener : openers) {
            Finding each = since(opener, scope);
            worst = worst == null || Status.worse(each.status(), worst.status()) == each.status() ? each : worst;
        }
        return Objects.requireNonNull(worst);
    }

    /**
     * The records that opened it: each with which it was satisfied anew by what came after the last one. Of three
     * failures that is the third, then the sixth; of any adverse event, every one.
     */
    private List<Fact> openers(Finding opened, Scope scope) {
        List<Fact> openers = new ArrayList<>();
        for (Fact fact : scope.sight().among(opened.used())) {
            Fact last = openers.isEmpty() ? null : openers.getLast();
            Scope sinceLast = scope.only(other -> Fact.CHRONOLOGICAL.compare(other, fact) <= 0
                    && (last == null || Fact.CHRONOLOGICAL.compare(other, last) > 0));
            if (on.examine(sinceLast).status().satisfied()) {
                openers.add(fact);
            }
        }
        return openers;
    }

    /** No record opened it, but what is given: it has no beginning, and can only be cleared. */
    private Finding withoutOpener(Finding opened, Scope scope) {
        if (length != null || from != null) {
            return Finding.indeterminate(List.of("it is open, but since when cannot be told"), opened.rejected());
        }
        Finding clearing = cleared == null ? null : cleared.examine(scope);
        return clearing != null && clearing.status().satisfied()
                ? Finding.of(Status.MET, clearing.used(), clearing.rejected(), List.of("the bar has been cleared"))
                : Finding.of(Status.BARRED, opened.used(), opened.rejected(), opened.found());
    }

    private Finding since(Fact opener, Scope scope) {
        Optional<Fact> start = from == null
                ? Optional.of(opener)
                : from.select(scope).counted().stream()
                        .filter(fact -> !fact.occurredOn().isBefore(opener.occurredOn()))
                        .findFirst();
        if (start.isEmpty()) {
            return Finding.indeterminate(
                    List.of("opened on " + opener.occurredOn() + ", but the event it runs from is not recorded"),
                    List.of());
        }
        LocalDate first = start.get().occurredOn();
        if (length != null && !scope.asOf().isBefore(first.plus(length))) {
            return Finding.of(
                    Status.MET,
                    List.of(start.get().id()),
                    List.of(),
                    List.of("the bar ended; its last day was "
                            + first.plus(length).minusDays(1)));
        }
        if (cleared != null) {
            Finding clearing =
                    cleared.examine(scope.only(fact -> !fact.occurredOn().isBefore(opener.occurredOn())));
            if (clearing.status().satisfied()) {
                List<String> used = new ArrayList<>(List.of(start.get().id()));
                used.addAll(clearing.used());
                return Finding.of(Status.MET, used, clearing.rejected(), List.of("the bar has been cleared"));
            }
        }
        String end = length != null
                ? "barred from " + first + " through " + first.plus(length).minusDays(1)
                : "barred since " + first + (cleared == null ? ", without end" : ", until cleared");
        return Finding.of(Status.BARRED, List.of(opener.id(), start.get().id()), List.of(), List.of(end));
    }
}
