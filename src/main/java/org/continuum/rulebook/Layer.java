package org.continuum.rulebook;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.continuum.rules.Citation;
import org.jspecify.annotations.Nullable;

/**
 * That a rule set is a local add-on to another, its floor, and what came of laying it there.
 *
 * @param floor the version of the floor that it has been laid on
 * @param onlyVersion the one version of the floor for which it is written; null for whichever is in force
 * @param own ids of the requirements that the layer adds or replaces; all others are the floor's
 * @param resting ids of those that ask for one of its own
 * @param parameters every number that the floor leaves to layers, whether this one uses it or not
 */
public record Layer(
        RuleSetDocument floor,
        @Nullable String onlyVersion,
        Set<String> own,
        Set<String> resting,
        List<Parameter> parameters) {

    /**
     * A number that the floor leaves to layers within a direction.
     *
     * @param value what counts
     * @param floorValue what the floor says
     * @param local whether what counts is the layer's number
     * @param citation where what counts is written; null where the floor does not say it of the number alone
     * @param requirements ids of the requirements that ask for it
     */
    public record Parameter(
            String name,
            BigDecimal value,
            BigDecimal floorValue,
            boolean local,
            @Nullable Citation citation,
            List<String> requirements) {
        public Parameter {
            requirements = List.copyOf(requirements);
        }
    }

    public Layer {
        own = Set.copyOf(own);
        resting = Set.copyOf(resting);
        parameters = List.copyOf(parameters);
    }

    /** Whether the requirement is one that the floor does not have. */
    boolean adds(String requirement) {
        return floor.ruleSet().requirements().stream()
                .noneMatch(each -> each.id().equals(requirement));
    }

    /** Whether anything of the layer's is in what the requirement asks: otherwise it is the floor's alone. */
    public boolean touches(String requirement) {
        return own.contains(requirement)
                || resting.contains(requirement)
                || parameters.stream()
                        .anyMatch(each -> each.local() && each.requirements().contains(requirement));
    }

    /** The rule set in which the requirement is written. */
    public String writtenIn(String requirement, RuleSetDocument layered) {
        return own.contains(requirement)
                ? layered.ruleSet().id()
                : floor.ruleSet().id();
    }
}
