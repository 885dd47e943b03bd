package org.continuum.people;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What others call an organization, for example its number in a national register of districts. */
@Embeddable
@Schema(description = "What others call the organization.")
public record OrganizationIdentifier(
        @NotNull @Size(min = 1, max = 80) @Column(name = "scheme") @Schema(description = "The register, e.g. nces.")
        String scheme,

        @NotNull @Size(min = 1, max = 120) @Column(name = "value") @Schema(description = "The identifier in it.")
        String value) {}
