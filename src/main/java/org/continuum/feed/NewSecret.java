package org.continuum.feed;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A secret, told this once. */
@Schema(description = "A secret, told this once: keep it where the receiver can read it.")
public record NewSecret(
        @Schema(description = "Its id, by which it is removed.")
        UUID id,

        @Schema(
                description = "The secret, as libraries of Standard Webhooks take it.",
                pattern = "^whsec_[A-Za-z0-9+/]{43}=$",
                examples = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD+yX8ElrL2nQ=")
        String secret) {
    /** Without the secret, which must not reach a log. */
    @Override
    public String toString() {
        return "secret " + id;
    }
}
