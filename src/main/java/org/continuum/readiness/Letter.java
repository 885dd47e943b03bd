package org.continuum.readiness;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers as plain text, fit for a letter: every requirement with its clause, none left out. */
final class Letter {
    private Letter() {}

    static String of(Readiness answer) {
        Lines lines = new Lines();
        write(answer, lines);
        return lines.toString();
    }

    /** The outcomes first, then each answer whole. */
    static String of(List<Readiness> answers) {
        Lines lines = new Lines();
        lines.add("READINESS OF PERSON " + answers.getFirst().person());
        answers.forEach(answer -> lines.add(2, answer.licenseType() + ": " + loud(answer.outcome())));
        answers.forEach(answer -> {
            lines.add("");
            lines.rule();
            write(answer, lines);
        });
        return lines.toString();
    }

    private static void write(Readiness answer, Lines lines) {
        lines.add("READINESS FOR " + answer.licenseType() + ": " + loud(answer.outcome()));
        supposed(answer, lines);
        lines.add("");
        lines.add("Person " + answer.person());
        lines.add("Facts as of " + answer.asOf() + "; evidence as known on " + answer.evidenceKnownAsOf()
                + ", up to entry " + answer.personSeq() + " of the record; rules as known on "
                + answer.rulesKnownAsOf() + ".");
        lines.add("Rules: " + answer.rules().title() + ", version "
                + answer.rules().version() + " ("
                + answer.rules().standing() + "), by " + answer.rules().authority() + ". It applies because "
                + answer.rules().why() + ".");
        layer(answer.rules(), lines);
        answer.requirements().forEach(item -> requirement(item, lines));
        if (!answer.next().isEmpty()) {
            lines.add("");
            lines.add("WHAT WOULD CHANGE THIS, least work first");
            answer.next()
                    .forEach(move -> lines.add(2, move.requirement() + " (" + move.party() + "): " + move.action()));
        }
        lines.add("");
        lines.add(
                "This answer states what the rules say about the records. It is advice: a license is granted or denied"
                        + " by a named person with authority, and may be appealed.");
        lines.add("Rule set " + answer.rules().ruleSet() + " sha256 "
                + answer.rules().digest() + ", engine " + answer.engine());
        if (answer.rules().floor() != null) {
            lines.add("It lies on " + answer.rules().floor().ruleSet() + " sha256 "
                    + answer.rules().floor().digest());
        }
    }

    /** Whose rules these are, where they are not of one maker. */
    private static void layer(AppliedRules rules, Lines lines) {
        if (rules.floor() == null || rules.parameters() == null) {
            return;
        }
        lines.add(
                2,
                "It adds to: " + rules.floor().title() + ", version "
                        + rules.floor().version() + " ("
                        + rules.floor().standing() + "), by " + rules.floor().authority() + ", which applies because "
                        + rules.floor().why() + ".");
        rules.parameters()
                .forEach(each -> lines.add(
                        2,
                        each.name() + " is " + each.value() + " by " + each.ruleSet()
                                + (each.citation() == null
                                        ? ""
                                        : " [" + each.citation().label() + "]")
                                + (each.value().equals(each.floorValue())
                                        ? ""
                                        : "; " + each.floorValue() + " by "
                                                + rules.floor().ruleSet())
                                + "; asked for by " + String.join(", ", each.requirements())));
    }

    private static void supposed(Readiness answer, Lines lines) {
        if (answer.supposed() != null) {
            lines.add("THIS IS A SUPPOSITION, not a statement about the record. It would be so if there were:");
            answer.supposed()
                    .forEach(one -> lines.add(2, one.kind() + " of " + one.occurredOn() + " (" + one.id() + ")"));
        }
    }

    static void requirement(RequirementAnswer item, Lines lines) {
        lines.add("");
        lines.add(item.id() + "  " + loud(item.status())
                + (item.basis() == null || item.basis().equals("direct") ? "" : " (" + item.basis() + ")")
                + " — "
                + item.title());
        lines.add(4, "[" + item.citation().label() + "]" + (item.ruleSet() == null ? "" : " of " + item.ruleSet()));
        item.found().stream().filter(found -> !found.isEmpty()).forEach(found -> lines.add(4, "Found: " + found));
        parts(item.parts(), 4, lines);
        item.evidenceUsed().forEach(used -> used(used, lines));
        item.evidenceRejected()
                .forEach(rejected -> lines.add(
                        4,
                        "Not counted: " + rejected.kind() + " of " + rejected.occurredOn() + " (" + rejected.id() + ")"
                                + onlySupposed(rejected.supposed())
                                + (rejected.reason() == null ? "" : ": " + rejected.reason())));
        item.shortfalls()
                .forEach(missing -> lines.add(
                        4,
                        (missing.amount() == null ? "Short of: " : "Short by " + missing.amount() + ": ")
                                + missing.of()
                                + (missing.missing().isEmpty() ? "" : " " + missing.missing())));
        if (item.withheld() != null) {
            lines.add(4, "More is not told here: it comes from records that you may not read.");
        }
    }

    private static void used(UsedRecord used, Lines lines) {
        lines.add(
                4,
                "Used: " + used.kind() + " of " + used.occurredOn() + " (" + used.id() + ")"
                        + onlySupposed(used.supposed()));
        UsedRecord.Decided decision = used.decision();
        if (decision != null) {
            lines.add(
                    6,
                    "decided (" + decision.act() + ": " + decision.result() + ")"
                            + (decision.decider() == null ? "" : " by " + decision.decider())
                            + (decision.role() == null ? "" : ", " + decision.role() + ",")
                            + " for organization " + decision.organization()
                            + (decision.reasons() == null ? "" : ", because: " + decision.reasons()));
        }
    }

    private static String onlySupposed(@Nullable Boolean supposed) {
        return supposed == null ? "" : " — SUPPOSED, not on the record";
    }

    private static void parts(List<RequirementAnswer.Part> parts, int indent, Lines lines) {
        for (RequirementAnswer.Part part : parts) {
            if (!part.label().isEmpty() || !part.found().isEmpty()) {
                lines.add(
                        indent,
                        "- " + (part.label().isEmpty() ? "" : part.label() + ": ")
                                + Readiness.spoken(part.status())
                                + (part.found().isEmpty() ? "" : " — " + String.join("; ", part.found())));
            }
            parts(part.parts(), part.label().isEmpty() && part.found().isEmpty() ? indent : indent + 2, lines);
        }
    }

    static String loud(Enum<?> word) {
        return Readiness.spoken(word).toUpperCase(Locale.ROOT);
    }
}
