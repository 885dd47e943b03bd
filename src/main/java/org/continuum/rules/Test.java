package org.continuum.rules;

/** A condition on one field of a record. What is not stated fails, except where the condition is about just that. */
public record Test(Path field, Condition condition) {
    private static final Verdict ABSENT_AS_ASKED = Verdict.of(true, () -> "not stated");
    private static final Verdict ABSENT = Verdict.of(false, () -> "not stated");

    Verdict judge(Fact fact, Scope scope) {
        scope.spend(1);
        Value stated = fact.stated(field, scope);
        if (stated == null) {
            return condition.passesUnstated() ? ABSENT_AS_ASKED : ABSENT;
        }
        return condition.judge(stated, fact, scope);
    }

    /** Of what it judged: the field and the reason. */
    String reason(Verdict verdict, Scope scope) {
        return field.text(scope) + ": " + verdict.reason();
    }
}
