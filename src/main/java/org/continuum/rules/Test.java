package org.continuum.rules;

import java.util.Optional;

/** A condition on one field of a record. What is not stated fails, except where the condition is about just that. */
public record Test(Path field, Condition condition) {
    Condition.Verdict judge(Fact fact, Scope scope) {
        Optional<Value> stated = fact.get(field, scope);
        Condition.Verdict verdict = stated.isPresent()
                ? condition.judge(stated.get(), fact, scope)
                : Condition.Verdict.of(condition.passesUnstated(), () -> "not stated");
        return new Condition.Verdict(
                verdict.result(), () -> field.text(scope) + ": " + verdict.reason(), verdict.gap(), verdict.required());
    }
}
