package org.continuum.rules;

/**
 * Another requirement of the same rule set is satisfied, for whichever license type it is written. Where it is not in
 * force, or does not reach this person, there is nothing to ask.
 */
public record Requires(String requirement) implements Expression {
    @Override
    public Finding look(Scope scope) {
        return scope.ruleSet().requirement(requirement).within(scope);
    }
}
