package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** By what an organization that has nothing to do with a person yet shows that it means her. It is compared and not kept. */
@Schema(
        description =
                "By what your organization knows the person besides the id: needed where it has no relation to her and"
                        + " no consent of hers; not kept.")
public record KnownBy(
        @NotNull @Schema(description = "The organization that gave one of her identifiers.")
        UUID issuer,

        @NotNull @Size(min = 1, max = 120) @Pattern(regexp = "^\\S+$") @Schema(description = "The identifier.")
        String value,

        @NotNull @Schema(description = "Her date of birth.") LocalDate birthDate) {
    boolean means(PersonDetails details) {
        return birthDate.equals(details.birthDate())
                && details.identifiers().contains(new PersonIdentifier(issuer, value));
    }
}
