package org.continuum.access;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking, read once from the verified token.
 *
 * @param organization the organization the caller acts for; a person acts for herself, so it is her own id
 * @param subject the token's {@code sub}: stable, never reassigned
 * @param name the human's or system's display name, as the issuer knows it
 * @param roles role names of {@link Role}
 * @param mentor the person who she is, where somebody asks as a mentor; null for all others
 */
public record Caller(
        UUID organization,
        String subject,
        String name,
        Set<String> roles,
        @Nullable UUID mentor) {
    public Caller {
        Objects.requireNonNull(organization);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(name);
        roles = Set.copyOf(roles);
    }

    public Caller(UUID organization, String subject, String name, Set<String> roles) {
        this(organization, subject, name, roles, null);
    }

    /** Somebody who asks about her own record. A token has this role with a person's id only, and no other beside it. */
    public boolean isPerson() {
        return roles.contains(Role.PERSON);
    }
}
