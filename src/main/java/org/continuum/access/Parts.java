package org.continuum.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.continuum.http.Problem;
import org.continuum.http.ProblemType;

/**
 * Under which ids a person's record stands: one, or after a merge several, of which one stands for all. What was recorded under
 * an id stays under it; whoever reads a record reads all of its parts, and tells by {@code number_on} of the database by which
 * number the whole knows what is in them.
 *
 * <p>A transaction asks once for a record's parts, and again when it has locked the record or read how far it goes: then
 * another id may belong to it.
 */
@ApplicationScoped
public class Parts {
    private static final String SURVIVOR = "SELECT survivor_of(?)";

    private static final String OF = "SELECT parts_of(?)";

    private final Database database;
    private final TransactionSynchronizationRegistry transaction;

    Parts(Database database, TransactionSynchronizationRegistry transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /** The id that stands for this one: itself, unless its record was merged. */
    public UUID survivor(UUID person) {
        return select(SURVIVOR, person, row -> row.getObject(1, UUID.class));
    }

    /** All ids of the record that this one belongs to; the one that stands for it first. */
    public List<UUID> of(UUID person) {
        return known().computeIfAbsent(
                        person,
                        id -> select(
                                OF, id, row -> List.of((UUID[]) row.getArray(1).getArray())));
    }

    /** Sets these places of a statement to the array of all ids of the record. */
    public void bind(PreparedStatement statement, UUID person, int... places) throws SQLException {
        Array all = statement.getConnection().createArrayOf("uuid", of(person).toArray());
        for (int place : places) {
            statement.setArray(place, all);
        }
    }

    /** What has been read of parts so far may have changed. */
    public void readAgain() {
        known().clear();
    }

    @SuppressWarnings("unchecked")
    private Map<UUID, List<UUID>> known() {
        Map<UUID, List<UUID>> known = (Map<UUID, List<UUID>>) transaction.getResource(Parts.class);
        if (known == null) {
            known = new HashMap<>();
            transaction.putResource(Parts.class, known);
        }
        return known;
    }

    /**
     * Under the lock on the person: throws the problem "conflict" if another id has come to stand for her since the request was
     * let in. Sent again, it is led there.
     */
    public void requireSurvivor(UUID person) {
        if (!survivor(person).equals(person)) {
            throw new Problem(
                    ProblemType.CONFLICT, "The record was merged into another meanwhile. Send the request again.");
        }
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> T select(String query, UUID person, Row<T> read) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(query)) {
            select.setObject(1, person);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return read.read(row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The parts of a record cannot be read", e);
        }
    }
}
