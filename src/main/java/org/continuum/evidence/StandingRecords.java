package org.continuum.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.continuum.http.Violation;
import org.continuum.people.Objection;

/** Of whom there is evidence, somebody is meant by the record. */
@ApplicationScoped
class StandingRecords implements Objection {
    private final EvidenceLog log;

    StandingRecords(EvidenceLog log) {
        this.log = log;
    }

    @Override
    public List<Violation> toDeactivating(UUID person) {
        return log.of(person).stream()
                .filter(each -> each.retraction() == null)
                .map(each -> new Violation(
                        "",
                        "Evidence %s (%s) stands.".formatted(each.id(), each.kind()),
                        "Let whoever submitted it retract it, if it is about somebody else."))
                .toList();
    }
}
