package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.continuum.access.NamesPersons;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That two who are alike are two. */
@Schema(description = "That two records that are alike are two persons'.")
public record DismissalDetails(
        @NotNull @Size(min = 2, max = 2) @Schema(description = "The two, in either order.")
        List<@NotNull UUID> persons,

        @NotNull
        @Size(min = 1, max = 2000)
        @Pattern(regexp = Text.SAYS_SOMETHING_IN_LINES)
        @Schema(description = "Why they are two.")
        String reason)
        implements NamesPersons {}
