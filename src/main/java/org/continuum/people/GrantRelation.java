package org.continuum.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/** How a grant came about. */
public enum GrantRelation {
    @JsonProperty("registrar")
    REGISTRAR("registrar", "registration"),

    @JsonProperty("preparation-provider")
    PREPARATION_PROVIDER("preparation-provider", "enrollment"),

    @JsonProperty("licensing-authority")
    LICENSING_AUTHORITY("licensing-authority", "jurisdiction"),

    @JsonProperty("employer")
    EMPLOYER("employer", "employment"),

    @JsonProperty("consent")
    CONSENT("consent", "consent");

    final String slug;
    final String basis;

    GrantRelation(String slug, String basis) {
        this.slug = slug;
        this.basis = basis;
    }

    static GrantRelation of(String slug) {
        return Arrays.stream(values())
                .filter(each -> each.slug.equals(slug))
                .findFirst()
                .orElseThrow();
    }
}
