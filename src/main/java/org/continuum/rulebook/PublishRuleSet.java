package org.continuum.rulebook;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/**
 * Publishes a version of a rule set for good; refused while one of its own worked cases is red. Who has published a rule
 * set first, or the first one about a license type, is its only publisher: nobody else's document becomes its law.
 */
@ApplicationScoped
public class PublishRuleSet {
    /** Of a rule set, and about a license type: a question may have to look at all of them. */
    static final int MOST_VERSIONS = 200;

    static final int MOST_RULE_SETS = 500;

    private final Idempotency idempotency;
    private final Publications publications;
    private final Trail trail;

    PublishRuleSet(Idempotency idempotency, Publications publications, Trail trail) {
        this.idempotency = idempotency;
        this.publications = publications;
        this.trail = trail;
    }

    /** @throws Problem with every mistake, or every red case */
    @Act
    public Recorded publish(Caller caller, byte[] bytes, @Nullable RequestKey key) {
        return idempotency.once(key, () -> add(caller, bytes));
    }

    /** In the transaction of the act that publishes. */
    Recorded add(Caller caller, byte[] bytes) {
        RuleSetDocument document = publications.read(caller, bytes);
        refuseRed(document);
        publications.lock();
        refuseForeign(caller, document.ruleSet(), document.layer() != null);
        RuleSet rules = document.ruleSet();
        refuseTooMany(caller, rules, document.layer() != null);
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
        if (!publications.add(document, publication, receipt)) {
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

    private static void refuseRed(RuleSetDocument document) {
        List<SelfTest.Red> reds = SelfTest.run(document.ruleSet(), document.cases());
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
    }

    private void refuseForeign(Caller caller, RuleSet rules, boolean layer) {
        List<Violation> foreign = new ArrayList<>();
        if (isForeign(caller, publications.publisher(rules.id()))) {
            foreign.add(new Violation(
                    "/id", "Another organization publishes '" + rules.id() + "'.", "Give yours an id of its own."));
        }
        for (int i = 0; i < rules.licenseTypes().size() && !layer; i++) {
            String type = rules.licenseTypes().get(i);
            if (isForeign(caller, publications.publisherAbout(type))) {
                foreign.add(new Violation(
                        "/licenseTypes/" + i,
                        "Another organization makes the rules about '" + type + "'.",
                        "Choose a license type of yours, or extend that organization's rule set as a layer."));
            }
        }
        if (!foreign.isEmpty()) {
            throw new Problem(ProblemType.CONFLICT, "Nothing was published; see errors.", foreign);
        }
    }

    private void refuseTooMany(Caller caller, RuleSet rules, boolean layer) {
        String id = rules.id();
        for (int i = 0; i < rules.licenseTypes().size() && !layer; i++) {
            String type = rules.licenseTypes().get(i);
            if (publications.versionsAbout(type) >= MOST_VERSIONS) {
                throw tooMany(
                        "/licenseTypes/" + i,
                        "There are " + MOST_VERSIONS + " versions about '" + type + "', as many as there may be.",
                        "Go on under another license type.");
            }
        }
        long versions = publications.versions(id);
        if (versions >= MOST_VERSIONS) {
            throw tooMany(
                    "/version",
                    "'" + id + "' has " + MOST_VERSIONS + " versions, as many as it may.",
                    "Go on under another id.");
        }
        if (versions == 0 && publications.ruleSets(caller.organization()) >= MOST_RULE_SETS) {
            throw tooMany(
                    "/id",
                    "Your organization has published " + MOST_RULE_SETS + " rule sets, as many as it may.",
                    "Publish a version of one of them; it may be about several license types.");
        }
    }

    private static Problem tooMany(String pointer, String detail, String fix) {
        return new Problem(
                ProblemType.CONFLICT,
                "Nothing was published; see errors.",
                List.of(new Violation(pointer, detail, fix)));
    }

    private static boolean isForeign(Caller caller, Optional<UUID> publisher) {
        return publisher.isPresent() && !publisher.get().equals(caller.organization());
    }
}
