package org.continuum.readiness;

import org.continuum.rules.Citation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A citation. */
public record Cited(
        @Schema(description = "As a lawyer writes it.") String label,

        @Schema(description = "Where it was read.") @Nullable
        String url,

        @Schema(description = "verified, interpreted, memory or synthetic.")
        String mark) {
    static Cited of(Citation citation) {
        return new Cited(citation.label(), citation.url(), citation.mark().word());
    }
}
