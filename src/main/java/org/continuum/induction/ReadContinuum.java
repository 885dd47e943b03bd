package org.continuum.induction;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.continuum.access.Caller;
import org.continuum.evidence.EvidenceLog;
import org.continuum.evidence.EvidenceRecord;
import org.continuum.evidence.EvidenceStatus;
import org.continuum.evidence.Sight;
import org.continuum.license.License;
import org.continuum.license.LicenseView;
import org.continuum.license.Licenses;
import org.continuum.license.LicensingDecisions;
import org.continuum.people.EmploymentView;
import org.continuum.people.Employments;
import org.continuum.people.EnrollmentView;
import org.continuum.people.Enrollments;
import org.continuum.readiness.Determinations;
import org.continuum.trail.ServiceTime;
import org.jspecify.annotations.Nullable;

/** Puts one person's stages together, as one caller may see them. */
@ApplicationScoped
class ReadContinuum {
    private final WhoSees whoSees;
    private final Sight sight;
    private final Enrollments enrollments;
    private final Employments employments;
    private final EvidenceLog evidence;
    private final Competencies competencies;
    private final Determinations determinations;
    private final LicensingDecisions decisions;
    private final Licenses licenses;
    private final Inductions inductions;
    private final Mentorships mentorships;
    private final ServiceTime time;

    ReadContinuum(
            WhoSees whoSees,
            Sight sight,
            Enrollments enrollments,
            Employments employments,
            EvidenceLog evidence,
            Competencies competencies,
            Determinations determinations,
            LicensingDecisions decisions,
            Licenses licenses,
            Inductions inductions,
            Mentorships mentorships,
            ServiceTime time) {
        this.whoSees = whoSees;
        this.sight = sight;
        this.enrollments = enrollments;
        this.employments = employments;
        this.evidence = evidence;
        this.competencies = competencies;
        this.determinations = determinations;
        this.decisions = decisions;
        this.licenses = licenses;
        this.inductions = inductions;
        this.mentorships = mentorships;
        this.time = time;
    }

    /**
     * A day as one person's records are read on it.
     *
     * @param asked null when no day was: each license then has the status of today where it is from
     */
    private record On(
            UUID person, Set<ContinuumPart> seen, @Nullable LocalDate asked, LocalDate day, Instant now) {
        <T> List<T> list(ContinuumPart part, Function<UUID, List<T>> records, Function<T, LocalDate> from) {
            return seen.contains(part)
                    ? records.apply(person).stream()
                            .filter(each -> !from.apply(each).isAfter(day))
                            .toList()
                    : List.of();
        }
    }

    Continuum read(Caller caller, UUID person, @Nullable LocalDate asOf) {
        Instant now = time.now();
        On on = new On(
                person,
                whoSees.parts(caller, person),
                asOf,
                asOf == null ? LocalDate.ofInstant(now, ZoneOffset.UTC) : asOf,
                now);
        List<StandingEvidence> standing = standing(caller, on);
        Set<ContinuumPart> withheld = EnumSet.complementOf(EnumSet.copyOf(on.seen()));
        return new Continuum(
                person,
                on.day(),
                preparation(on, standing),
                licensure(on, standing),
                growth(caller, on, standing),
                competencies.of(standing),
                withheld);
    }

    /** What the caller may see of the evidence that stands: neither superseded nor retracted. */
    private List<StandingEvidence> standing(Caller caller, On on) {
        Predicate<EvidenceRecord> seen = sight.of(caller, on.person());
        List<EvidenceRecord> all = evidence.of(on.person());
        var statuses = EvidenceStatus.of(all, on.day(), on.now());
        return all.stream()
                .filter(seen)
                .filter(each -> statuses.containsKey(each.id()))
                .map(each -> new StandingEvidence(each, Objects.requireNonNull(statuses.get(each.id()))))
                .filter(StandingEvidence::stands)
                .toList();
    }

    private Continuum.Preparation preparation(On on, List<StandingEvidence> standing) {
        return new Continuum.Preparation(
                on.list(ContinuumPart.ENROLLMENTS, enrollments::of, each -> each.startedOn()).stream()
                        .map(EnrollmentView::of)
                        .toList(),
                StandingEvidence.summaries(standing, Stage.PREPARATION));
    }

    private Continuum.Licensure licensure(On on, List<StandingEvidence> standing) {
        return new Continuum.Licensure(
                StandingEvidence.summaries(standing, Stage.LICENSURE),
                on
                        .list(
                                ContinuumPart.DETERMINATIONS,
                                determinations::of,
                                each -> LocalDate.ofInstant(each.recordedAt(), ZoneOffset.UTC))
                        .stream()
                        .map(Continuum.DeterminationLine::of)
                        .toList(),
                on.list(ContinuumPart.DECISIONS, decisions::of, each -> each.decidedOn()).stream()
                        .map(Continuum.DecisionLine::of)
                        .toList(),
                on.list(ContinuumPart.LICENSES, licenses::of, License::thereFrom).stream()
                        .map(license -> LicenseView.of(license, on.asked(), on.now()))
                        .toList());
    }

    private Continuum.Growth growth(Caller caller, On on, List<StandingEvidence> standing) {
        List<Mentorship> mentored =
                on.list(ContinuumPart.INDUCTIONS, mentorships::of, mentorship -> mentorship.startedOn);
        return new Continuum.Growth(
                on.list(ContinuumPart.EMPLOYMENTS, id -> employments.of(caller, id), each -> each.startedOn()).stream()
                        .map(EmploymentView::of)
                        .toList(),
                on
                        .list(
                                ContinuumPart.INDUCTIONS,
                                id -> inductions.of(caller, id),
                                induction -> induction.startedOn)
                        .stream()
                        .map(induction -> new Continuum.InductionLine(
                                InductionView.of(induction),
                                mentored.stream()
                                        .filter(each -> each.induction.equals(induction.id))
                                        .map(MentorshipView::of)
                                        .toList()))
                        .toList(),
                StandingEvidence.summaries(standing, Stage.GROWTH));
    }
}
