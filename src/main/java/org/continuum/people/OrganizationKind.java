package org.continuum.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;

/** What an organization is to a person's record. */
public enum OrganizationKind {
    @JsonProperty("preparation-provider")
    PREPARATION_PROVIDER("preparation-provider"),

    @JsonProperty("licensing-authority")
    LICENSING_AUTHORITY("licensing-authority"),

    @JsonProperty("employer")
    EMPLOYER("employer");

    @EnumeratedValue
    final String slug;

    OrganizationKind(String slug) {
        this.slug = slug;
    }

    /** For query parameters, which speak in slugs too. */
    public static OrganizationKind fromString(String slug) {
        return Arrays.stream(values())
                .filter(kind -> kind.slug.equals(slug))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(slug));
    }

    @Override
    public String toString() {
        return slug;
    }
}
