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
 * Who has to do with which persons. It reads one view, which the features that record such relations
 * fill; grants will take its place without anybody who asks here noticing.
 */
@ApplicationScoped
public class Relations {
    private static final String OF =
            "SELECT person_id, relation FROM person_relation WHERE organization_id = ? AND person_id = ANY (?)";

    private static final String PEOPLE = "SELECT DISTINCT person_id FROM person_relation"
            + " WHERE organization_id = ? AND person_id > ? ORDER BY person_id LIMIT ?";

    private final Database database;

    Relations(Database database) {
        this.database = database;
    }

    /** Empty when they have nothing to do with each other. */
    public Set<Relation> between(Caller caller, UUID person) {
        if (caller.isPerson()) {
            return caller.organization().equals(person) ? Set.of(Relation.SELF) : Set.of();
        }
        return of(caller.organization(), Set.of(person)).getOrDefault(person, Set.of());
    }

    /** By person; who has nothing to do with the organization is missing. */
    public Map<UUID, Set<Relation>> of(UUID organization, Collection<UUID> people) {
        try (Connection connection = database.getConnection();
                PreparedStatement of = connection.prepareStatement(OF)) {
            of.setObject(1, organization);
            of.setArray(2, connection.createArrayOf("uuid", people.toArray()));
            try (ResultSet rows = of.executeQuery()) {
                Map<UUID, Set<Relation>> found = new HashMap<>();
                while (rows.next()) {
                    found.computeIfAbsent(rows.getObject(1, UUID.class), person -> EnumSet.noneOf(Relation.class))
                            .add(Relation.of(rows.getString(2)));
                }
                return found;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** The organization's people in the order of their ids, from the first after the given one. */
    public List<UUID> people(UUID organization, UUID after, int limit) {
        try (Connection connection = database.getConnection();
                PreparedStatement people = connection.prepareStatement(PEOPLE)) {
            people.setObject(1, organization);
            people.setObject(2, after);
            people.setInt(3, limit);
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

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("The relations cannot be read", e);
    }
}
