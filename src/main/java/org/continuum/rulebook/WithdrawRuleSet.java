package org.continuum.rulebook;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
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

/** Takes a published version out of force, from a day on. What was the law before that day stays so. */
@ApplicationScoped
public class WithdrawRuleSet {
    private final Idempotency idempotency;
    private final Publications publications;
    private final Trail trail;

    WithdrawRuleSet(Idempotency idempotency, Publications publications, Trail trail) {
        this.idempotency = idempotency;
        this.publications = publications;
        this.trail = trail;
    }

    /** @throws Problem "not found" for a version that the caller's organization has not published */
    @Act
    public Recorded withdraw(
            Caller caller, String id, String version, WithdrawalRequest asked, @Nullable RequestKey key) {
        return idempotency.once(key, () -> add(caller, id, version, asked.withdrawal()));
    }

    private Recorded add(Caller caller, String id, String version, Withdrawal withdrawal) {
        RuleSet rules = publications
                .find(id, version)
                .filter(any -> publications
                        .publisher(id)
                        .filter(caller.organization()::equals)
                        .isPresent())
                .orElseThrow(Problem::notFound)
                .ruleSet();
        refuse(rules, withdrawal);
        UUID subject = Ids.next();
        Receipt receipt = trail.append(new Entry(
                "rule-set.withdrawn",
                null,
                subject,
                (withdrawal.enacted() + "\n" + withdrawal.effectiveFrom() + "\n" + withdrawal.reason())
                        .getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "ruleSet",
                        id,
                        "version",
                        version,
                        "enacted",
                        withdrawal.enacted().toString(),
                        "effectiveFrom",
                        withdrawal.effectiveFrom().toString())));
        if (!publications.add(rules, subject, withdrawal, receipt)) {
            throw new Problem(
                    ProblemType.CONFLICT, "Version " + version + " of " + id + " is withdrawn already, and stays so.");
        }
        return new Recorded(subject, receipt);
    }

    private static void refuse(RuleSet rules, Withdrawal withdrawal) {
        List<Violation> wrong = new ArrayList<>();
        if (withdrawal.enacted().isBefore(rules.enacted())) {
            wrong.add(new Violation(
                    "/enacted", "Before the version was made law, on " + rules.enacted() + ".", "Correct the day."));
        }
        LocalDate to = rules.effectiveTo();
        if (withdrawal.effectiveFrom().isBefore(rules.effectiveFrom())
                || to != null && withdrawal.effectiveFrom().isAfter(to)) {
            wrong.add(new Violation(
                    "/effectiveFrom",
                    "The version is not the law then: it is from " + rules.effectiveFrom()
                            + (to == null ? "" : " to " + to) + ".",
                    "Send the first day for which it is withdrawn; its own first day, if it never held."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.unacceptable(wrong);
        }
    }
}
