package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An organization, as it is registered and changed. */
@Schema(description = "An organization, as it is registered and changed.")
public record OrganizationDetails(
        @NotNull @Schema(description = "What it is; never changes.")
        OrganizationKind kind,

        @NotNull @Size(min = 1, max = 200) @Pattern(regexp = Text.SAYS_SOMETHING) @Schema(description = "Its name.")
        String name,

        @NotNull
        @Pattern(regexp = "^[A-Z]{2}(-[A-Z0-9]{1,3})?$")
        @Schema(description = "Where it acts: ISO 3166 code of a country or its subdivision.", examples = "US-MA")
        String jurisdiction,

        @Nullable @Size(max = 20) @Schema(description = "What others call it.")
        List<OrganizationIdentifier> identifiers) {
    /** Empty when there were none. */
    @Override
    public List<OrganizationIdentifier> identifiers() {
        return identifiers == null ? List.of() : identifiers.stream().distinct().toList();
    }
}
