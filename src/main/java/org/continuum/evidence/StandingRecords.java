package org.continuum.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.continuum.http.Violation;
import org.continuum.people.Objection;

/** Of whom there is evidence, somebody is meant by the record. */
@ApplicationScoped
class StandingRecords implements Objection {
    private static final String LET_IT_BE_RETRACTED =
            "Let whoever submitted it retract it, if it is about somebody else.";

    private final EvidenceLog log;

    StandingRecords(EvidenceLog log) {
        this.log = log;
    }

    @Override
    public List<Violation> toDeactivating(UUID person) {
        List<EvidenceRecord> seen = log.of(person);
        List<Violation> open = new ArrayList<>();
        for (EvidenceRecord each : seen) {
            if (each.retraction() == null) {
                open.add(new Violation(
                        "", "Evidence %s (%s) stands.".formatted(each.id(), each.kind()), LET_IT_BE_RETRACTED));
            }
        }
        if (log.hasBesides(person, seen.stream().map(EvidenceRecord::id).toList())) {
            open.add(new Violation("", "Evidence stands that your organization may not see.", LET_IT_BE_RETRACTED));
        }
        return open;
    }
}
