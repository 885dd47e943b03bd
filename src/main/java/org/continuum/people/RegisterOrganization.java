package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.trail.Idempotency;
import org.continuum.trail.Recorded;
import org.continuum.trail.RequestKey;
import org.jspecify.annotations.Nullable;

/** Makes an organization known. */
@ApplicationScoped
public class RegisterOrganization {
    private final Idempotency idempotency;
    private final Organizations organizations;
    private final Journal journal;

    RegisterOrganization(Idempotency idempotency, Organizations organizations, Journal journal) {
        this.idempotency = idempotency;
        this.organizations = organizations;
        this.journal = journal;
    }

    @Act
    public Recorded register(Caller caller, OrganizationDetails details, @Nullable RequestKey key) {
        return idempotency.once(key, () -> {
            Organization organization = new Organization(details);
            organizations.persistAndFlush(organization);
            return new Recorded(
                    organization.id(),
                    journal.note(
                            "organization.registered",
                            null,
                            organization.id(),
                            OrganizationView.of(organization),
                            Map.of("kind", details.kind().toString())));
        });
    }
}
