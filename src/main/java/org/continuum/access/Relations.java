package org.continuum.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Who has to do with which persons, by the grants that say so. A relation counts from when it is recorded, lapses a year after the
 * last day of the enrollments or employments that it rests on, and is gone when it is revoked. A consent lasts as long as it
 * says, and opens what it names.
 */
@ApplicationScoped
public class Relations {
    private static final String LASTS = "lapses_at > current_setting('continuum.now')::timestamptz";

    private static final String HELD = """
            relation <> 'consent' AND revoked_at IS NULL AND (organization_id = ? OR jurisdiction = (
                SELECT jurisdiction FROM organization WHERE id = ? AND kind = 'licensing-authority'))""";

    private static final String OF = "SELECT person_id, relation, " + LASTS + " AS lasts FROM person_grant WHERE "
            + HELD + " AND person_id = ANY (?)";

    // Whose record has been closed, or leads to another, is in no list.
    private static final String OPEN = """
            NOT EXISTS (SELECT FROM person_part c WHERE c.part_id = g.person_id)
            AND NOT EXISTS (SELECT FROM person_deactivation c WHERE c.person_id = g.person_id)
            AND NOT EXISTS (SELECT FROM person_erasure c WHERE c.person_id = g.person_id)""";

    // Each half comes from its index in the order of people, past what has lapsed, and ends with the page.
    private static final String PEOPLE = """
            (SELECT DISTINCT person_id FROM person_grant g
                WHERE relation <> 'consent' AND organization_id = ? AND person_id > ? AND :open AND revoked_at IS NULL
                    AND :lasts
                ORDER BY person_id LIMIT ?)
            UNION
            (SELECT DISTINCT person_id FROM person_grant g
                WHERE jurisdiction = (
                    SELECT jurisdiction FROM organization WHERE id = ? AND kind = 'licensing-authority')
                AND person_id > ? AND :open AND revoked_at IS NULL
                ORDER BY person_id LIMIT ?)
            ORDER BY person_id LIMIT ?""".replace(":open", OPEN).replace(":lasts", LASTS);

    // All of one person: what the organization holds, and what it has been let see.
    private static final String BETWEEN =
            "SELECT relation, " + LASTS + " AS lasts FROM person_grant WHERE " + HELD + """
             AND person_id = ?
            UNION
            SELECT unnest(scopes) || '-consent', true FROM person_grant
            WHERE relation = 'consent' AND revoked_at IS NULL AND organization_id = ? AND person_id = ?
                AND current_setting('continuum.now')::timestamptz BETWEEN valid_from AND valid_to""";

    private final Database database;
    private final Mentors mentors;
    private final Parts parts;

    Relations(Database database, Mentors mentors, Parts parts) {
        this.database = database;
        this.mentors = mentors;
        this.parts = parts;
    }

    /** Consents among them; empty when they have nothing to do with each other. */
    public Set<Relation> between(Caller caller, UUID person) {
        if (caller.isPerson()) {
            return isSame(caller.organization(), person) ? Set.of(Relation.SELF) : Set.of();
        }
        try (Connection connection = database.getConnection();
                PreparedStatement between = connection.prepareStatement(BETWEEN)) {
            between.setObject(1, caller.organization());
            between.setObject(2, caller.organization());
            between.setObject(3, person);
            between.setObject(4, caller.organization());
            between.setObject(5, person);
            try (ResultSet rows = between.executeQuery()) {
                Set<Relation> found = EnumSet.noneOf(Relation.class);
                while (rows.next()) {
                    found.add(held(rows));
                }
                if (found.contains(Relation.EMPLOYER)
                        && !assigned(caller, List.of(person)).isEmpty()) {
                    found.add(Relation.MENTOR);
                }
                return found;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Asked of those whom her employer employs: of nobody else anybody there is a mentor, whatever has not been ended. */
    private Set<UUID> assigned(Caller caller, Collection<UUID> people) {
        return caller.mentor() == null ? Set.of() : mentors.assigned(caller.organization(), caller.mentor(), people);
    }

    /** As below; for a mentor those alone to whom she has been assigned. */
    public Map<UUID, Set<Relation>> of(Caller caller, Collection<UUID> people) {
        Map<UUID, Set<Relation>> found = of(caller.organization(), people);
        if (caller.mentor() != null) {
            found.values().removeIf(relations -> !relations.contains(Relation.EMPLOYER));
            found.keySet().retainAll(assigned(caller, people));
            found.values().forEach(relations -> relations.add(Relation.MENTOR));
        }
        return found;
    }

    /** By person, without consents; who has nothing to do with the organization is missing. */
    public Map<UUID, Set<Relation>> of(UUID organization, Collection<UUID> people) {
        try (Connection connection = database.getConnection();
                PreparedStatement of = connection.prepareStatement(OF)) {
            of.setObject(1, organization);
            of.setObject(2, organization);
            of.setArray(3, connection.createArrayOf("uuid", people.toArray()));
            try (ResultSet rows = of.executeQuery()) {
                Map<UUID, Set<Relation>> found = new HashMap<>();
                while (rows.next()) {
                    found.computeIfAbsent(
                                    rows.getObject("person_id", UUID.class), person -> EnumSet.noneOf(Relation.class))
                            .add(held(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Whom the organization has to do with now, in the order of their ids, from the first after the given one. */
    public List<UUID> people(UUID organization, UUID after, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement people = connection.prepareStatement(PEOPLE)) {
            people.setObject(1, organization);
            people.setObject(2, after);
            people.setInt(3, limit);
            people.setObject(4, organization);
            people.setObject(5, after);
            people.setInt(6, limit);
            people.setInt(7, limit);
            try (ResultSet rows = people.executeQuery()) {
                List<UUID> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(rows.getObject(1, UUID.class));
                }
                return found;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static Relation held(ResultSet row) throws SQLException {
        return row.getBoolean("lasts") ? Relation.of(row.getString("relation")) : Relation.FORMER;
    }

    /** Her token may have an id that another stands for by now. */
    private boolean isSame(UUID person, UUID other) {
        return person.equals(other) || parts.of(person).contains(other);
    }

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("The relations cannot be read", e);
    }
}
