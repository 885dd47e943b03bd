package org.continuum.contract;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.continuum.access.Role;

/** Tokens of the sandbox's issuer for tests: {@code given().auth().oauth2(Tokens.of(university, Role.PROGRAM_SUBMITTER))}. */
public final class Tokens {
    private static final Map<Asked, String> KNOWN = new ConcurrentHashMap<>();

    private Tokens() {}

    /** A token of somebody of the organization who holds these roles. */
    public static String of(UUID organization, String... roles) {
        return KNOWN.computeIfAbsent(
                new Asked(organization, null, List.of(roles), "tester", "Terry Tester"), Tokens::issue);
    }

    /** A token of a named human or system. */
    public static String named(UUID organization, String subject, String name, String... roles) {
        return KNOWN.computeIfAbsent(new Asked(organization, null, List.of(roles), subject, name), Tokens::issue);
    }

    /** The person's own token. */
    public static String person(UUID person) {
        return KNOWN.computeIfAbsent(
                new Asked(null, person, List.of(Role.PERSON), "herself", "Ana Silva"), Tokens::issue);
    }

    /** The token of a person who mentors for the organization. */
    public static String mentor(UUID organization, UUID mentor) {
        return KNOWN.computeIfAbsent(
                new Asked(organization, mentor, List.of(Role.MENTOR), "mentor", "Mia Mentor"), Tokens::issue);
    }

    private static String issue(Asked asked) {
        return given().contentType("application/json")
                .body(asked)
                .post("/sandbox/tokens")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Asked(UUID organization, UUID person, List<String> roles, String subject, String name) {}
}
