package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A person, as registered and changed. */
@Schema(description = "A person, as registered and changed.")
public record PersonDetails(
        @NotNull
        @Size(min = 1, max = 200)
        @Pattern(regexp = Text.SAYS_SOMETHING)
        @Schema(description = "Given name or names.")
        String givenName,

        @NotNull @Size(min = 1, max = 200) @Pattern(regexp = Text.SAYS_SOMETHING) @Schema(description = "Family name.")
        String familyName,

        @Nullable @Schema(description = "Date of birth.") LocalDate birthDate,

        @Nullable @Size(max = 20) @Schema(description = "What organizations call the person.")
        List<PersonIdentifier> identifiers) {
    /** Empty when there were none. */
    @Override
    public List<PersonIdentifier> identifiers() {
        return identifiers == null ? List.of() : List.copyOf(identifiers);
    }
}
