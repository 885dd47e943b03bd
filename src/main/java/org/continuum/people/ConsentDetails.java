package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Scope;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A consent, as the person gives it. */
@Schema(description = "A consent, as the person gives it.")
public record ConsentDetails(
        @NotNull @Schema(description = "The organization that may see it.")
        UUID organization,

        @NotNull @Size(min = 1, max = 4) @Schema(description = "What it may see.")
        Set<@NotNull Scope> scopes,

        @NotNull @Schema(description = "Until when; the person can take it back earlier.")
        Instant until) {
    public ConsentDetails {
        scopes = scopes == null ? Set.of() : Set.copyOf(scopes);
    }
}
