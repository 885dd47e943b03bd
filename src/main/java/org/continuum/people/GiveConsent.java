package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.Violation;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.continuum.trail.ServiceTime;
import org.jspecify.annotations.Nullable;

/** A person lets an organization see something of the record. */
@ApplicationScoped
public class GiveConsent {
    /** In a lifetime; each stays on the record when it has ended. */
    static final int MOST = 1_000;

    private final Idempotency idempotency;
    private final People people;
    private final Organizations organizations;
    private final Grants grants;
    private final ServiceTime time;

    GiveConsent(Idempotency idempotency, People people, Organizations organizations, Grants grants, ServiceTime time) {
        this.idempotency = idempotency;
        this.people = people;
        this.organizations = organizations;
        this.grants = grants;
        this.time = time;
    }

    @Act
    public Recorded give(Caller caller, UUID person, ConsentDetails details, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            people.get(person);
            List<Violation> wrong = new ArrayList<>();
            if (organizations.findByIdOptional(details.organization()).isEmpty()) {
                wrong.add(new Violation("/organization", "Not a known organization.", "Name a registered one."));
            }
            if (!details.until().isAfter(time.now())) {
                wrong.add(new Violation("/until", "Not in the future.", "Send a later moment."));
            }
            if (grants.consents(person) >= MOST) {
                wrong.add(new Violation(
                        "",
                        "%d consents have been given already, ended ones included.".formatted(MOST),
                        "There can be no more; those that stand go on to their last day."));
            }
            if (!wrong.isEmpty()) {
                throw Problem.unacceptable(wrong);
            }
            Grant consent = grants.consent(person, details.organization(), details.scopes(), details.until());
            return new Recorded(consent.id(), grants.note(List.of(consent)).getFirst());
        });
    }
}
