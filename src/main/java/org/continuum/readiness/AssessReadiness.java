package org.continuum.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Caller;
import org.continuum.access.Relations;
import org.continuum.evidence.EvidenceLog;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.rulebook.RuleSetDocument;
import org.continuum.rulebook.Rulebook;
import org.continuum.rules.Assessment;
import org.continuum.rules.Question;
import org.continuum.trail.ServiceTime;
import org.jspecify.annotations.Nullable;

/** Asks the rules about one person's records. */
@ApplicationScoped
public class AssessReadiness {
    private final Relations relations;
    private final EvidenceLog evidence;
    private final Rulebook rulebook;
    private final ServiceTime time;

    AssessReadiness(Relations relations, EvidenceLog evidence, Rulebook rulebook, ServiceTime time) {
        this.relations = relations;
        this.evidence = evidence;
        this.rulebook = rulebook;
        this.time = time;
    }

    /**
     * @param layer the local rule set under which it is asked; null for the rules alone
     * @throws Problem if the person is not the caller's to see, or if no rule reaches the license type
     */
    Readiness assess(Caller caller, UUID person, String licenseType, @Nullable String layer, AsOf dates) {
        relations.require(caller, person);
        List<RuleSetDocument> versions = rulebook.about(licenseType);
        ZoneId zone = versions.getFirst().ruleSet().zone();
        Instant now = time.now();
        return assess(
                person,
                versions,
                layer,
                new Question(
                        licenseType,
                        dates.factsAsOf(now, zone),
                        dates.evidenceKnownAsOf(now, zone),
                        dates.rulesKnownAsOf(now, zone)));
    }

    /** The same question again, later: what was recorded since is ignored because the question says so. */
    Readiness again(Determination frozen) {
        boolean layered = rulebook.get(frozen.ruleSetDigest()).layer() != null;
        return assess(
                frozen.person(),
                rulebook.about(frozen.licenseType()),
                layered ? frozen.ruleSet() : null,
                frozen.question());
    }

    private Readiness assess(UUID person, List<RuleSetDocument> versions, @Nullable String layer, Question question) {
        Records records = Records.of(evidence.of(person));
        Rulebook.Applying applying = rulebook.inForce(versions, layer, records.facts(), question);
        Assessment assessment = Assessment.of(applying.document().ruleSet(), records.facts(), question);
        if (assessment.outcome() == null || applying.onlyTheLayerApplies(assessment)) {
            throw new Problem(
                    ProblemType.UNACCEPTABLE,
                    "No requirement applies, so there is nothing to be ready for.",
                    List.of(new Violation(
                            "#query/licenseType",
                            "No requirement of " + applying.document().ruleSet().id() + " reaches this question.",
                            "Check the license type and the dates.")));
        }
        return Readiness.of(person, applying, assessment, assessment.outcome(), records);
    }
}
