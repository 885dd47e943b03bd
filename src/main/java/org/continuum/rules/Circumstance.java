package org.continuum.rules;

import java.util.List;
import java.util.Optional;

/** A given value meets a condition. A value the records do not tell is a question for a person, never a no. */
public record Circumstance(Path given, Condition condition) implements Expression {
    @Override
    public Finding look(Scope scope) {
        Optional<Value> value = scope.given(given);
        if (value.isEmpty()) {
            return Finding.indeterminate(List.of("the records do not tell " + given), List.of());
        }
        Verdict verdict = condition.judge(value.get(), null, scope);
        List<String> seen = List.of(given + ": " + verdict.reason());
        if (verdict.result() == null) {
            return Finding.indeterminate(seen, List.of());
        }
        return Finding.of(verdict.passes() ? Status.MET : Status.UNMET, List.of(), List.of(), seen);
    }
}
