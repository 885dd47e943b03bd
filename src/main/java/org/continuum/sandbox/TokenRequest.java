package org.continuum.sandbox;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who one wants to be in the sandbox.
 *
 * @param organization the organization to act for
 * @param roles role names; none is a caller who may do nothing
 * @param subject absent: {@code sandbox}
 * @param name absent: the subject
 */
@Schema(description = "Who to be in the sandbox.")
public record TokenRequest(
        @NotNull @Schema(description = "The organization to act for.")
        UUID organization,

        @NotNull @Size(max = 20) @Schema(description = "Role names.")
        List<@Size(max = 40) @Pattern(regexp = "[a-z-]+") String> roles,

        @Nullable @Pattern(regexp = "[\\x21-\\x7e]{1,255}") @Schema(description = "The token's subject.")
        String subject,

        @Nullable @Size(min = 1, max = 200) @Schema(description = "Display name of the human or system.")
        String name) {
    public TokenRequest {
        roles = List.copyOf(roles);
    }
}
