package org.continuum.induction;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.continuum.evidence.EvidenceStatus;
import org.continuum.evidence.Purpose;
import org.continuum.license.LicenseView;
import org.continuum.license.LicensingAct;
import org.continuum.license.LicensingDecision;
import org.continuum.people.EmploymentView;
import org.continuum.people.EnrollmentView;
import org.continuum.readiness.Determination;
import org.continuum.readiness.Readiness;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One competency record across preparation, licensure and growth, as one viewer sees it on one day.
 *
 * @param withheld so that nobody takes what may not be seen for what is not there
 */
@Schema(description = "One competency record across preparation, licensure and growth, as the caller may see it.")
public record Continuum(
        @Schema(description = "The person.") UUID person,

        @Schema(description = "What began or happened later is left out.")
        LocalDate asOf,

        @Schema(description = "How the person was prepared.")
        Preparation preparation,

        @Schema(description = "How the person came to a license.")
        Licensure licensure,

        @Schema(description = "How the person goes on.") Growth growth,

        @Schema(description = "Each rated competency with its ratings over time.")
        List<CompetencyLine> competencies,

        @Schema(
                description =
                        "Parts that the caller may not see, whether there is anything in them or not. Of evidence,"
                                + " the caller sees its own submissions, an authority all that was submitted for licensure.")
        Set<ContinuumPart> withheld) {
    /** The first stage. */
    public record Preparation(
            @Schema(description = "In the order in which they began.")
            List<EnrollmentView> enrollments,

            @Schema(description = "Evidence of the work before a license.")
            List<EvidenceSummary> evidence) {}

    /** The second stage. */
    public record Licensure(
            @Schema(description = "Evidence about the license: exams, clearances, applications …")
            List<EvidenceSummary> evidence,

            @Schema(description = "What the rules said, where it was frozen.")
            List<DeterminationLine> determinations,

            @Schema(description = "What named persons decided.")
            List<DecisionLine> decisions,

            @Schema(description = "With their status on the day.")
            List<LicenseView> licenses) {}

    /** The third stage. */
    public record Growth(
            @Schema(description = "In the order in which they began.")
            List<EmploymentView> employments,

            @Schema(description = "In the order in which they began.")
            List<InductionLine> inductions,

            @Schema(description = "Evidence of growth; it counts in no licensing or employment decision.")
            List<EvidenceSummary> evidence) {}

    /** The evidence of one kind in one stage, without what was superseded or retracted. */
    public record EvidenceSummary(
            @Schema(description = "The kind.") String kind,

            @Schema(description = "What it may be used for.")
            Purpose purpose,

            @Schema(description = "How many are final.") int complete,

            @Schema(description = "How many wait for a signature.")
            int pending,

            @Schema(description = "The day of the first.") LocalDate firstOn,
            @Schema(description = "The day of the last.") LocalDate lastOn) {}

    /** A frozen answer in one line. */
    public record DeterminationLine(
            @Schema(description = "Its id.") UUID id,

            @Schema(description = "The license type asked about.")
            String licenseType,

            @Schema(description = "What the rules said.") Readiness.Word outcome,

            @Schema(description = "The day that it answers for.")
            LocalDate asOf,

            @Schema(description = "When it was frozen.") Instant recordedAt) {
        static DeterminationLine of(Determination determination) {
            return new DeterminationLine(
                    determination.id(),
                    determination.licenseType(),
                    determination.outcome(),
                    determination.asOf(),
                    determination.recordedAt());
        }
    }

    /** A decision in one line; its reasons stay with the authority and the person. */
    public record DecisionLine(
            @Schema(description = "Its id.") UUID id,
            @Schema(description = "The authority.") UUID authority,
            @Schema(description = "Granted or denied.") LicensingAct act,
            @Schema(description = "The license type.") String licenseType,

            @Schema(description = "The determination that it rests on.")
            UUID determination,

            @Schema(description = "The day.") LocalDate decidedOn,

            @Schema(description = "The license that it issued; absent for a denial.") @Nullable
            UUID license) {
        static DecisionLine of(LicensingDecision decision) {
            return new DecisionLine(
                    decision.id(),
                    decision.authority(),
                    decision.act(),
                    decision.licenseType(),
                    decision.determination(),
                    decision.decidedOn(),
                    decision.license());
        }
    }

    /** An induction with its mentorships. */
    public record InductionLine(
            @Schema(description = "The induction.") InductionView induction,

            @Schema(description = "Its mentorships, in the order in which they began.")
            List<MentorshipView> mentorships) {}

    /** One competency and how it was shown over time. */
    public record CompetencyLine(
            @Schema(description = "The framework.") UUID framework,

            @Schema(description = "The competency's code in the framework.")
            String competency,

            @Schema(description = "What the framework says of it.") @Nullable
            String statement,

            @Schema(description = "In the order in which they happened.")
            List<RatedOnce> ratings) {}

    /** One rating. */
    public record RatedOnce(
            @Schema(description = "The day.") LocalDate occurredOn,
            @Schema(description = "The stage.") Stage stage,

            @Schema(description = "What about it was rated, where the rubric tells several apart.") @Nullable
            String dimension,

            @Schema(description = "The level.") String level,

            @Schema(description = "The evidence that it stands in.")
            UUID evidence,

            @Schema(description = "The evidence's kind.") String kind,
            @Schema(description = "The evidence's status.") EvidenceStatus status,

            @Schema(description = "In which role the assessor judged; absent if nobody said.") @Nullable
            String assessorRole,

            @Schema(description = "Who submitted it.") UUID organization) {}
}
