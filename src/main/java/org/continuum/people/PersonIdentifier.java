package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an organization calls a person. Never a social security number: the service has no place for one. */
@Schema(description = "What an organization calls the person; never a social security number.")
public record PersonIdentifier(
        @NotNull @Schema(description = "The organization that gave the identifier.")
        UUID issuer,

        @NotNull
        @Size(min = 1, max = 120)
        @Pattern(regexp = "^\\S+$")
        @Schema(description = "The identifier, unique among the issuer's people.")
        String value) {}
