package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.continuum.access.Database;
import org.continuum.vault.BlindIndex;

/**
 * Who is meant by an identifier, of which it holds a mark only. Plain SQL, because claiming one must be a single statement:
 * it waits for whoever is claiming the same, and says who was first.
 */
@ApplicationScoped
class Directory {
    private static final String CLAIM =
            "INSERT INTO person_identifier (issuer_id, mark, person_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    private static final String RELEASE = "DELETE FROM person_identifier WHERE person_id = ?";

    private static final String FIND = "SELECT person_id FROM person_identifier WHERE issuer_id = ? AND mark = ?";

    private final Database database;
    private final BlindIndex index;

    Directory(Database database, BlindIndex index) {
        this.database = database;
        this.index = index;
    }

    /** False if the identifier means somebody else, or this person already. */
    boolean claim(UUID person, PersonIdentifier identifier) {
        try (Connection connection = database.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setObject(1, identifier.issuer());
            claim.setBytes(2, mark(identifier.issuer(), identifier.value()));
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
            find.setBytes(2, mark(issuer, value));
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private byte[] mark(UUID issuer, String value) {
        return index.mark(
                "person_identifier.mark",
                issuer.toString().getBytes(StandardCharsets.US_ASCII),
                value.getBytes(StandardCharsets.UTF_8));
    }

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("The directory of identifiers failed", e);
    }
}
