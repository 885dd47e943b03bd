package org.continuum.readiness;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;
import org.continuum.rulebook.AppealTerms;
import org.continuum.rulebook.RuleSetDocument;
import org.continuum.rulebook.Rulebook;
import org.continuum.trail.Entry;
import org.continuum.trail.Idempotency;
import org.continuum.trail.PersonRecord;
import org.continuum.trail.Receipt;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.Trail;
import org.jspecify.annotations.Nullable;

/** Issues the notice of a determination, once: its day starts the clock of an appeal. */
@ApplicationScoped
public class IssueNotice {
    private final Idempotency idempotency;
    private final Determinations determinations;
    private final Notices notices;
    private final Rulebook rulebook;
    private final PersonRecord record;
    private final Trail trail;
    private final ObjectMapper json;

    IssueNotice(
            Idempotency idempotency,
            Determinations determinations,
            Notices notices,
            Rulebook rulebook,
            PersonRecord record,
            Trail trail,
            ObjectMapper json) {
        this.idempotency = idempotency;
        this.determinations = determinations;
        this.notices = notices;
        this.rulebook = rulebook;
        this.record = record;
        this.trail = trail;
        this.json = json;
    }

    @Act
    public Recorded issue(Caller caller, UUID person, UUID id, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            Determination determination = determinations.get(person, id);
            if (!determination.organization().equals(caller.organization())) {
                throw new Problem(
                        ProblemType.FORBIDDEN, "Only the organization that froze a determination issues its notice.");
            }
            return issue(determination);
        });
    }

    private Recorded issue(Determination determination) {
        RuleSetDocument rules = rulebook.get(determination.ruleSetDigest());
        LocalDate issuedOn = LocalDate.ofInstant(
                record.hold(determination.person()).recordedAt(),
                rules.ruleSet().zone());
        AppealTerms terms = rules.appeal();
        LocalDate lastDay = terms == null ? null : terms.lastDay(issuedOn);
        byte[] text = NoticeText.of(determination, determination.readiness(json), rules, issuedOn)
                .getBytes(StandardCharsets.UTF_8);
        Map<String, Object> data = new HashMap<>(Map.of(
                "licenseType",
                determination.licenseType(),
                "outcome",
                determination.outcome().name(),
                "issuedOn",
                issuedOn.toString()));
        if (lastDay != null) {
            data.put("lastDay", lastDay.toString());
        }
        Receipt receipt = trail.append(
                Entry.sealed("determination.notice-issued", determination.person(), determination.id(), text, data));
        if (!notices.add(determination, issuedOn, lastDay, text, receipt)) {
            throw new Problem(ProblemType.CONFLICT, "The notice has been issued already; its day stays.");
        }
        return new Recorded(determination.id(), receipt);
    }
}
