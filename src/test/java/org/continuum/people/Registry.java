package org.continuum.people;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.continuum.access.Role;
import org.continuum.contract.Tokens;

/** Organizations, programs and people for tests, registered over HTTP as anybody would. */
public final class Registry {
    private static final UUID OPERATOR = UUID.randomUUID();

    /** By what the persons of this registry can be known besides their ids. */
    private static final Map<UUID, Map<String, Object>> KNOWN_BY = new ConcurrentHashMap<>();

    private Registry() {}

    public static UUID organization(String kind, String jurisdiction) {
        return id(
                as(OPERATOR, Role.OPERATOR)
                        .body(Map.of("kind", kind, "name", "Some " + kind, "jurisdiction", jurisdiction)),
                "/organizations");
    }

    public static UUID provider() {
        return organization("preparation-provider", "US-MA");
    }

    public static UUID employer() {
        return organization("employer", "US-MA");
    }

    public static UUID program(UUID provider) {
        return id(
                as(provider, Role.PROGRAM_ADMINISTRATOR).body(programDetails(provider, "code-" + UUID.randomUUID())),
                "/programs");
    }

    public static Map<String, Object> programDetails(UUID provider, String code) {
        return new HashMap<>(Map.of(
                "provider", provider,
                "code", code,
                "title", "Middle school mathematics",
                "field", "mathematics",
                "gradeBand", "5-8",
                "route", "residency"));
    }

    public static UUID person(UUID provider) {
        return person(provider, personDetails(identifier(provider, "p-" + UUID.randomUUID())));
    }

    public static UUID person(UUID provider, Map<String, Object> details) {
        UUID person = id(as(provider, Role.PROGRAM_SUBMITTER).body(details), "/people");
        for (Object identifier : (List<?>) details.get("identifiers")) {
            Map<String, Object> knownBy = new HashMap<>();
            ((Map<?, ?>) identifier).forEach((name, value) -> knownBy.put((String) name, value));
            knownBy.put("birthDate", details.get("birthDate"));
            KNOWN_BY.put(person, knownBy);
        }
        return person;
    }

    /** What an organization says that means this person and has nothing to do with her yet. */
    public static Map<String, Object> knownBy(UUID person) {
        return new HashMap<>(KNOWN_BY.get(person));
    }

    public static Map<String, Object> personDetails(Object... identifiers) {
        Map<String, Object> details = new HashMap<>();
        details.put("givenName", "Ana");
        details.put("familyName", "Silva");
        details.put("birthDate", "1999-04-30");
        details.put("identifiers", List.of(identifiers));
        return details;
    }

    public static Map<String, Object> identifier(UUID issuer, String value) {
        return Map.of("issuer", issuer, "value", value);
    }

    public static UUID enroll(UUID provider, UUID program, UUID person) {
        return id(
                as(provider, Role.PROGRAM_SUBMITTER)
                        .body(identified(person, Map.of("program", program, "startedOn", "2025-09-01"))),
                "/people/" + person + "/enrollments");
    }

    public static UUID employ(UUID employer, UUID person) {
        return id(
                as(employer, Role.DISTRICT_HR)
                        .body(identified(person, Map.of("employer", employer, "startedOn", "2026-08-25"))),
                "/people/" + person + "/employments");
    }

    /** So long ago that the relation has lapsed. */
    public static UUID employedOnce(UUID employer, UUID person) {
        return id(
                as(employer, Role.DISTRICT_HR)
                        .body(identified(
                                person,
                                Map.of("employer", employer, "startedOn", "2020-08-01", "endedOn", "2021-06-30"))),
                "/people/" + person + "/employments");
    }

    /** With what she is known by, if she is of this registry. */
    public static Map<String, Object> identified(UUID person, Map<String, Object> start) {
        Map<String, Object> identified = new HashMap<>(start);
        identified.computeIfAbsent("identifiedBy", absent -> KNOWN_BY.get(person));
        return identified;
    }

    /** By a named person of an organization that decides on both. */
    public static void merge(UUID decides, UUID survivor, UUID absorbed) {
        id(
                given().auth()
                        .oauth2(Tokens.named(decides, "d-17", "Dana Decider", Role.BOARD_DECIDER))
                        .contentType("application/json")
                        .body(Map.of("absorbed", absorbed, "reason", "The same diploma.")),
                "/people/" + survivor + "/merges");
    }

    /** A mentor whom the employer assigns to the person, in its employment, since a day that is past. */
    public static UUID mentor(UUID employer, UUID person) {
        UUID mentor = person(employer);
        UUID induction = id(
                as(employer, Role.DISTRICT_HR).body(Map.of("startedOn", "2026-09-01")),
                "/people/" + person + "/inductions");
        assign(employer, person, induction, Map.of("mentor", mentor, "startedOn", "2026-09-01"));
        return mentor;
    }

    public static UUID assign(UUID employer, UUID person, UUID induction, Map<String, Object> mentorship) {
        return id(
                as(employer, Role.DISTRICT_HR).body(mentorship),
                "/people/" + person + "/inductions/" + induction + "/mentorships");
    }

    /** The mentor asks, for the employer. */
    public static RequestSpecification asMentor(UUID employer, UUID mentor) {
        return given().auth().oauth2(Tokens.mentor(employer, mentor)).contentType("application/json");
    }

    public static RequestSpecification as(UUID organization, String... roles) {
        return given().auth().oauth2(Tokens.of(organization, roles)).contentType("application/json");
    }

    public static RequestSpecification herself(UUID person) {
        return given().auth().oauth2(Tokens.person(person)).contentType("application/json");
    }

    private static UUID id(RequestSpecification request, String path) {
        return UUID.fromString(
                request.post(path).then().statusCode(201).extract().path("id"));
    }
}
