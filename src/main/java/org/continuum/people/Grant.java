package org.continuum.people;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.continuum.access.Scope;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What lets somebody learn of a person. */
@Schema(description = "What lets an organization learn of a person.")
public record Grant(
        @Schema(description = "Its id.") UUID id,

        @Schema(description = "The person.") UUID person,

        @Schema(description = "Who holds it.") GrantRelation relation,

        @Schema(description = "The organization that holds it; absent where a jurisdiction's licensing authorities do.")
        @Nullable
        UUID organization,

        @Schema(description = "The jurisdiction whose licensing authorities hold it.") @Nullable
        String jurisdiction,

        @Schema(
                description = "What a consent opens; empty for a relation, which opens what belongs to it.",
                maxItems = 4)
        Set<Scope> scopes,

        @Schema(description = "On what ground.", maxLength = 40)
        String basis,

        @Schema(description = "From when.") Instant validFrom,

        @Schema(description = "Until when; absent where it has no end.") @Nullable
        Instant validTo,

        @Schema(description = "The record that it came with; a consent is its own.")
        UUID source,

        @Schema(
                description =
                        "When it lapses, or has lapsed: a year after the last day of the enrollments or employments that it "
                                + "rests on. From then on the organization sees what it has recorded itself. Absent while one lasts.")
        @Nullable
        Instant lapsesAt,

        @Schema(description = "When the person took the consent back, or the relation was revoked; absent otherwise.")
        @Nullable
        Instant revokedAt) {
    public Grant {
        scopes = scopes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(scopes));
    }

    /** The same relation under another of her ids. */
    boolean isSame(Grant grant) {
        return !id.equals(grant.id) && relation == grant.relation && Objects.equals(organization, grant.organization);
    }

    /** That she was registered by whose the other relation is. */
    boolean isRegistrationOf(Grant grant) {
        return relation == GrantRelation.REGISTRAR
                && grant.relation != GrantRelation.REGISTRAR
                && Objects.equals(organization, grant.organization);
    }

    Grant revoked(Instant at) {
        return new Grant(
                id,
                person,
                relation,
                organization,
                jurisdiction,
                scopes,
                basis,
                validFrom,
                validTo,
                source,
                lapsesAt,
                at);
    }
}
