package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** It is told to others and kept for ever: there is no room in it for anything about the person. */
@Schema(description = "Why a relation should not have been.")
public record RevocationDetails(
        @NotNull @Schema(description = "The ground.") RevocationGround ground) {}
