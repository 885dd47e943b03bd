package org.continuum.sandbox;

import static org.continuum.people.OrganizationKind.EMPLOYER;
import static org.continuum.people.OrganizationKind.LICENSING_AUTHORITY;
import static org.continuum.people.OrganizationKind.PREPARATION_PROVIDER;

import java.util.List;
import org.continuum.access.Role;
import org.continuum.people.OrganizationKind;

/** Who acts in the synthetic state. Fairhaven does not exist; the three in Massachusetts are for the story only. */
enum Institution {
    BOARD("fairhaven-board", LICENSING_AUTHORITY, "Fairhaven Board of Educator Licensing", "US-ZZ"),
    UNIVERSITY("wexford-university", PREPARATION_PROVIDER, "Wexford University, School of Education", "US-ZZ"),
    RESIDENCY("harbor-residency", PREPARATION_PROVIDER, "Harbor City Teacher Residency", "US-ZZ"),
    CHARTERS("lantern-charters", PREPARATION_PROVIDER, "Lantern Charter Network, Teacher Institute", "US-ZZ"),
    HARBOR("harbor-schools", EMPLOYER, "Harbor City Public Schools", "US-ZZ"),
    RIDGE("ridge-schools", EMPLOYER, "Ridge County Schools", "US-ZZ"),

    MASSACHUSETTS("ma-board", LICENSING_AUTHORITY, "Massachusetts board (sandbox)", "US-MA"),
    COLLEGE("ma-college", PREPARATION_PROVIDER, "Charles River College (sandbox)", "US-MA"),
    DISTRICT("ma-district", EMPLOYER, "Millbrook Public Schools (sandbox)", "US-MA");

    /** The register in which the sandbox finds its own organizations again. */
    static final String SCHEME = "continuum-sandbox";

    final String slug;
    final OrganizationKind kind;
    final String title;
    final String jurisdiction;

    Institution(String slug, OrganizationKind kind, String title, String jurisdiction) {
        this.slug = slug;
        this.kind = kind;
        this.title = title;
        this.jurisdiction = jurisdiction;
    }

    /** Who acts for it. */
    String clerk() {
        return switch (kind) {
            case LICENSING_AUTHORITY -> "Dana Whitcomb";
            case PREPARATION_PROVIDER -> "Jo Lindqvist";
            case EMPLOYER -> "Sam Torres";
        };
    }

    /** What they may do. */
    List<String> roles() {
        return switch (kind) {
            case LICENSING_AUTHORITY -> List.of(Role.BOARD_ANALYST, Role.BOARD_DECIDER, Role.RULE_AUTHOR);
            case PREPARATION_PROVIDER -> List.of(Role.PROGRAM_SUBMITTER, Role.PROGRAM_ADMINISTRATOR);
            case EMPLOYER -> List.of(Role.DISTRICT_HR);
        };
    }
}
