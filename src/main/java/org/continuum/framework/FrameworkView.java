package org.continuum.framework;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A framework in a list. */
@Schema(name = "Framework", description = "One version of a competency framework.")
public record FrameworkView(
        UUID id,

        @Schema(description = "The identifier of its CFDocument, the same in all versions.")
        UUID document,

        String version,
        String title,
        String creator,
        @Schema(description = "Who imported it.") UUID organization,
        Instant importedAt,

        @Schema(description = "SHA-256 of the package, hexadecimal.")
        String digest) {
    static FrameworkView of(Framework one) {
        return new FrameworkView(
                one.id(),
                one.document(),
                one.version(),
                one.title(),
                one.creator(),
                one.organization(),
                one.importedAt(),
                one.digest());
    }
}
