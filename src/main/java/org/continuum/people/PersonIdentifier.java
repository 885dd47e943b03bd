package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.continuum.vault.BlindIndex;
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
        String value) {
    /** By which it is found again: only the mark is kept where it can be searched for. */
    public byte[] mark(BlindIndex index) {
        return index.mark(
                "person_identifier.mark",
                issuer.toString().getBytes(StandardCharsets.US_ASCII),
                value.getBytes(StandardCharsets.UTF_8));
    }
}
