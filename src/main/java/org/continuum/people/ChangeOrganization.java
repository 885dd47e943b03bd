package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.access.Act;
import org.continuum.access.Caller;
import org.continuum.http.Problem;
import org.continuum.http.Version;
import org.continuum.http.Violation;
import org.jspecify.annotations.Nullable;

/** Corrects what is known of an organization. */
@ApplicationScoped
public class ChangeOrganization {
    private final Organizations organizations;
    private final Journal journal;

    ChangeOrganization(Organizations organizations, Journal journal) {
        this.organizations = organizations;
        this.journal = journal;
    }

    @Act
    public Versioned<OrganizationView> change(
            Caller caller, UUID id, @Nullable String ifMatch, OrganizationDetails details) {
        Organization organization = organizations.lock(id);
        Version.require(ifMatch, organization.version);
        List<Violation> wrong = new ArrayList<>();
        if (details.kind() != organization.kind()) {
            wrong.add(new Violation(
                    "/kind",
                    "An organization's kind never changes.",
                    "Keep " + organization.kind() + ", or register another organization."));
        }
        if (organization.kind() == OrganizationKind.LICENSING_AUTHORITY
                && !details.jurisdiction().equals(organization.jurisdiction())) {
            wrong.add(new Violation(
                    "/jurisdiction",
                    "A licensing authority's jurisdiction never changes: it decides on whom it decides.",
                    "Keep " + organization.jurisdiction() + ", or register another organization."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.unacceptable(wrong);
        }
        organization.change(details);
        organizations.flush();
        OrganizationView view = OrganizationView.of(organization);
        journal.note("organization.changed", null, id, view, Map.of());
        return new Versioned<>(view, organization.version);
    }
}
