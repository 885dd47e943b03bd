package org.continuum.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Relation;
import org.continuum.access.Relations;
import org.continuum.framework.Competency;
import org.continuum.framework.Framework;
import org.continuum.framework.Frameworks;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;

/** Whether a submission that fits the contract can be accepted: everything that speaks against it, at once. */
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
    private final Frameworks frameworks;
    private final EvidenceLog log;

    Acceptance(Relations relations, Frameworks frameworks, EvidenceLog log) {
        this.relations = relations;
        this.frameworks = frameworks;
        this.log = log;
    }

    /**
     * Throws a problem with all reasons against it, if there are any.
     *
     * @param today the day of recording
     */
    void require(Caller caller, Submission submission, LocalDate today) {
        List<Violation> violations = new ArrayList<>();
        boolean forked = examine(caller, submission, Horizon.today(today), violations);
        if (!violations.isEmpty()) {
            throw Problem.unacceptable(violations);
        }
        if (forked) {
            throw alreadySuperseded();
        }
    }

    /**
     * Adds all reasons against it.
     *
     * @return true if the record to be replaced has been replaced already
     */
    boolean examine(Caller caller, Submission submission, Horizon horizon, List<Violation> violations) {
        Envelope envelope = submission.envelope();
        envelope.contradictions(horizon).forEach(violations::add);
        submission.contradictions().forEach(violations::add);
        rated(submission, violations);
        boolean forked = false;
        Set<Relation> known = relations.between(caller.organization(), envelope.person());
        if (known.isEmpty()) {
            violations.add(new Violation(
                    "/person",
                    "No such person, or none that your organization has to do with.",
                    "Register, enroll or employ the person first."));
        } else {
            forked = references(caller, submission, violations);
            authority(submission, known, violations);
        }
        return forked;
    }

    /**
     * Anyone with standing may determine that something was shown; what waives a requirement, or voids or holds somebody
     * else's record, is for the authority alone.
     */
    private static void authority(Submission submission, Set<Relation> known, List<Violation> violations) {
        if (submission instanceof Decision decision
                && !decision.act().equals("determine")
                && !known.contains(Relation.LICENSING_AUTHORITY)) {
            violations.add(new Violation(
                    "/act",
                    "Only the person's licensing authority may decide this.",
                    "Ask the authority to decide; what was merely determined is sent with act determine."));
        }
    }

    static Problem alreadySuperseded() {
        return new Problem(
                ProblemType.CONFLICT, "Nothing was recorded: corrections form a line.", List.of(ALREADY_SUPERSEDED));
    }

    /** True if the record to be replaced has been replaced already. */
    private boolean references(Caller caller, Submission submission, List<Violation> violations) {
        Envelope envelope = submission.envelope();
        UUID person = envelope.person();
        if (submission instanceof Appeal appeal
                && log.find(person, appeal.against()).isEmpty()) {
            violations.add(new Violation(
                    "/against", "No such record on this person.", "Name the record that the appeal is against."));
        }
        UUID replaced = envelope.supersedes();
        if (replaced == null) {
            return false;
        }
        List<EvidenceRecord> all = log.of(person);
        Optional<EvidenceRecord> found = all.stream()
                .filter(each -> each.id().equals(replaced))
                .filter(each -> each.organization().equals(caller.organization()))
                .findFirst();
        if (found.isEmpty()) {
            violations.add(NO_SUCH_RECORD_TO_REPLACE);
            return false;
        }
        if (!found.get().kind().equals(submission.kind())) {
            violations.add(new Violation(
                    "/supersedes",
                    "The record is of another kind: %s.".formatted(found.get().kind()),
                    "Retract it, and send this one as a new record."));
        }
        if (found.get().purpose() != envelope.purpose()) {
            violations.add(new Violation(
                    "/purpose",
                    "The record that it replaces serves another purpose: %s."
                            .formatted(found.get().purpose().stored()),
                    "Keep the purpose; a correction cannot carry evidence from one side to the other."));
        }
        return all.stream().anyMatch(each -> replaced.equals(each.supersedes()));
    }

    private void rated(Submission submission, List<Violation> violations) {
        UUID id = submission.framework();
        if (id == null) {
            return;
        }
        Optional<Framework> framework = frameworks.find(id);
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
