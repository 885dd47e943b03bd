package org.continuum.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/** What of a token somebody is shut out by. */
public enum Excluded {
    /** The human or system whose token it is: {@code sub}. */
    @JsonProperty("subject")
    SUBJECT("subject"),

    /** The program that had it issued, whoever uses it: {@code client_id} or {@code azp}. */
    @JsonProperty("client")
    CLIENT("client");

    private final String slug;

    Excluded(String slug) {
        this.slug = slug;
    }

    static Excluded of(String slug) {
        return Arrays.stream(values())
                .filter(each -> each.slug.equals(slug))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return slug;
    }
}
