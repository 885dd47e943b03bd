package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A preparation program, as it is read. */
@Schema(name = "Program", description = "A preparation program.")
public record ProgramView(
        @NotNull @Schema(description = "Its id.") UUID id,

        @NotNull @Schema(description = "The preparation provider that offers it.")
        UUID provider,

        @NotNull @Schema(description = "The provider's own code.")
        String code,

        @NotNull @Schema(description = "Its title.") String title,

        @NotNull @Schema(description = "The field it prepares for.")
        String field,

        @NotNull @Schema(description = "The grades it prepares for.")
        String gradeBand,

        @NotNull @Schema(description = "The kind of preparation.")
        String route) {
    static ProgramView of(Program program) {
        return new ProgramView(
                program.id,
                program.provider,
                program.code,
                program.title,
                program.field,
                program.gradeBand,
                program.route);
    }
}
