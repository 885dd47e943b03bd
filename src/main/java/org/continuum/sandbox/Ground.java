package org.continuum.sandbox;

import static org.continuum.sandbox.Career.fields;

import io.quarkus.arc.profile.IfBuildProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.continuum.access.Role;
import org.continuum.people.OrganizationKind;

/**
 * What must be there before the first person: organizations, programs, a framework, the law. Laid again it is the same
 * ground: every request has its key.
 */
@IfBuildProfile(anyOf = {"dev", "test"})
final class Ground {
    static final Neighbor.Caller OPERATOR = new Neighbor.Caller(
            UUID.fromString("5a1d0000-0000-7000-8000-000000000001"), "The synthetic state", List.of(Role.OPERATOR));

    /** Where to look for what is published last. */
    static final String LAST = "/rule-sets/fairhaven-professional/versions/2024.1";

    private static final String KEY = "synthetic-state/";
    private static final String LAW = "application/yaml";

    private final Neighbor neighbor;
    private final Map<Institution, UUID> organizations = new EnumMap<>(Institution.class);
    private final Map<Offering, UUID> programs = new EnumMap<>(Offering.class);
    private final Map<Institution, UUID> mentors = new EnumMap<>(Institution.class);
    private final UUID framework;

    private Ground(Neighbor neighbor, Institution board, Instant founded, String standards) {
        this.neighbor = neighbor;
        for (Institution each : Institution.values()) {
            if (each.jurisdiction.equals(board.jurisdiction)) {
                organizations.put(each, register(each, founded));
            }
        }
        for (Institution each : organizations.keySet()) {
            if (each.kind == OrganizationKind.EMPLOYER) {
                mentors.put(each, registerMentor(each, founded));
            }
        }
        for (Offering each : Offering.values()) {
            if (organizations.containsKey(each.provider)) {
                programs.put(each, register(each, founded));
            }
        }
        framework = neighbor.post(
                caller(board), founded, KEY + standards, "/frameworks", "application/json", resource(standards));
    }

    static Ground ofFairhaven(Neighbor neighbor) {
        Ground ground = new Ground(
                neighbor, Institution.BOARD, Instant.parse("2018-07-02T14:00:00Z"), "fairhaven-standards.case.json");
        ground.publish(Institution.BOARD, "2024-03-01T20:00:00Z", "fairhaven-initial-2024.yaml");
        ground.publish(Institution.BOARD, "2026-06-15T20:00:00Z", "fairhaven-initial-2026.yaml");
        return ground;
    }

    /** What is there only when everything is: a loading that was interrupted is known by its absence. */
    void publishLast() {
        publish(Institution.BOARD, "2024-03-01T20:05:00Z", "fairhaven-professional-2024.yaml");
    }

    static Ground ofStory(Neighbor neighbor) {
        Ground ground = new Ground(
                neighbor,
                Institution.MASSACHUSETTS,
                Instant.parse("2019-08-01T14:00:00Z"),
                "ma-cap-elements.case.json");
        ground.publish(
                Institution.MASSACHUSETTS,
                "2019-08-01T20:00:00Z",
                "/org/continuum/rulebook/samples/ma-early-childhood-initial.yaml");
        return ground;
    }

    UUID organization(Institution institution) {
        return Objects.requireNonNull(organizations.get(institution), institution.slug);
    }

    /** Whoever mentors the new teachers of this employer. */
    UUID mentor(Institution employer) {
        return Objects.requireNonNull(mentors.get(employer), employer.slug);
    }

    UUID program(Offering offering) {
        return Objects.requireNonNull(programs.get(offering), offering.code);
    }

    UUID framework() {
        return framework;
    }

    Neighbor.Caller caller(Institution institution) {
        return new Neighbor.Caller(organization(institution), institution.clerk(), institution.roles());
    }

    /** Another organization like this one, for a story of its own. */
    Neighbor.Caller another(Institution institution, UUID one, Instant now) {
        UUID organization = register(institution, now, KEY + institution.slug + "/" + one, one.toString());
        return new Neighbor.Caller(organization, institution.clerk(), institution.roles());
    }

    private UUID register(Institution institution, Instant founded) {
        return register(institution, founded, KEY + institution.slug, institution.slug);
    }

    private UUID register(Institution institution, Instant founded, String key, String identifier) {
        Object details = fields(
                "kind",
                institution.kind.toString(),
                "name",
                institution.title,
                "jurisdiction",
                institution.jurisdiction,
                "identifiers",
                List.of(fields("scheme", Institution.SCHEME, "value", identifier)));
        return neighbor.post(OPERATOR, founded, key, "/organizations", details);
    }

    private UUID registerMentor(Institution employer, Instant founded) {
        UUID mentor = neighbor.post(
                caller(employer),
                founded,
                KEY + employer.slug + "/mentor",
                "/people",
                fields("givenName", "Morgan", "familyName", "of " + employer.title));
        neighbor.post(
                caller(employer),
                founded,
                KEY + employer.slug + "/mentor-employment",
                "/people/" + mentor + "/employments",
                fields(
                        "employer", organization(employer).toString(),
                        "startedOn", "2015-08-24",
                        "position", "mentor teacher"));
        return mentor;
    }

    private UUID register(Offering offering, Instant founded) {
        Object details = fields(
                "provider", organization(offering.provider).toString(),
                "code", offering.code,
                "title", offering.title,
                "field", offering.field,
                "gradeBand", offering.gradeBand,
                "route", offering.route);
        return neighbor.post(caller(offering.provider), founded, KEY + offering.code, "/programs", details);
    }

    private void publish(Institution board, String at, String document) {
        try {
            neighbor.post(caller(board), Instant.parse(at), KEY + document, "/rule-sets", LAW, resource(document));
        } catch (Neighbor.RefusedException e) {
            if (e.status != 409) {
                throw e;
            }
            // Somebody has published this very version: a version is the same whoever does.
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(Ground.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
