package org.continuum.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.continuum.access.Caller;
import org.continuum.access.Relation;
import org.continuum.access.Relations;
import org.continuum.framework.Competency;
import org.continuum.framework.Framework;
import org.continuum.framework.Frameworks;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.trail.Closure;
import org.continuum.trail.Closures;
import org.continuum.trail.PersonRecord;

/** Whether submissions that fit the contract can be accepted: everything that speaks against each, at once. */
@ApplicationScoped
class Acceptance {
    private static final Violation NO_SUCH_RECORD_TO_REPLACE = new Violation(
            "/supersedes",
            "Your organization has submitted no such record on this person.",
            "Name a record of your own on the same person.");

    static final Violation ALREADY_SUPERSEDED = new Violation(
            "/supersedes",
            "Another record supersedes this one already.",
            "Supersede the last record of the line instead.");

    private final Relations relations;
    private final Closures closures;
    private final Frameworks frameworks;
    private final EvidenceLog log;
    private final PersonRecord record;

    Acceptance(Relations relations, Closures closures, Frameworks frameworks, EvidenceLog log, PersonRecord record) {
        this.closures = closures;
        this.relations = relations;
        this.frameworks = frameworks;
        this.log = log;
        this.record = record;
    }

    /**
     * What speaks against each of the submissions, in their order; empty where nothing does. What they refer to is
     * looked up for all of them at once. How much has been submitted is what was so before all of them: together they can go past
     * that limit, by as many as come at once.
     *
     * @param today the day of recording
     */
    List<Optional<Problem>> judge(Caller caller, List<Submission> submissions, LocalDate today) {
        Set<UUID> superseded = new HashSet<>();
        List<Optional<Problem>> judged = new ArrayList<>(submissions.size());
        List<Examined> examined = examine(caller, submissions, Horizon.today(today));
        Map<UUID, Submitted> submitted = log.submitted(caller, record.reaching(Submitted.MOST, people(submissions)));
        for (int i = 0; i < submissions.size(); i++) {
            UUID replaced = submissions.get(i).envelope().supersedes();
            Optional<Violation> full = submitted
                    .getOrDefault(submissions.get(i).envelope().person(), Submitted.NOTHING)
                    .against(submissions.get(i));
            if (!examined.get(i).violations().isEmpty()) {
                judged.add(Optional.of(Problem.unacceptable(examined.get(i).violations())));
            } else if (full.isPresent()) {
                judged.add(Optional.of(Problem.unacceptable(List.of(full.get()))));
            } else if (replaced != null && (examined.get(i).forked() || !superseded.add(replaced))) {
                judged.add(Optional.of(alreadySuperseded()));
            } else {
                judged.add(Optional.empty());
            }
        }
        return judged;
    }

    /**
     * What was found against a submission by itself.
     *
     * @param forked whether the record to be replaced has been replaced already
     */
    record Examined(List<Violation> violations, boolean forked) {}

    /** All reasons against each, in the order of the submissions. */
    List<Examined> examine(Caller caller, List<Submission> submissions, Horizon horizon) {
        Set<UUID> people = people(submissions);
        Map<UUID, Set<Relation>> known = relations.of(caller, people);
        Map<UUID, Closure> closed = closures.among(people);
        Map<UUID, Referred> referred = log.referred(references(submissions));
        Map<UUID, Optional<Framework>> rubrics = new HashMap<>();
        List<Examined> examined = new ArrayList<>(submissions.size());
        for (Submission submission : submissions) {
            Envelope envelope = submission.envelope();
            List<Violation> violations = new ArrayList<>();
            envelope.contradictions(horizon).forEach(violations::add);
            submission.contradictions().forEach(violations::add);
            UUID framework = submission.framework();
            if (framework != null) {
                rated(submission, rubrics.computeIfAbsent(framework, frameworks::find), violations);
            }
            Set<Relation> own = known.getOrDefault(envelope.person(), Set.of());
            boolean forked = false;
            if (own.isEmpty()) {
                violations.add(new Violation(
                        "/person",
                        "No such person, or none that your organization has to do with.",
                        "Register, enroll or employ the person first."));
            } else if (closed.containsKey(envelope.person())) {
                violations.add(closed(closed.get(envelope.person())));
            } else {
                forked = references(caller, submission, referred, violations);
                authority(submission, own, violations);
                if (caller.mentor() != null) {
                    mentor(submission, violations);
                }
            }
            examined.add(new Examined(violations, forked));
        }
        return examined;
    }

    private static Set<UUID> people(List<Submission> submissions) {
        return submissions.stream().map(each -> each.envelope().person()).collect(Collectors.toSet());
    }

    private static Violation closed(Closure closure) {
        return switch (closure) {
            case ERASED ->
                new Violation("/person", "The person's record was erased, lawfully.", "Nothing can be added to it.");
            case DEACTIVATED ->
                new Violation(
                        "/person",
                        "The person was registered in error, and the record is closed.",
                        "Name the record that is meant.");
        };
    }

    private static List<EvidenceId> references(List<Submission> submissions) {
        List<EvidenceId> references = new ArrayList<>();
        for (Submission submission : submissions) {
            UUID person = submission.envelope().person();
            UUID replaced = submission.envelope().supersedes();
            if (replaced != null) {
                references.add(new EvidenceId(person, replaced));
            }
            if (submission instanceof Appeal appeal) {
                references.add(new EvidenceId(person, appeal.against()));
            }
        }
        return references;
    }

    /**
     * Anyone with standing may determine that something was shown; what waives a requirement, or voids or holds somebody
     * else's record, is for the authority alone.
     */
    private static void authority(Submission submission, Set<Relation> known, List<Violation> violations) {
        if (submission instanceof Decision decision
                && !decision.determines()
                && !known.contains(Relation.LICENSING_AUTHORITY)) {
            violations.add(new Violation(
                    "/act",
                    "Only the person's licensing authority may decide this.",
                    "Ask the authority to decide; what was merely determined is sent with act determine."));
        }
    }

    /** A mentor tells of somebody's growth. What counts for a license, and what is decided, is for others of the employer. */
    private void mentor(Submission submission, List<Violation> violations) {
        Envelope envelope = submission.envelope();
        if (envelope.purpose() != Purpose.GROWTH) {
            violations.add(new Violation(
                    "/purpose",
                    "A mentor records growth only.",
                    "Send purpose growth, or let your employer submit it."));
        }
        if (submission instanceof Decision) {
            violations.add(new Violation("/kind", "A mentor decides nothing.", "Let your employer submit it."));
        }
        if (envelope.supersedes() != null && !log.isByCaller(envelope.person(), envelope.supersedes())) {
            violations.add(new Violation(
                    "/supersedes",
                    "Not a record that you have submitted yourself.",
                    "Let whoever submitted it correct it."));
        }
    }

    static Problem alreadySuperseded() {
        return new Problem(
                ProblemType.CONFLICT, "Nothing was recorded: corrections form a line.", List.of(ALREADY_SUPERSEDED));
    }

    /** True if the record to be replaced has been replaced already. */
    private static boolean references(
            Caller caller, Submission submission, Map<UUID, Referred> referred, List<Violation> violations) {
        Envelope envelope = submission.envelope();
        if (submission instanceof Appeal appeal && !Referred.isOf(envelope.person(), referred.get(appeal.against()))) {
            violations.add(new Violation(
                    "/against", "No such record on this person.", "Name the record that the appeal is against."));
        }
        UUID replaced = envelope.supersedes();
        if (replaced == null) {
            return false;
        }
        Referred found = referred.get(replaced);
        if (found == null
                || !Referred.isOf(envelope.person(), found)
                || !found.organization().equals(caller.organization())) {
            violations.add(NO_SUCH_RECORD_TO_REPLACE);
            return false;
        }
        if (!found.kind().equals(submission.kind())) {
            violations.add(new Violation(
                    "/supersedes",
                    "The record is of another kind: %s.".formatted(found.kind()),
                    "Retract it, and send this one as a new record."));
        }
        if (found.purpose() != envelope.purpose()) {
            violations.add(new Violation(
                    "/purpose",
                    "The record that it replaces serves another purpose: %s."
                            .formatted(found.purpose().stored()),
                    "Keep the purpose; a correction cannot carry evidence from one side to the other."));
        }
        return found.superseded();
    }

    private static void rated(Submission submission, Optional<Framework> framework, List<Violation> violations) {
        if (framework.isEmpty()) {
            violations.add(
                    new Violation("/framework", "No framework has this id.", "Send the id of an imported framework."));
            return;
        }
        for (int i = 0; i < submission.ratings().size(); i++) {
            rated("/ratings/" + i, submission.ratings().get(i), framework.get(), violations);
        }
    }

    private static void rated(String pointer, Rating rating, Framework framework, List<Violation> violations) {
        Optional<Competency> competency = framework.competency(rating.competency());
        if (competency.isEmpty()) {
            violations.add(new Violation(
                    pointer + "/competency",
                    "The framework has no competency with this code.",
                    "Send a code of /frameworks/%s/competencies.".formatted(framework.id())));
            return;
        }
        Optional<List<String>> levels = competency.get().levels(rating.dimension());
        if (levels.isEmpty()) {
            violations.add(noSuchDimension(pointer, competency.get()));
        } else if (!levels.get().contains(rating.level())) {
            violations.add(new Violation(
                    pointer + "/level",
                    "Not a level of the competency's scale.",
                    "Send one of %s.".formatted(String.join(", ", levels.get()))));
        }
    }

    private static Violation noSuchDimension(String pointer, Competency competency) {
        if (competency.scales().isEmpty()) {
            return new Violation(
                    pointer + "/competency",
                    "The framework has no levels for this competency.",
                    "Rate a competency that a rubric has levels for.");
        }
        List<String> known = competency.scales().keySet().stream().sorted().toList();
        return new Violation(
                pointer + "/dimension",
                "The rubric does not rate the competency in this dimension.",
                known.equals(List.of(""))
                        ? "Leave it out; there is only one."
                        : "Send one of %s.".formatted(String.join(", ", known)));
    }
}
