package org.continuum.sandbox;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A development token, ready for an {@code Authorization: Bearer} header. */
@Schema(description = "A token for the Authorization header.")
public record IssuedToken(
        @Schema(description = "The token itself.") String token,
        @Schema(description = "Seconds until it expires.") long expiresIn) {}
