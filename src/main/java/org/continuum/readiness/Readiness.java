package org.continuum.readiness;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.continuum.evidence.EvidenceRecord;
import org.continuum.rulebook.Rulebook;
import org.continuum.rules.Assessment;
import org.continuum.rules.Outcome;
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
        AppliedRules rules,

        @Schema(description = "Every requirement, none left out.")
        List<RequirementAnswer> requirements,

        @Schema(description = "What would change the answer, least work first.")
        List<RequirementAnswer.Move> next,

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

    /** A record that could be seen. */
    @Schema(name = "ReadinessInput", description = "A record that could be seen, by id and digest.")
    public record Input(
            @Schema(description = "The evidence record, or what happened to a license of this service.")
            UUID id,

            @Schema(description = "SHA-256 of the bytes received; absent where you may not read them.") @Nullable
            String digest) {
        static Input of(EvidenceRecord record, Records records) {
            return new Input(record.id(), records.reads(record) ? record.digest() : null);
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

    /** @param read the same from what who asks may read */
    static Readiness of(
            UUID person,
            long position,
            Rulebook.Applying applying,
            Assessment assessment,
            Outcome outcome,
            Assessment read,
            Records records) {
        List<ToldRequirement> requirements = ToldRequirement.of(assessment, read);
        return new Readiness(
                person,
                assessment.question().licenseType(),
                Word.of(outcome),
                assessment.question().asOf(),
                assessment.question().evidenceKnownAsOf(),
                assessment.question().rulesKnownAsOf(),
                position,
                Supposed.of(records),
                AppliedRules.of(applying, records, assessment.question()),
                requirements.stream()
                        .map(each -> RequirementAnswer.of(each, applying.document(), records))
                        .toList(),
                next(requirements),
                records.seen(assessment.question()).stream()
                        .map(each -> Input.of(each, records))
                        .toList(),
                Assessment.ENGINE);
    }

    /** Whether nothing is left out: the answer rests on nothing that who asks may not read. */
    boolean tellsAll() {
        return inputs.stream().allMatch(each -> each.digest() != null);
    }

    private static List<RequirementAnswer.Move> next(List<ToldRequirement> requirements) {
        record Step(double work, RequirementAnswer.Move move) {}
        List<Step> steps = new ArrayList<>();
        for (ToldRequirement each : requirements) {
            each.remedies()
                    .forEach(remedy -> steps.add(new Step(
                            remedy.work(),
                            RequirementAnswer.Move.of(each.requirement().id(), remedy))));
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
