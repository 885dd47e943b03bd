package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A preparation program, as it is registered and changed. */
@Schema(description = "A preparation program, as it is registered and changed.")
public record ProgramDetails(
        @NotNull @Schema(description = "The preparation provider that offers it; never changes.")
        UUID provider,

        @NotNull
        @Size(min = 1, max = 80)
        @Pattern(regexp = Text.SAYS_SOMETHING)
        @Schema(description = "The provider's own code, unique among its programs.")
        String code,

        @NotNull @Size(min = 1, max = 200) @Pattern(regexp = Text.SAYS_SOMETHING) @Schema(description = "Its title.")
        String title,

        @NotNull
        @Size(min = 1, max = 120)
        @Pattern(regexp = Text.SAYS_SOMETHING)
        @Schema(description = "The field it prepares for, e.g. mathematics.")
        String field,

        @NotNull
        @Size(min = 1, max = 40)
        @Pattern(regexp = Text.SAYS_SOMETHING)
        @Schema(description = "The grades it prepares for, e.g. 5-8.")
        String gradeBand,

        @NotNull
        @Size(min = 1, max = 80)
        @Pattern(regexp = Text.SAYS_SOMETHING)
        @Schema(description = "The kind of preparation, e.g. residency.")
        String route) {}
