package org.continuum.readiness;

import java.time.LocalDate;
import java.util.List;
import org.continuum.rulebook.RuleSetDocument;
import org.continuum.rules.AnyOf;
import org.continuum.rules.Clause;
import org.continuum.rules.Finding;
import org.continuum.rules.Remedy;
import org.continuum.rules.Requirement;
import org.continuum.rules.Status;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A requirement, what was found for it, and what would change that. */
@Schema(name = "Item")
public record RequirementAnswer(
        @Schema(description = "The requirement's id in the rule set.")
        String id,

        @Schema(description = "What is asked.") String title,
        @Schema(description = "Where it is written.") Cited citation,

        @Schema(description = "Under a local layer only: the rule set that makes the requirement.") @Nullable
        String ruleSet,

        @Schema(description = "The first day it holds; absent: as long as the rule set.") @Nullable
        LocalDate effectiveFrom,

        @Schema(description = "The last day it holds; absent: as long as the rule set.") @Nullable
        LocalDate effectiveTo,

        @Schema(description = "What was found.") Readiness.Status status,

        @Schema(description = "In which way it is met; absent where it is not.") @Nullable
        String basis,

        @Schema(
                description = "The id of the option by which it is satisfied, where its rule names options: later"
                        + " stages may ask for it.")
        @Nullable
        String route,

        @Schema(description = "What was seen, in words.") List<String> found,

        @Schema(description = "What the status rests on: what counted, or what was read and failed.")
        List<UsedRecord> evidenceUsed,

        @Schema(description = "What was looked at and did not count, each with its reason.")
        List<RejectedRecord> evidenceRejected,

        @Schema(description = "What is missing, as quantities.")
        List<Short> shortfalls,

        @Schema(description = "What would change it, least work first.")
        List<Move> remedies,

        @Schema(description = "The parts of the rule, each with its own finding.")
        List<Part> parts,

        @Schema(
                description = "True where words and amounts are left out because they come from records that you may"
                        + " not read; otherwise absent.")
        @Nullable
        Boolean withheld) {
    static RequirementAnswer of(ToldRequirement one, RuleSetDocument document, Records records) {
        Requirement requirement = one.requirement();
        Told told = one.told();
        Finding finding = told.finding();
        return new RequirementAnswer(
                requirement.id(),
                requirement.title(),
                Cited.of(requirement.citation()),
                document.layer() == null ? null : document.layer().writtenIn(requirement.id(), document),
                requirement.inForce().from(),
                requirement.inForce().to(),
                Readiness.Status.of(finding.status()),
                Part.basis(finding),
                routeTaken(requirement, finding),
                told.found(),
                finding.used().stream().map(id -> UsedRecord.of(id, records)).toList(),
                finding.rejected().stream()
                        .map(rejected -> RejectedRecord.of(rejected, told.tells(rejected), records))
                        .toList(),
                Short.of(told),
                one.remedies().stream()
                        .map(remedy -> Move.of(requirement.id(), remedy))
                        .toList(),
                told.parts().stream().map(Part::of).toList(),
                told.isWhole() ? null : true);
    }

    /** The first satisfied option in document order, which is the one that the finding reports. */
    private static @Nullable String routeTaken(Requirement requirement, Finding finding) {
        if (requirement.rule() instanceof AnyOf options
                && options.of().size() == finding.parts().size()) {
            for (int i = 0; i < options.of().size(); i++) {
                if (finding.parts().get(i).status().satisfied()) {
                    return options.of().get(i) instanceof Clause option
                                    && !option.id().isEmpty()
                            ? option.id()
                            : null;
                }
            }
        }
        return null;
    }

    /** A missing quantity. */
    public record Short(
            @Schema(description = "What is short.") String of,

            @Schema(description = "How much is missing; absent where that comes from records that you may not read.")
            @Nullable
            String amount,

            @Schema(description = "The mark it is counted from.") @Nullable
            String required,

            @Schema(description = "The single things that are missing.")
            List<String> missing) {
        static List<Short> of(Told told) {
            return told.shortfalls().stream()
                    .map(each -> told.tells(each) ? Short.of(each) : new Short(each.of(), null, null, List.of()))
                    .toList();
        }

        private static Short of(Finding.Shortfall shortfall) {
            return new Short(
                    shortfall.of(),
                    shortfall.amount().toPlainString(),
                    shortfall.required() == null ? null : shortfall.required().toPlainString(),
                    shortfall.missing());
        }
    }

    /** A part of a rule and what was found for it. */
    @Schema(name = "ReadinessPart")
    public record Part(
            @Schema(description = "Its name; empty where the rule gives none.")
            String label,

            @Schema(description = "What was found.") Readiness.Status status,

            @Schema(description = "In which way it is met.") @Nullable
            String basis,

            @Schema(description = "What was seen, in words.")
            List<String> found,

            @Schema(description = "Records it rests on.") List<String> evidenceUsed,
            @Schema(description = "What is missing.") List<Short> shortfalls,
            @Schema(description = "Its own parts.") List<Part> parts) {
        static Part of(Told told) {
            Finding finding = told.finding();
            return new Part(
                    told.label(),
                    Readiness.Status.of(finding.status()),
                    basis(finding),
                    told.found(),
                    finding.used(),
                    Short.of(told),
                    told.parts().stream().map(Part::of).toList());
        }

        static @Nullable String basis(Finding finding) {
            return finding.status() == Status.MET ? finding.basis().word() : null;
        }
    }

    /** Something somebody can do. */
    public record Move(
            @Schema(description = "The requirement it would change.")
            String requirement,

            @Schema(description = "Whose move it is: candidate, provider, employer or authority.")
            String party,

            @Schema(description = "What to do.") String action) {
        static Move of(String requirement, Remedy remedy) {
            return new Move(requirement, remedy.party().word(), remedy.action());
        }
    }
}
