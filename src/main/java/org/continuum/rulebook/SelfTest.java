package org.continuum.rulebook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.continuum.rules.Assessment;
import org.continuum.rules.Effort;
import org.continuum.rules.Fact;
import org.continuum.rules.Finding;
import org.continuum.rules.Question;
import org.continuum.rules.RuleSet;

/** Runs a rule set's own worked cases. */
public final class SelfTest {
    private SelfTest() {}

    /** One expectation that was not met, told so that an expert sees which. */
    public record Red(String caseName, LocalDate asOf, String what) {}

    /**
     * All that does not come out as the cases say; empty when every case is green. A question that cannot be answered any
     * more with what all cases together may take is red, and the last that is told.
     */
    public static List<Red> run(RuleSet ruleSet, List<WorkedCase> cases) {
        List<Red> reds = new ArrayList<>();
        Effort effort = Effort.ofARequest();
        for (WorkedCase worked : cases) {
            for (WorkedCase.Asked asked : worked.questions()) {
                try {
                    check(ruleSet, worked, asked, effort, reds);
                } catch (Effort.Exceeded tooMuch) {
                    reds.add(new Red(
                            worked.name(),
                            asked.asOf(),
                            "with the questions before it there is " + tooMuch.getMessage()
                                    + ": shorten the rules or the cases"));
                    return reds;
                }
            }
        }
        return reds;
    }

    /** The question of a worked case, asked about its records. */
    static Assessment answer(RuleSet ruleSet, WorkedCase worked, WorkedCase.Asked asked, Effort effort) {
        Set<String> only = new HashSet<>(asked.only());
        List<Fact> facts = worked.evidence().stream()
                .filter(fact -> only.isEmpty() || only.contains(fact.id()))
                .toList();
        return Assessment.of(
                ruleSet,
                facts,
                new Question(
                        asked.licenseType(),
                        asked.asOf(),
                        Facts.endOf(asked.evidenceKnownAsOf(), ruleSet.zone()),
                        asked.rulesKnownAsOf() == null ? LocalDate.MAX : asked.rulesKnownAsOf()),
                effort);
    }

    private static void check(
            RuleSet ruleSet, WorkedCase worked, WorkedCase.Asked asked, Effort effort, List<Red> reds) {
        Assessment assessment = answer(ruleSet, worked, asked, effort);
        if (assessment.outcome() != asked.outcome()) {
            reds.add(new Red(
                    worked.name(),
                    asked.asOf(),
                    "outcome is "
                            + (assessment.outcome() == null
                                    ? "refused"
                                    : assessment.outcome().word()) + ", not "
                            + asked.outcome().word()));
        }
        for (Map.Entry<String, WorkedCase.Expected> entry : asked.requirements().entrySet()) {
            assessment.items().stream()
                    .filter(item -> item.requirement().id().equals(entry.getKey()))
                    .forEach(item -> differences(item.finding(), entry.getValue())
                            .forEach(what ->
                                    reds.add(new Red(worked.name(), asked.asOf(), entry.getKey() + ": " + what))));
        }
    }

    private static List<String> differences(Finding finding, WorkedCase.Expected expected) {
        List<String> differences = new ArrayList<>();
        if (finding.status() != expected.status()) {
            differences.add("status is " + finding.status().word() + ", not "
                    + expected.status().word() + " " + finding.found());
        }
        if (expected.basis() != null && finding.basis() != expected.basis()) {
            differences.add("basis is " + finding.basis().word() + ", not "
                    + expected.basis().word());
        }
        if (expected.used() != null && !new HashSet<>(finding.used()).equals(new HashSet<>(expected.used()))) {
            differences.add("used are " + finding.used() + ", not " + expected.used());
        }
        List<String> rejected =
                finding.rejected().stream().map(Finding.Rejected::id).toList();
        expected.rejected().stream()
                .filter(id -> !rejected.contains(id))
                .forEach(id -> differences.add(id + " is not among the rejected " + rejected));
        for (BigDecimal amount : expected.shortfalls()) {
            if (finding.shortfalls().stream()
                    .noneMatch(shortfall -> shortfall.amount().compareTo(amount) == 0)) {
                differences.add("no shortfall of " + amount + told(finding.shortfalls()));
            }
        }
        return differences;
    }

    private static String told(List<Finding.Shortfall> shortfalls) {
        return shortfalls.isEmpty()
                ? ", nothing is short"
                : ", short are "
                        + shortfalls.stream()
                                .map(each -> each.amount().toPlainString() + " of " + each.of())
                                .collect(Collectors.joining(", "));
    }
}
