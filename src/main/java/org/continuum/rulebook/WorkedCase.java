package org.continuum.rulebook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.continuum.rules.Basis;
import org.continuum.rules.Fact;
import org.continuum.rules.Outcome;
import org.continuum.rules.Status;
import org.jspecify.annotations.Nullable;

/** Records, questions, and the answers an expert would give: the test that a rule set carries with it. */
public record WorkedCase(String name, List<Fact> evidence, List<Asked> questions) {

    /**
     * @param evidenceKnownAsOf the as-of date where the document names none
     * @param rulesKnownAsOf null for the law as it stands today
     * @param only the records that belong to the question; empty for all
     */
    public record Asked(
            String licenseType,
            LocalDate asOf,
            LocalDate evidenceKnownAsOf,
            @Nullable LocalDate rulesKnownAsOf,
            List<String> only,
            Outcome outcome,
            Map<String, Expected> requirements) {}

    /**
     * @param basis null where the case does not say
     * @param used null where the case does not say
     * @param rejected records that must be among the rejected
     * @param shortfalls amounts that must be among the shortfalls, in any order
     */
    public record Expected(
            Status status,
            @Nullable Basis basis,
            @Nullable List<String> used,
            List<String> rejected,
            List<BigDecimal> shortfalls) {}
}
