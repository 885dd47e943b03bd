package org.continuum.people;

import jakarta.enterprise.context.ApplicationScoped;
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

    private static final String HOLDER = "SELECT person_id, details, wrapped FROM holder_of_identifier(?, ?)";

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
            claim.setBytes(2, identifier.mark(index));
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

    Optional<UUID> find(PersonIdentifier identifier) {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, identifier.issuer());
            find.setBytes(2, identifier.mark(index));
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /**
     * Whose the identifier is, although who asks may have nothing to do with her. To be compared with what it says of her; nothing
     * of it may be told.
     */
    Optional<SealedPerson> holder(PersonIdentifier identifier) {
        try (Connection connection = database.getConnection();
                PreparedStatement holder = connection.prepareStatement(HOLDER)) {
            holder.setObject(1, identifier.issuer());
            holder.setBytes(2, identifier.mark(index));
            try (ResultSet row = holder.executeQuery()) {
                return row.next()
                        ? Optional.of(new SealedPerson(row.getObject(1, UUID.class), row.getBytes(2), row.getBytes(3)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** What stands of a person, with the key to it, which is wrapped. */
    record SealedPerson(UUID id, byte[] details, byte[] wrapped) {}

    private static IllegalStateException unreadable(SQLException e) {
        return new IllegalStateException("The directory of identifiers failed", e);
    }
}
