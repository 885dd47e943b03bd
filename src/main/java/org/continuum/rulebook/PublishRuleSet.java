package org.continuum.rulebook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Ids;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.http.Violation;
import org.continuum.rules.RuleSet;
import org.continuum.trail.Entry;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Receipt;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.Trail;
import org.jspecify.annotations.Nullable;

/** Publishes a version of a rule set for good; refused while one of its own worked cases is red. */
@ApplicationScoped
public class PublishRuleSet {
    private final Idempotency idempotency;
    private final Rulebook rulebook;
    private final Trail trail;

    PublishRuleSet(Idempotency idempotency, Rulebook rulebook, Trail trail) {
        this.idempotency = idempotency;
        this.rulebook = rulebook;
        this.trail = trail;
    }

    /** @throws Problem with every mistake, or every red case */
    @Act
    public Recorded publish(Caller caller, byte[] bytes, @Nullable RequestKey key) {
        return idempotency.once(key, () -> publish(RuleSetDocument.read(bytes)));
    }

    private Recorded publish(RuleSetDocument document) {
        RuleSet rules = document.ruleSet();
        List<SelfTest.Red> reds = SelfTest.run(rules, document.cases());
        if (!reds.isEmpty()) {
            throw new Problem(
                    ProblemType.UNACCEPTABLE,
                    "The rule set was not published: its own worked cases do not come out as they say.",
                    reds.stream()
                            .limit(100)
                            .map(red -> new Violation(
                                    "/cases",
                                    "Case '" + red.caseName() + "' as of " + red.asOf() + ": " + red.what(),
                                    "Correct the rule, or the case."))
                            .toList());
        }
        UUID publication = Ids.next();
        Receipt receipt = trail.append(new Entry(
                "rule-set.published",
                null,
                publication,
                document.bytes(),
                Map.of(
                        "ruleSet", rules.id(),
                        "version", rules.version(),
                        "digest", document.digest(),
                        "licenseTypes", rules.licenseTypes())));
        if (!rulebook.add(document, publication, receipt)) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Published versions stay as they are.",
                    List.of(new Violation(
                            "/version",
                            "Version " + rules.version() + " of " + rules.id() + " is published already.",
                            "Give the changed rule set a new version.")));
        }
        return new Recorded(publication, receipt);
    }
}
