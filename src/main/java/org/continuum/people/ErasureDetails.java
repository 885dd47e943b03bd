package org.continuum.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.continuum.vault.ErasureGround;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The order to erase. It is told to others and kept for ever: there is no room in it for anything about the person. */
@Schema(description = "The order to erase a person's record.")
public record ErasureDetails(
        @NotNull @Schema(description = "The legal ground.") ErasureGround ground,

        @NotNull
        @Pattern(regexp = "^[A-Za-z0-9./:-]{1,60}$")
        @Schema(description = "The reference of the order, as your files have it; nothing about the person.")
        String order) {}
