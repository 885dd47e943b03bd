package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.continuum.access.NamesPersons;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That two records are one person's. */
@Schema(description = "That another record is the same person's.")
public record MergeDetails(
        @NotNull @Schema(description = "The other record; its id leads here from then on.")
        UUID absorbed,

        @NotNull
        @Size(min = 1, max = 2000)
        @Pattern(regexp = Text.SAYS_SOMETHING_IN_LINES)
        @Schema(description = "Why they are one.")
        String reason)
        implements NamesPersons {
    @Override
    public List<UUID> persons() {
        return List.of(absorbed);
    }
}
