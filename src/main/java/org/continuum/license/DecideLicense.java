package org.continuum.license;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Ids;
import org.continuum.readiness.Determination;
import org.continuum.trail.Entry;
import org.continuum.trail.Idempotency;
import org.continuum.trail.PersonRecord;
import org.continuum.trail.Receipt;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.Trail;
import org.jspecify.annotations.Nullable;

/** A named person with authority grants or denies a license; a grant issues it in the same transaction. */
@ApplicationScoped
public class DecideLicense {
    private final Idempotency idempotency;
    private final Deciding deciding;
    private final LicensingDecisions decisions;
    private final IssueLicense issue;
    private final PersonRecord record;
    private final Trail trail;
    private final ObjectMapper json;

    DecideLicense(
            Idempotency idempotency,
            Deciding deciding,
            LicensingDecisions decisions,
            IssueLicense issue,
            PersonRecord record,
            Trail trail,
            ObjectMapper json) {
        this.idempotency = idempotency;
        this.deciding = deciding;
        this.decisions = decisions;
        this.issue = issue;
        this.record = record;
        this.trail = trail;
        this.json = json;
    }

    @Act
    public Recorded decide(Caller caller, UUID person, LicensingDecisionRequest asked, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            // no review opens while it is being decided
            record.hold(person);
            Grounds grounds = deciding.check(caller, person, asked);
            return switch (asked.act()) {
                case GRANT -> grant(caller, asked, grounds);
                case DENY -> record(decision(caller, asked, grounds, null));
            };
        });
    }

    private Recorded grant(Caller caller, LicensingDecisionRequest asked, Grounds grounds) {
        UUID license = Ids.next();
        LicensingDecision decision = decision(caller, asked, grounds, license);
        Recorded recorded = record(decision);
        issue.issue(decision, license, asked, grounds);
        return recorded;
    }

    private static LicensingDecision decision(
            Caller caller, LicensingDecisionRequest asked, Grounds grounds, @Nullable UUID license) {
        Determination determination = grounds.determination();
        return new LicensingDecision(
                determination.person(),
                Ids.next(),
                caller.organization(),
                new LicensingDecision.Decider(caller.name(), caller.subject()),
                asked.act(),
                determination.licenseType(),
                determination.id(),
                determination.digest(),
                determination.outcome(),
                asked.overrides(),
                asked.reasons(),
                grounds.today(),
                license);
    }

    private Recorded record(LicensingDecision decision) {
        byte[] bytes = bytes(decision);
        Map<String, Object> data = new HashMap<>(Map.of(
                "act", decision.act().slug,
                "licenseType", decision.licenseType(),
                "determination", decision.determination(),
                "outcome", decision.outcome().name(),
                "override", decision.override()));
        if (decision.license() != null) {
            data.put("license", decision.license());
        }
        Receipt receipt =
                trail.append(Entry.sealed("licensing-decision.made", decision.person(), decision.id(), bytes, data));
        decisions.add(decision, bytes, receipt);
        return new Recorded(decision.id(), receipt);
    }

    private byte[] bytes(LicensingDecision decision) {
        try {
            return json.writeValueAsBytes(decision);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A decision can always be written", e);
        }
    }
}
