package org.continuum.rules;

/** Another requirement of the same rule set is satisfied, whether or not it reaches this license type itself. */
public record Requires(String requirement) implements Expression {
    @Override
    public Finding examine(Scope scope) {
        return scope.ruleOf(requirement);
    }
}
