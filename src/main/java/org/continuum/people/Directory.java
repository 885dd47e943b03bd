package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Database;

/**
 * Who is meant by an identifier. Plain SQL, because claiming one must be a single statement: it waits for whoever is
 * claiming the same, and says who was first.
 */
@ApplicationScoped
class Directory {
    private static final String CLAIM =
            "INSERT INTO person_identifier (issuer_id, value, person_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    private static final String RELEASE = "DELETE FROM person_identifier WHERE person_id = ?";

    private static final String FIND = "SELECT person_id FROM person_identifier WHERE issuer_id = ? AND value = ?";

    private static final String OF = "SELECT person_id, issuer_id, value FROM person_identifier"
            + " WHERE person_id = ANY (?) ORDER BY person_id, issuer_id, value";

    private final Database database;

    Directory(Database database) {
        this.database = database;
    }

    /** False if the identifier means somebody else, or this person already. */
    boolean claim(UUID person, PersonIdentifier identifier) {
        try (Connection connection = database.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setObject(1, identifier.issuer());
            claim.setString(2, identifier.value());
            claim.setObject(3, person);
            return claim.executeUpdate() == 1;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** Forgets all of a person's identifiers, before others are claimed in their place. */
    void release(UUID person) {
        try (Connection connection = database.getConnection();
                PreparedStatement release = connection.prepareStatement(RELEASE)) {
            release.setObject(1, person);
            release.executeUpdate();
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    Optional<UUID> find(UUID issuer, String value) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, issuer);
            find.setString(2, value);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    List<PersonIdentifier> of(UUID person) {
        return of(List.of(person)).getOrDefault(person, List.of());
    }

    /** By person; who has none is missing. */
    Map<UUID, List<PersonIdentifier>> of(Collection<UUID> people) {
        try (Connection connection = database.getConnection();
                PreparedStatement of = connection.prepareStatement(OF)) {
            of.setArray(1, connection.createArrayOf("uuid", people.toArray()));
            try (ResultSet rows = of.executeQuery()) {
                Map<UUID, List<PersonIdentifier>> found = new HashMap<>();
                while (rows.next()) {
                    found.computeIfAbsent(rows.getObject(1, UUID.class), person -> new ArrayList<>())
                            .add(new PersonIdentifier(rows.getObject(2, UUID.class), rows.getString(3)));
                }
                return found;
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("The directory of identifiers failed", e);
    }
}
