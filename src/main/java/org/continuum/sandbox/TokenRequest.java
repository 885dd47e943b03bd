package org.continuum.sandbox;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.http.Problem;
import org.continuum.http.Violation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who one wants to be in the sandbox: somebody of an organization, or a person who asks about her own record.
 *
 * @param organization the organization to act for; absent for a person who asks for herself
 * @param person the person to be, also where she mentors for the organization; absent otherwise
 * @param roles role names; none is a caller who may do nothing. A person has the role person alone, a mentor that of mentor
 * @param subject absent: {@code sandbox}
 * @param name absent: the subject
 */
@Schema(description = "Who to be in the sandbox.")
public record TokenRequest(
        @Nullable @Schema(description = "The organization to act for.")
        UUID organization,

        @Nullable @Schema(description = "The person to be: for herself, or as a mentor of the organization.")
        UUID person,

        @NotNull
        @Size(max = 20)
        @Schema(
                description =
                        "Role names; a person has the role person, or mentor beside an organization, and no other.")
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
        if (organization == null && person == null) {
            wrong.add(new Violation("", "Somebody acts for an organization or is a person.", "Send one of the two."));
        }
        if (person == null
                ? roles.contains(Role.PERSON) || roles.contains(Role.MENTOR)
                : !roles.equals(List.of(organization == null ? Role.PERSON : Role.MENTOR))) {
            wrong.add(
                    new Violation(
                            "/roles",
                            "The roles person and mentor are a person's, and her only ones.",
                            "Send person with the roles [person], person and organization with [mentor], or organization with others."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.unacceptable(wrong);
        }
    }
}
