package org.continuum.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.continuum.evidence.EvidenceRecord;
import org.continuum.rulebook.Layer;
import org.continuum.rulebook.RuleSetDocument;
import org.continuum.rulebook.Rulebook;
import org.continuum.rules.AnyOf;
import org.continuum.rules.Assessment;
import org.continuum.rules.Citation;
import org.continuum.rules.Clause;
import org.continuum.rules.Finding;
import org.continuum.rules.Outcome;
import org.continuum.rules.Remedy;
import org.continuum.rules.Requirement;
import org.continuum.rules.RuleSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "is this person ready for this license, as of this date, and exactly why". Advisory: it decides nothing
 * by itself. What the rule says (citation), what was found and what follows stand apart.
 */
@Schema(description = "Whether a person is ready for a license as of a date, and exactly why.")
public record Readiness(
        @Schema(description = "The person asked about.") UUID person,

        @Schema(description = "The license type asked about.")
        String licenseType,

        @Schema(description = "What the requirements' statuses come to.")
        Word outcome,

        @Schema(description = "Facts that happened later are ignored.")
        LocalDate asOf,

        @Schema(description = "What was recorded later is ignored.")
        Instant evidenceKnownAsOf,

        @Schema(description = "Rules enacted later are ignored.")
        LocalDate rulesKnownAsOf,

        @Schema(
                description =
                        "How far the person's record went: the number of the last entry that could count. The same"
                                + " question about the same stretch of the record has the same answer for ever.")
        long personSeq,

        @Schema(description = "What is only supposed; absent where nothing is. Such an answer cannot be frozen.")
        @Nullable
        List<Supposed> supposed,

        @Schema(description = "The rules that apply, and why they do.")
        Rules rules,

        @Schema(description = "Every requirement, none left out.")
        List<Item> requirements,

        @Schema(description = "What would change the answer, least work first.")
        List<Move> next,

        @Schema(description = "Every record that could be seen, used or not, in the order of recording.")
        List<Input> inputs,

        @Schema(description = "The version of the evaluation engine.")
        String engine) {

    /** The outcomes, as the contract writes them. */
    public enum Word {
        ready,
        ready_with_conditions,
        pending,
        indeterminate,
        not_ready,
        barred;

        static Word of(Outcome outcome) {
            return valueOf(outcome.word());
        }
    }

    /** The statuses, as the contract writes them. */
    public enum Status {
        met,
        waived,
        exempt,
        not_applicable,
        deferred,
        disputed,
        awaiting_decision,
        pending_verification,
        indeterminate,
        insufficient,
        expired,
        revoked,
        unmet,
        barred;

        static Status of(org.continuum.rules.Status status) {
            return valueOf(status.word());
        }
    }

    /** The version of the rule set that applies. */
    public record Rules(
            @Schema(description = "The rule set.") String ruleSet,
            @Schema(description = "Its version.") String version,
            @Schema(description = "Its title.") String title,
            @Schema(description = "Who makes it.") String authority,

            @Schema(description = "official, sample or synthetic.")
            String standing,

            @Schema(description = "SHA-256 of the published document.")
            String digest,

            @Schema(description = "When it was made law.") LocalDate enacted,

            @Schema(description = "Why this version applies.")
            String why,

            @Schema(description = "Of a local layer only: the rules that it lies on, and why those apply.") @Nullable
            Rules floor,

            @Schema(description = "Of a local layer only: the numbers that its floor leaves to layers.") @Nullable
            List<Parameter> parameters) {
        static Rules of(Rulebook.Applying applying) {
            RuleSetDocument document = applying.document();
            RuleSet rules = document.ruleSet();
            return new Rules(
                    rules.id(),
                    rules.version(),
                    rules.title(),
                    document.authority(),
                    document.standing(),
                    document.digest(),
                    rules.enacted(),
                    applying.why(),
                    applying.floor() == null ? null : Rules.of(applying.floor()),
                    document.layer() == null
                            ? null
                            : document.layer().parameters().stream()
                                    .map(each -> Parameter.of(each, document))
                                    .toList());
        }
    }

    /** A number that the floor leaves to layers, and whose it is. */
    @Schema(name = "ReadinessParameter")
    public record Parameter(
            @Schema(description = "Its name in the rules.") String name,
            @Schema(description = "What counts.") String value,
            @Schema(description = "What the floor says.") String floorValue,

            @Schema(description = "The rule set whose number counts.")
            String ruleSet,

            @Schema(description = "Where it is written, if that is said of the number alone.") @Nullable
            Cited citation,

            @Schema(description = "The requirements that ask for it.")
            List<String> requirements) {
        static Parameter of(Layer.Parameter one, RuleSetDocument document) {
            return new Parameter(
                    one.name(),
                    one.value().toPlainString(),
                    one.floorValue().toPlainString(),
                    one.local()
                            ? document.ruleSet().id()
                            : Objects.requireNonNull(document.layer())
                                    .floor()
                                    .ruleSet()
                                    .id(),
                    one.citation() == null ? null : Cited.of(one.citation()),
                    one.requirements());
        }
    }

    /** A requirement and what was found for it. */
    public record Item(
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

            @Schema(description = "What was found.") Status status,

            @Schema(description = "In which way it is met; absent where it is not.") @Nullable
            String basis,

            @Schema(
                    description = "The id of the option by which it is satisfied, where its rule names options: later"
                            + " stages may ask for it.")
            @Nullable
            String route,

            @Schema(description = "What was seen, in words.")
            List<String> found,

            @Schema(description = "What the status rests on: what counted, or what was read and failed.")
            List<Used> evidenceUsed,

            @Schema(description = "What was looked at and did not count, each with its reason.")
            List<Rejected> evidenceRejected,

            @Schema(description = "What is missing, as quantities.")
            List<Short> shortfalls,

            @Schema(description = "What would change it, least work first.")
            List<Move> remedies,

            @Schema(description = "The parts of the rule, each with its own finding.")
            List<Part> parts) {
        static Item of(Assessment.Item item, RuleSetDocument document, Records records) {
            Requirement requirement = item.requirement();
            Finding finding = item.finding();
            return new Item(
                    requirement.id(),
                    requirement.title(),
                    Cited.of(requirement.citation()),
                    document.layer() == null ? null : document.layer().writtenIn(requirement.id(), document),
                    requirement.inForce().from(),
                    requirement.inForce().to(),
                    Status.of(finding.status()),
                    Part.basis(finding),
                    routeTaken(requirement, finding),
                    finding.found(),
                    finding.used().stream().map(id -> Used.of(id, records)).toList(),
                    finding.rejected().stream()
                            .map(rejected -> Rejected.of(rejected, records))
                            .toList(),
                    finding.shortfalls().stream().map(Short::of).toList(),
                    item.remedies().stream()
                            .map(remedy -> Move.of(requirement.id(), remedy))
                            .toList(),
                    finding.parts().stream().map(Part::of).toList());
        }
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

    /** A citation. */
    public record Cited(
            @Schema(description = "As a lawyer writes it.") String label,

            @Schema(description = "Where it was read.") @Nullable
            String url,

            @Schema(description = "verified, interpreted, memory or synthetic.")
            String mark) {
        static Cited of(Citation citation) {
            return new Cited(citation.label(), citation.url(), citation.mark().word());
        }
    }

    /** A record that the status rests on. */
    public record Used(
            @Schema(description = "The evidence record.") UUID id,
            @Schema(description = "Its kind.") String kind,
            @Schema(description = "When it happened.") LocalDate occurredOn,

            @Schema(description = "When it was recorded.") Instant recordedAt,

            @Schema(description = "SHA-256 of the bytes received.")
            String digest,

            @Schema(description = "The license of this service that it tells of; absent for evidence.") @Nullable
            UUID license,

            @Schema(description = "What was decided, by whom and why; absent for what is no decision.") @Nullable
            Decided decision,

            @Schema(description = "True for what is only supposed; otherwise absent.") @Nullable
            Boolean supposed) {
        static Used of(String id, Records records) {
            EvidenceRecord record = records.get(id);
            return new Used(
                    record.id(),
                    record.kind(),
                    record.occurredOn(),
                    record.recordedAt(),
                    record.digest(),
                    records.license(record.id()),
                    Decided.of(record),
                    records.isSupposed(record.id()));
        }
    }

    /** Where a decision comes from that a finding rests on. */
    @Schema(name = "ReadinessDecision", description = "A decision that the finding rests on, and where it comes from.")
    public record Decided(
            @Schema(description = "What was done: waive, equate, extend, determine …")
            String act,

            @Schema(description = "What came out.") String result,

            @Schema(description = "The organization that decided.")
            UUID organization,

            @Schema(description = "Who decided, as the record names them.") @Nullable
            String decider,

            @Schema(description = "In which role.") @Nullable
            String role,

            @Schema(description = "Why.") @Nullable String reasons) {
        static @Nullable Decided of(EvidenceRecord record) {
            if (!record.kind().equals("decision")) {
                return null;
            }
            JsonNode stated = record.payload();
            return new Decided(
                    stated.path("act").asText(),
                    stated.path("result").asText(),
                    record.organization(),
                    stated.at("/assessor/name").textValue(),
                    record.assessorRole(),
                    stated.path("reasons").textValue());
        }
    }

    /** A record that could be seen. */
    @Schema(name = "ReadinessInput", description = "A record that could be seen, by id and digest.")
    public record Input(
            @Schema(description = "The evidence record, or what happened to a license of this service.")
            UUID id,

            @Schema(description = "SHA-256 of the bytes received.")
            String digest) {
        static Input of(EvidenceRecord record) {
            return new Input(record.id(), record.digest());
        }
    }

    /** What is taken for granted although it is not on the record. */
    @Schema(name = "SupposedEvidence", description = "Evidence that is only supposed.")
    public record Supposed(
            @Schema(description = "By what it is named in this answer; the id of nothing.")
            UUID id,

            @Schema(description = "Its kind.") String kind,
            @Schema(description = "When it would happen.") LocalDate occurredOn) {
        static @Nullable List<Supposed> of(Records records) {
            return records.supposed().isEmpty()
                    ? null
                    : records.supposed().stream()
                            .map(one -> new Supposed(one.id(), one.kind(), one.occurredOn()))
                            .toList();
        }
    }

    /** A record that did not count. */
    public record Rejected(
            @Schema(description = "The evidence record.") UUID id,
            @Schema(description = "Its kind.") String kind,
            @Schema(description = "When it happened.") LocalDate occurredOn,
            @Schema(description = "Why it did not count.") String reason,

            @Schema(description = "True for what is only supposed; otherwise absent.") @Nullable
            Boolean supposed) {
        static Rejected of(Finding.Rejected rejected, Records records) {
            EvidenceRecord record = records.get(rejected.id());
            return new Rejected(
                    record.id(),
                    record.kind(),
                    record.occurredOn(),
                    rejected.reason(),
                    records.isSupposed(record.id()));
        }
    }

    /** A missing quantity. */
    public record Short(
            @Schema(description = "What is short.") String of,
            @Schema(description = "How much is missing.") String amount,

            @Schema(description = "The mark it is counted from.") @Nullable
            String required,

            @Schema(description = "The single things that are missing.")
            List<String> missing) {
        static Short of(Finding.Shortfall shortfall) {
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

            @Schema(description = "What was found.") Status status,

            @Schema(description = "In which way it is met.") @Nullable
            String basis,

            @Schema(description = "What was seen, in words.")
            List<String> found,

            @Schema(description = "Records it rests on.") List<String> evidenceUsed,
            @Schema(description = "What is missing.") List<Short> shortfalls,
            @Schema(description = "Its own parts.") List<Part> parts) {
        static Part of(Finding finding) {
            return new Part(
                    finding.label(),
                    Status.of(finding.status()),
                    basis(finding),
                    finding.found(),
                    finding.used(),
                    finding.shortfalls().stream().map(Short::of).toList(),
                    finding.parts().stream().map(Part::of).toList());
        }

        static @Nullable String basis(Finding finding) {
            return finding.status() == org.continuum.rules.Status.MET
                    ? finding.basis().word()
                    : null;
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

    static Readiness of(
            UUID person,
            long position,
            Rulebook.Applying applying,
            Assessment assessment,
            Outcome outcome,
            Records records) {
        return new Readiness(
                person,
                assessment.question().licenseType(),
                Word.of(outcome),
                assessment.question().asOf(),
                assessment.question().evidenceKnownAsOf(),
                assessment.question().rulesKnownAsOf(),
                position,
                Supposed.of(records),
                Rules.of(applying),
                assessment.items().stream()
                        .map(item -> Item.of(item, applying.document(), records))
                        .toList(),
                next(assessment),
                records.seen(assessment.question()).stream().map(Input::of).toList(),
                Assessment.ENGINE);
    }

    private static List<Move> next(Assessment assessment) {
        record Step(double work, Move move) {}
        List<Step> steps = new ArrayList<>();
        for (Assessment.Item item : assessment.items()) {
            item.remedies()
                    .forEach(remedy -> steps.add(
                            new Step(remedy.work(), Move.of(item.requirement().id(), remedy))));
        }
        return steps.stream()
                .sorted(Comparator.comparingDouble(Step::work))
                .map(Step::move)
                .toList();
    }

    /** For a letter: "not ready". */
    static String spoken(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
