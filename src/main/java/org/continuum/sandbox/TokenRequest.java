package org.continuum.sandbox;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.http.Problem;
import org.continuum.http.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who one wants to be in the sandbox: somebody of an organization, or a person who asks about her own record.
 *
 * @param organization the organization to act for; absent for a person
 * @param person the person to be; absent for an organization
 * @param roles role names; none is a caller who may do nothing. A person has the role person alone
 * @param subject absent: {@code sandbox}
 * @param name absent: the subject
 */
@Schema(description = "Who to be in the sandbox.")
public record TokenRequest(
        @Nullable @Schema(description = "The organization to act for.")
        UUID organization,

        @Nullable @Schema(description = "The person to be, in place of an organization.")
        UUID person,

        @NotNull @Size(max = 20) @Schema(description = "Role names; a person has the role person, and no other.")
        List<@Size(max = 40) @Pattern(regexp = "[a-z-]+") String> roles,

        @Nullable @Pattern(regexp = "[\\x21-\\x7e]{1,255}") @Schema(description = "The token's subject.")
        String subject,

        @Nullable @Size(min = 1, max = 200) @Schema(description = "Display name of the human or system.")
        String name) {
    public TokenRequest {
        roles = List.copyOf(roles);
    }

    /** What the service would not believe is not signed either. */
    void check() {
        List<Violation> wrong = new ArrayList<>();
        if ((organization == null) == (person == null)) {
            wrong.add(new Violation("", "Somebody acts for an organization or is a person.", "Send one of the two."));
        }
        if (person == null ? roles.contains(Role.PERSON) : !Set.copyOf(roles).equals(Set.of(Role.PERSON))) {
            wrong.add(new Violation(
                    "/roles",
                    "The role person is a person's, and her only one.",
                    "Send person with the roles [person], or organization with other roles."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.unacceptable(wrong);
        }
    }
}
