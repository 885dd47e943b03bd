package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An organization, as it is read. */
@Schema(name = "Organization", description = "An organization.")
public record OrganizationView(
        @NotNull @Schema(description = "Its id.") UUID id,

        @NotNull @Schema(description = "What it is.") OrganizationKind kind,
        @NotNull @Schema(description = "Its name.") String name,

        @NotNull @Schema(description = "Where it acts.") String jurisdiction,

        @NotNull @Schema(description = "What others call it.")
        List<OrganizationIdentifier> identifiers) {
    static OrganizationView of(Organization organization) {
        return new OrganizationView(
                organization.id(),
                organization.kind(),
                organization.name(),
                organization.jurisdiction(),
                organization.identifiers());
    }
}
