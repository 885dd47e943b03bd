package org.continuum.rules;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a rule, or a part of it, holds.
 *
 * @param from first day; null for no beginning
 * @param to last day; null for no end
 * @param anchor which date is held against the span; null for the question's as-of date
 * @param enacted when it was made law, which may be after {@code from} where it reaches back; null when it is as old as
 *     the rule set
 * @param endEnacted when its end was made law: until that was known, it had no end; null when it always had
 */
public record InForce(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Moment anchor,
        @Nullable LocalDate enacted,
        @Nullable LocalDate endEnacted) {
    public static final InForce ALWAYS = new InForce(null, null, null, null, null);

    /** Null when it holds at the question's dates; otherwise the finding that says why it does not. */
    @Nullable
    Finding closed(Scope scope) {
        LocalDate known = scope.question().rulesKnownAsOf();
        LocalDate made = enacted == null ? scope.ruleSet().enacted() : enacted;
        if (made.isAfter(known)) {
            return none(Status.NOT_APPLICABLE, "enacted only on " + made);
        }
        LocalDate end = endEnacted != null && endEnacted.isAfter(known) ? null : to;
        if (from == null && end == null) {
            return null;
        }
        Optional<LocalDate> day = anchor == null ? Optional.of(scope.asOf()) : anchor.day(scope);
        if (day.isEmpty()) {
            return none(Status.INDETERMINATE, "the records do not tell " + anchor + ", which decides whether it holds");
        }
        if (from != null && day.get().isBefore(from)) {
            return none(Status.NOT_APPLICABLE, "in force only from " + from);
        }
        if (end != null && day.get().isAfter(end)) {
            return none(Status.NOT_APPLICABLE, "in force only to " + end);
        }
        return null;
    }

    private static Finding none(Status status, String why) {
        return Finding.of(
                status,
                List.of(),
                List.of(),
                status == Status.NOT_APPLICABLE ? List.of(Clause.NOT_IN_FORCE, why) : List.of(why));
    }
}
