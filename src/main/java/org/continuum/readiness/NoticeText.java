package org.continuum.readiness;

import java.time.LocalDate;
import java.util.List;
import org.continuum.rulebook.AppealTerms;
import org.continuum.rulebook.RuleSetDocument;
import org.jspecify.annotations.Nullable;

/** A notice in words: all that stands in the way of the license, what would cure it, and how to appeal until when. */
final class NoticeText {
    private NoticeText() {}

    /** @param issuedOn null for a draft */
    static String of(
            Determination determination, Readiness answer, RuleSetDocument rules, @Nullable LocalDate issuedOn) {
        Lines lines = new Lines();
        if (issuedOn == null) {
            lines.add("DRAFT. This notice has not been issued; no time to appeal has begun.");
            lines.add("");
        }
        lines.add("NOTICE OF DETERMINATION " + determination.id());
        lines.add("");
        if (issuedOn != null) {
            lines.add("Issued on " + issuedOn + " by organization " + determination.organization() + ".");
        }
        lines.add("About person " + answer.person() + " and the license " + answer.licenseType() + ", as of "
                + answer.asOf() + ": " + Letter.loud(answer.outcome()) + ".");
        lines.add("It rests on what was recorded until " + answer.evidenceKnownAsOf() + " (entry "
                + answer.personSeq() + " of the record) and on "
                + answer.rules().title() + ", version "
                + answer.rules().version() + ".");
        requirements(answer, lines);
        appeal(rules, issuedOn, lines);
        lines.add("");
        lines.add("The whole answer has sha256 " + determination.digest()
                + "; anybody who may read it can have it computed"
                + " again. Rule set " + answer.rules().ruleSet() + " has sha256 "
                + answer.rules().digest() + ".");
        return lines.toString();
    }

    private static void requirements(Readiness answer, Lines lines) {
        List<RequirementAnswer> open = open(answer);
        lines.add("");
        lines.add(
                open.isEmpty()
                        ? "EVERY REQUIREMENT IS MET, WAIVED OR DOES NOT APPLY."
                        : "WHAT IS NOT MET: " + open.size() + " of "
                                + answer.requirements().size() + " requirements");
        for (RequirementAnswer item : open) {
            Letter.requirement(item, lines);
            if (item.evidenceUsed().isEmpty()) {
                lines.add(4, "Nothing on the record was used for it.");
            }
            item.remedies()
                    .forEach(move -> lines.add(4, "What would cure it (" + move.party() + "): " + move.action()));
        }
    }

    /** The requirements that stand in the way, now or later: a deferred one is only put off. */
    static List<RequirementAnswer> open(Readiness answer) {
        return answer.requirements().stream()
                .filter(item -> switch (item.status()) {
                    case met, waived, exempt, not_applicable -> false;
                    case deferred,
                            disputed,
                            awaiting_decision,
                            pending_verification,
                            indeterminate,
                            insufficient,
                            expired,
                            revoked,
                            unmet,
                            barred -> true;
                })
                .toList();
    }

    private static void appeal(RuleSetDocument rules, @Nullable LocalDate issuedOn, Lines lines) {
        AppealTerms terms = rules.appeal();
        lines.add("");
        lines.add("HOW TO APPEAL");
        if (terms == null) {
            lines.add(2, "The rules as published here do not say how or until when to appeal.");
            lines.add(2, "A review may be asked for at " + rules.authority() + ", with the reasons.");
            return;
        }
        lines.add(2, "To: " + terms.to());
        lines.add(2, "How: " + terms.how());
        lines.add(
                2,
                issuedOn == null
                        ? "Within " + terms.within() + " of the day on which this notice is issued."
                        : "Last day: " + terms.lastDay(issuedOn) + ", to its end in "
                                + rules.ruleSet().zone() + " (" + terms.within() + " from the day of this notice).");
        lines.add(2, "[" + terms.citation().label() + "]");
    }
}
