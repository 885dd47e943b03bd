package org.continuum.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question: a finding for every requirement, none left out, and what they come to.
 *
 * @param outcome null when nothing at all applies to the license type asked about: such a question is refused
 */
public record Assessment(
        Question question, List<Item> items, @Nullable Outcome outcome) {

    /** Changes whenever the same inputs could give another answer. */
    public static final String ENGINE = "3";

    /** A requirement, what was found for it, and what would change that, least work first. */
    public record Item(Requirement requirement, Finding finding, List<Remedy> remedies) {}

    public Assessment {
        items = List.copyOf(items);
    }

    /**
     * Assesses one person's records under one rule set. Deterministic: the same arguments give an equal answer, in
     * whatever order the records come.
     *
     * @param effort what it may take, and what other answers have left of it
     * @throws Effort.Exceeded where it takes more
     */
    public static Assessment of(RuleSet ruleSet, Collection<Fact> facts, Question question, Effort effort) {
        Scope actual = Scope.of(ruleSet, question, facts, effort);
        Lift lift = new Lift(facts, actual);
        List<Item> items = new ArrayList<>(ruleSet.requirements().size());
        for (Requirement requirement : ruleSet.requirements()) {
            Finding finding = requirement.examine(actual, lift);
            items.add(new Item(requirement, finding, Remedy.of(requirement, finding)));
        }
        return of(question, items);
    }

    /** What the items come to. */
    public static Assessment of(Question question, List<Item> items) {
        List<Status> statuses = new ArrayList<>(items.size());
        items.forEach(item -> statuses.add(item.finding().status()));
        Optional<Outcome> outcome = Outcome.of(statuses);
        return new Assessment(question, items, outcome.orElse(null));
    }
}
