package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A person, as read. */
@Schema(name = "Person", description = "A person.")
public record PersonView(
        @NotNull @Schema(description = "The person's id.") UUID id,

        @NotNull @Schema(description = "Given name or names.")
        String givenName,

        @NotNull @Schema(description = "Family name.") String familyName,

        @Nullable @Schema(description = "Date of birth, if known.")
        LocalDate birthDate,

        @NotNull @Schema(description = "What organizations call the person.")
        List<PersonIdentifier> identifiers) {
    PersonView asCalledBy(UUID issuer) {
        return new PersonView(
                id,
                givenName,
                familyName,
                birthDate,
                identifiers.stream()
                        .filter(each -> each.issuer().equals(issuer))
                        .toList());
    }

    static PersonView of(UUID id, PersonDetails details) {
        return new PersonView(
                id, details.givenName(), details.familyName(), details.birthDate(), details.identifiers());
    }
}
