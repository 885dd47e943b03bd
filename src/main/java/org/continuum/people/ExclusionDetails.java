package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.continuum.access.Excluded;
import org.continuum.access.Exclusion;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whom an operator shuts out. */
@Schema(description = "Whom to shut out.")
public record ExclusionDetails(
        @NotNull @Schema(description = "Whether a subject (sub) or a client (client_id or azp) of tokens.")
        Excluded excluded,

        @NotNull @Pattern(regexp = Exclusion.NAME) @Schema(description = "How tokens call it.")
        String name,

        @Nullable
        @Schema(
                description =
                        "Only tokens that were issued up to then; absent: all. An issuer's clock may be ahead: name a"
                                + " moment that leaves room for it.")
        Instant issuedUntil,

        @NotNull @Size(min = 1, max = 200) @Pattern(regexp = "[^\\p{Cntrl}]*") @Schema(description = "Why.")
        String reason) {}
