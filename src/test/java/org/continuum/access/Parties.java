package org.continuum.access;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.continuum.license.Board;
import org.continuum.people.Registry;

/**
 * A person with one organization for each relation that an organization can have to her, each in that relation only;
 * an organization that has none; and somebody else, of whom none of these organizations knows.
 *
 * @param organizations by what they are to the person; a mentor's is one of its own
 * @param mentor of the person, and of nobody else
 * @param board the authority and the provider with the person, for all that is to be recorded of her
 */
record Parties(UUID person, UUID other, UUID mentor, Map<Relation, UUID> organizations, UUID stranger, Board board) {
    static Parties meet() {
        Board elsewhere = Board.open();
        UUID registrar = Registry.provider();
        UUID provider = Registry.provider();
        UUID employer = Registry.employer();
        UUID person = Registry.person(registrar);
        Registry.enroll(provider, Registry.program(provider), person);
        Registry.employ(employer, person);
        Map<Relation, UUID> organizations = new EnumMap<>(Map.of(
                Relation.REGISTRAR, registrar,
                Relation.PREPARATION_PROVIDER, provider,
                Relation.LICENSING_AUTHORITY, elsewhere.authority(),
                Relation.EMPLOYER, employer));
        for (Scope scope : Scope.values()) {
            UUID let = Registry.provider();
            Registry.herself(person)
                    .body(Map.of("organization", let, "scopes", Set.of(scope.slug), "until", "2099-01-01T00:00:00Z"))
                    .post("/people/" + person + "/consents")
                    .then()
                    .statusCode(201);
            organizations.put(Relation.of(scope.slug + "-consent"), let);
        }
        UUID former = Registry.employer();
        Registry.employedOnce(former, person);
        organizations.put(Relation.FORMER, former);
        UUID mentors = Registry.employer();
        Registry.employ(mentors, person);
        organizations.put(Relation.MENTOR, mentors);
        return new Parties(
                person,
                Registry.person(Registry.provider()),
                Registry.mentor(mentors, person),
                organizations,
                Registry.provider(),
                new Board(elsewhere.authority(), provider, person, elsewhere.licenseType()));
    }

    /** What the organization is to the person; a stranger is nothing. Only in its own role is a mentor one. */
    Set<Relation> known(UUID organization, String role) {
        return organizations.entrySet().stream()
                .filter(each -> each.getValue().equals(organization))
                .map(Map.Entry::getKey)
                .findFirst()
                .<Set<Relation>>map(relation -> relation == Relation.MENTOR ? ofMentors(role) : Set.of(relation))
                .orElse(Set.of());
    }

    private static Set<Relation> ofMentors(String role) {
        return role.equals(Role.MENTOR) ? Set.of(Relation.EMPLOYER, Relation.MENTOR) : Set.of(Relation.EMPLOYER);
    }
}
